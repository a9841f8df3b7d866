/** Detects repetition: the share of an answer's words that were not there before. */
import * as v from 'valibot';
import type { Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('variety') });

export const variety: Detector<typeof schema> = {
  schema,
  name: 'Variety',
  fresh: { type: 'variety' },
  fields: [],
  suggestions: [
    {
      when: /\brepeat|\brepetit|\bredundan|\bvariety|\bvaried|\bdivers|\bduplicat|\bonly once\b/,
      settings: { type: 'variety' },
    },
  ],
  evidence: 'against',
  graded: () => true,
  describe: () => 'The share of words that do not repeat an earlier one; an empty answer scores 0.',
  detect(words) {
    const repeats = words.flatMap((word, at) => (words.indexOf(word) < at ? [at] : []));
    const degree = words.length === 0 ? 0 : (words.length - repeats.length) / words.length;
    return { degree, evidence: repeats };
  },
  encode: () => [],
  wgsl: /* wgsl */ `
    var different = 0u;
    for (var i = 0u; i < words(); i++) {
      var fresh = true;
      for (var j = 0u; j < i; j++) { fresh = fresh && word(j) != word(i); }
      different += select(0u, 1u, fresh);
    }
    return vec2(different, max(words(), 1u));`,
};
