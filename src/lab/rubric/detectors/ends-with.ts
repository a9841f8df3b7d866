/** Detects an answer whose last word is of a given group. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('ends-with'), group: wordGroup });

export const endsWith: Detector<typeof schema> = {
  schema,
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
