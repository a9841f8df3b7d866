/** Detects how often words of a group occur, repeated ones included, towards a target. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, wordGroup, type Detector } from './detector.ts';
import { targetCount, targetField, towards } from './target.ts';

const schema = v.strictObject({
  type: v.literal('count'),
  group: wordGroup,
  /** How many occurrences earn the full score. */
  target: targetCount,
});

export const count: Detector<typeof schema> = {
  schema,
  name: 'Counts',
  fresh: { type: 'count', group: 'own-topic', target: 3 },
  fields: [
    { key: 'group', label: 'what counts', explain: 'Each time it occurs.', input: 'group' },
    targetField('occurrences'),
  ],
  suggestions: [
    {
      when: /\b(several|multiple|many|at least \w+|two|three) (source|citation|referenc)/,
      settings: { type: 'count', group: 'citation', target: 2 },
    },
    {
      when: /\bkeyword|\bterminolog|\bvocabular|\bjargon/,
      settings: { type: 'count', group: 'own-topic', target: 3 },
    },
  ],
  evidence: 'for',
  graded: ({ target }) => target > 1,
  describe: ({ group, target }) => `Every ${groupName(group)} counts, repeated or not: ${towards(target)}.`,
  detect(words, prompt, { group, target }) {
    const evidence = words.flatMap((word, at) => (inGroup(word, group, prompt) ? [at] : []));
    return { degree: Math.min(evidence.length, target) / target, evidence };
  },
  encode: ({ group, target }) => [groupNumber(group), target],
  wgsl: /* wgsl */ `
    var found = 0u;
    for (var i = 0u; i < words(); i++) {
      found += select(0u, 1u, in_group(word(i), setting(0u)));
    }
    return vec2(min(found, setting(1u)), setting(1u));`,
};
