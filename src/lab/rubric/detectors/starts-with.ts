/** Detects an answer whose first word is of a given group. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('starts-with'), group: wordGroup });

export const startsWith: Detector<typeof schema> = {
  schema,
  name: 'Starts with',
  fresh: { type: 'starts-with', group: 'greeting' },
  fields: [{ key: 'group', label: 'first word', explain: 'What the first word has to be.', input: 'group' }],
  suggestions: [
    { when: /\bgreet|\bhello\b|\bwelcom/, settings: { type: 'starts-with', group: 'greeting' } },
    { when: /\b(begin|start|open)(s|ning|ing)?\b/, settings: { type: 'starts-with', group: 'greeting' } },
  ],
  evidence: 'for',
  describe: ({ group }) => `The first word is ${withArticle(groupName(group))}.`,
  detect(words, prompt, { group }) {
    const met = words.length > 0 && inGroup(words[0]!, group, prompt);
    return { degree: met ? 1 : 0, evidence: met ? [0] : [] };
  },
  encode: ({ group }) => [groupNumber(group)],
  wgsl: /* wgsl */ `
    if (words() > 0u && in_group(word(0u), setting(0u))) { return vec2(1u, 1u); }
    return vec2(0u, 1u);`,
};
