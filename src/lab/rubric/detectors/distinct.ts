/** Detects how many different words of a group an answer uses, towards a target. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, wordGroup, type Detector } from './detector.ts';
import { targetCount, targetField, towards } from './target.ts';

const schema = v.strictObject({
  type: v.literal('distinct'),
  group: wordGroup,
  /** How many different words earn the full score, e.g. 3. */
  target: targetCount,
});

export const distinct: Detector<typeof schema> = {
  schema,
  name: 'Different words',
  fresh: { type: 'distinct', group: 'own-fact', target: 3 },
  fields: [
    { key: 'group', label: 'what counts', explain: 'Each word of it counts once.', input: 'group' },
    targetField('different ones'),
  ],
  suggestions: [
    {
      when: /\bfact|\binformati|\bcomplete|\bthorough|\bdetail|\bcorrect|\baccura/,
      settings: { type: 'distinct', group: 'own-fact', target: 3 },
    },
  ],
  evidence: 'for',
  graded: ({ target }) => target > 1,
  describe: ({ group, target }) => `Each different ${groupName(group)} counts once: ${towards(target)}.`,
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
