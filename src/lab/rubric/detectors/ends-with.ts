/** Detects an answer whose last word is of a given group. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('ends-with'), group: wordGroup });

export const endsWith: Detector<typeof schema> = {
  schema,
  name: 'Ends with',
  fresh: { type: 'ends-with', group: 'polite' },
  fields: [{ key: 'group', label: 'last word', explain: 'What the last word has to be.', input: 'group' }],
  suggestions: [
    { when: /\bpolite|\bthank|\bplease\b|\bcourte/, settings: { type: 'ends-with', group: 'polite' } },
    { when: /\b(end|clos|conclud|finish)(s|es|e|ing)?\b/, settings: { type: 'ends-with', group: 'polite' } },
  ],
  evidence: 'for',
  describe: ({ group }) => `The last word is ${withArticle(groupName(group))}.`,
  detect(words, prompt, { group }) {
    const last = words.length - 1;
    const met = last >= 0 && inGroup(words[last]!, group, prompt);
    return { degree: met ? 1 : 0, evidence: met ? [last] : [] };
  },
  encode: ({ group }) => [groupNumber(group)],
  wgsl: /* wgsl */ `
    if (words() > 0u && in_group(word(words() - 1u), setting(0u))) { return vec2(1u, 1u); }
    return vec2(0u, 1u);`,
};
