/** Detects an answer whose first word is of a given group. */
import * as v from 'valibot';
import { groupName, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('starts-with'), group: wordGroup });

export const startsWith: Detector<typeof schema> = {
  schema,
  describe: ({ group }) => `The first word is ${withArticle(groupName(group))}.`,
  detect(words, prompt, { group }) {
    const met = words.length > 0 && inGroup(words[0]!, group, prompt);
    return { degree: met ? 1 : 0, evidence: met ? [0] : [] };
  },
};
