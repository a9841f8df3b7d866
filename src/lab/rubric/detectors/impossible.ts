/** Detects nothing: a requirement that no answer meets, for rubrics that ask for what cannot be had. */
import * as v from 'valibot';
import type { Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('impossible') });

export const impossible: Detector<typeof schema> = {
  schema,
  name: 'Never met',
  fresh: { type: 'impossible' },
  fields: [],
  suggestions: [
    {
      when: /\bimpossible|\bunsatisfiable|\bimages?\b|\bpictures?\b|\bdiagrams?\b|\bbrowse|\breal[- ]time/,
      settings: { type: 'impossible' },
    },
  ],
  evidence: 'against',
  describe: () => 'No answer meets this, whatever it says.',
  detect: () => ({ degree: 0, evidence: [] }),
  encode: () => [],
  wgsl: /* wgsl */ `
    return vec2(0u, 1u);`,
};
