/** The ways to estimate a criterion's saturation that are one number for the whole group. */
import { clipUnit, directReward, saturation, tilt, type Saturation } from '../saturation.ts';
import type { Estimator } from './focal.ts';
import type { MethodGroup, RubricWeights } from './method.ts';

export interface Estimate extends Saturation {
  keep?: number[];
}

/** A judge that errs as often as this tells too little to be corrected for. */
export const MOST_FLIPS = 0.9;
/** What 32 bits leave of a sum that should be exactly that. */
export const TRACE = 1e-6;

/**
 * Saturation and deficit, always summing to 1.
 *
 * "fixed reference" is the group's plain mean at the first step it is used; "moving average" follows that
 * mean; "noise-corrected" takes the judge's errors out of the moving average of Hard Rules, where
 * E[score] = fp + (1 - fp - fn) truth. It clips last: correcting a clipped or tilted mean is biased.
 *
 * @param base weights that tilt, [K]
 */
export function estimate(
  estimator: Exclude<Estimator, 'per response'>,
  group: MethodGroup,
  base: readonly number[],
  { falsePositive, falseNegative }: RubricWeights,
  tau: number,
  decay: number,
): Estimate {
  if (estimator === 'tilted group mean') return saturation(group, tilt(directReward(group, base), tau));
  if (estimator === 'batch mean') return fromSaturation(group.batchMean.map(clipUnit));
  const now = saturation(group, Array<number>(group.rollouts).fill(1 / group.rollouts));
  if (estimator === 'group mean') return now;
  const { kept } = group;
  if (estimator === 'fixed reference') {
    const reference = now.saturation.map((value, k) => kept[k] ?? value);
    const deficit = now.deficit.map((value, k) => (kept[k] === undefined ? value : 1 - kept[k]));
    return { saturation: reference, deficit, keep: reference };
  }
  const averaged = (values: number[], before: (value: number) => number) =>
    values.map((value, k) => (kept[k] === undefined ? value : decay * before(kept[k]) + (1 - decay) * value));
  const reached = averaged(now.saturation, (value) => value);
  const missing = averaged(now.deficit, (value) => 1 - value);
  if (estimator === 'moving average') return { saturation: reached, deficit: missing, keep: reached };
  const corrected = (values: number[], flips: readonly number[]) =>
    values.map((value, k) => {
      const wrong = falsePositive[k]! + falseNegative[k]!;
      return wrong < MOST_FLIPS - TRACE ? clipUnit((value - flips[k]!) / (1 - wrong)) : value;
    });
  return {
    saturation: corrected(reached, falsePositive),
    deficit: corrected(missing, falseNegative),
    keep: reached,
  };
}

const fromSaturation = (reached: number[]): Saturation => ({
  saturation: reached,
  deficit: reached.map((value) => 1 - value),
});

/** What an estimator keeps, as `Method.keeps` says it; two that follow the same average share it. */
export function estimatorKeeps(estimator: Estimator): string {
  if (estimator === 'moving average' || estimator === 'noise-corrected') return 'moving average';
  return estimator === 'fixed reference' ? estimator : '';
}
