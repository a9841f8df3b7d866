/** Detects how many different words of a group an answer uses, towards a target. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({
  type: v.literal('distinct'),
  group: wordGroup,
  /** How many different words earn the full score, e.g. 3. */
  target: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
});

export const distinct: Detector<typeof schema> = {
  schema,
  describe: ({ group, target }) =>
    `${target} different words count in full, fewer in part; what counts is a ${groupName(group)}.`,
  detect(words, prompt, { group, target }) {
    const seen = new Set<number>();
    const evidence = words.flatMap((word, at) => {
      if (!inGroup(word, group, prompt) || seen.has(word)) return [];
      seen.add(word);
      return [at];
    });
    return { degree: Math.min(1, seen.size / target), evidence };
  },
  encode: ({ group, target }) => [groupNumber(group), target],
  wgsl: /* wgsl */ `
    var found = 0u;
    for (var i = 0u; i < words(); i++) {
      if (!in_group(word(i), setting(0u))) { continue; }
      var fresh = true;
      for (var j = 0u; j < i; j++) { fresh = fresh && word(j) != word(i); }
      found += select(0u, 1u, fresh);
    }
    return vec2(min(found, setting(1u)), setting(1u));`,
};
