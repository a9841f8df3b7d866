/** How much work a design is, and how fast it goes. */
import type { Design } from '../../experiment/design/design.ts';
import { allWork } from '../../experiment/run/experiment.ts';
import type { Progress } from '../../experiment/run/progress.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Work of a second, as far as progress tells. */
export function rateOf(design: Design, { done, secondsLeft }: Progress): number | null {
  if (secondsLeft === null || secondsLeft <= 0 || done <= 0) return null;
  return ((1 - done) * allWork(design, null)) / secondsLeft;
}

export const secondsFor = (design: Design, perSecond: number | null): number | null =>
  perSecond === null ? null : allWork(design, null) / perSecond;

/**
 * What the run on the page tells of the pace to come. Only where a processor computes: a graphics card carries more
 * lanes in the same time.
 */
export function rateOfRun({ device, recorded, secondsPerStep, lanes, training }: Run): number | null {
  if (recorded || !secondsPerStep || !(device?.software ?? false)) return null;
  return (lanes.length * training.numGenerations) / secondsPerStep;
}
