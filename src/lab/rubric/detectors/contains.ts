/** Detects an answer that contains some word of a given group. */
import * as v from 'valibot';
import {
  groupName,
  groupNumber,
  inGroup,
  sentence,
  withArticle,
  wordGroup,
  type Detector,
} from './detector.ts';

const schema = v.strictObject({ type: v.literal('contains'), group: wordGroup });

export const contains: Detector<typeof schema> = {
  schema,
  name: 'Contains',
  fresh: { type: 'contains', group: 'citation' },
  fields: [{ key: 'group', label: 'contained', explain: 'What must appear somewhere.', input: 'group' }],
  suggestions: [
    {
      when: /\b(mention|includ|contain|giv|provid)\w*\b.*\b(source|citation|referenc|link)/,
      settings: { type: 'contains', group: 'citation' },
    },
    {
      when: /\bempath|\bsympath|\bkind\b|\bfriendl|\brespect|\bsupportive/,
      settings: { type: 'contains', group: 'polite' },
    },
    { when: /\bpunctuat|\bgramma|\bcommas?\b/, settings: { type: 'contains', group: 'punctuation' } },
  ],
  evidence: 'for',
  describe: ({ group }) => `${sentence(withArticle(groupName(group)))} appears somewhere.`,
  detect(words, prompt, { group }) {
    const evidence = words.flatMap((word, at) => (inGroup(word, group, prompt) ? [at] : []));
    return { degree: evidence.length > 0 ? 1 : 0, evidence };
  },
  encode: ({ group }) => [groupNumber(group)],
  wgsl: /* wgsl */ `
    for (var i = 0u; i < words(); i++) {
      if (in_group(word(i), setting(0u))) { return vec2(1u, 1u); }
    }
    return vec2(0u, 1u);`,
};
