/** Made-up pairs for tests: scores drawn by seed, no policy and no device. */
import { uniformStream } from '../../lab/random/draw.ts';
import { CANDIDATES } from './candidates.ts';
import { pairsOf, type Answer, type Pair } from './pairs.ts';
import type { Pool } from './pool.ts';
import { PREFERENCES, type PreferenceId } from './preference.ts';
import { FIELDS, labSettings, type LabSettings } from './settings.ts';

/** The fields' initial settings, and some over them. */
export const settingsFor = (over: Partial<LabSettings> = {}): LabSettings => ({
  ...labSettings(Object.fromEntries(FIELDS.map(({ id, initial }) => [id, initial]))),
  ...over,
});

/** Answers whose gold scores are 0, a half or 1, seen without error. */
export function madeUpGroups(seed: number, groups: number, size = 4): Answer[][] {
  const next = uniformStream(seed, 99);
  return Array.from({ length: groups }, (_, prompt) =>
    Array.from({ length: size }, () => {
      const gold = Float32Array.from(CANDIDATES, () => Math.floor(next() * 3) / 2);
      return { prompt: prompt % 6, tokens: new Int32Array(4), scores: gold, gold };
    }),
  );
}

const pairs = (seed: number, groups: number, preference: PreferenceId): Pair[] =>
  pairsOf(madeUpGroups(seed, groups), PREFERENCES[preference], 0, () => 0.5);

export const madeUpPool = (seed: number, preference: PreferenceId = 'plain'): Pool => ({
  training: pairs(seed, 40, preference),
  heldOut: pairs(seed + 1000, 20, preference),
  gold: 0.5,
});
