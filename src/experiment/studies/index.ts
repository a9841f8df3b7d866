/** The studies: one file each, found by this list. */
import { ablation } from './ablation.ts';
import { forkTestStudy } from './fork-test.ts';
import { noiseDose } from './noise-dose.ts';
import { overOptimisation } from './over-optimisation.ts';
import { priorSkew } from './prior-skew.ts';
import { rolloutAnalysis } from './rollout-analysis.ts';
import { staticAgainstFocal } from './static-against-focal.ts';
import type { Study } from './study.ts';

export const STUDIES: readonly Study[] = [
  staticAgainstFocal,
  ablation,
  rolloutAnalysis,
  forkTestStudy,
  priorSkew,
  noiseDose,
  overOptimisation,
];

/** @throws when there is no such study, naming those there are */
export function findStudy(id: string): Study {
  const study = STUDIES.find((known) => known.id === id);
  if (!study)
    throw new Error(`Unknown study "${id}". Known studies: ${STUDIES.map((known) => known.id).join(', ')}.`);
  return study;
}
