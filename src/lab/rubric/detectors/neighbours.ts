/** Detects a word of one group standing right before or right after a word of another. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({
  type: v.literal('neighbours'),
  /** The group that must come first. */
  first: wordGroup,
  /** The group that must follow at once. */
  second: wordGroup,
});

export const neighbours: Detector<typeof schema> = {
  schema,
  describe: ({ first, second }) =>
    `Somewhere ${withArticle(groupName(first))} is followed at once by ${withArticle(groupName(second))}.`,
  detect(words, prompt, { first, second }) {
    const evidence = words.flatMap((word, at) => {
      const next = words[at + 1];
      const met = next !== undefined && inGroup(word, first, prompt) && inGroup(next, second, prompt);
      return met ? [at, at + 1] : [];
    });
    return { degree: evidence.length > 0 ? 1 : 0, evidence: [...new Set(evidence)] };
  },
  encode: ({ first, second }) => [groupNumber(first), groupNumber(second)],
  wgsl: /* wgsl */ `
    for (var i = 1u; i < words(); i++) {
      if (in_group(word(i - 1u), setting(0u)) && in_group(word(i), setting(1u))) { return vec2(1u, 1u); }
    }
    return vec2(0u, 1u);`,
};
