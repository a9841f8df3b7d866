/** The final value of a measure: the mean of its last steps, as runs of methods have it too. */
import { mean } from '../lab/spread.ts';

/** Steps that a final value is made of. */
export const FINAL_STEPS = 10;

/**
 * @param values [step], NaN where there is none
 * @param count how many of the last steps; a shorter track counts whole
 * @returns the mean of those that are numbers; NaN where none is
 */
export function lastMean(values: readonly number[] | undefined, count = FINAL_STEPS): number {
  const known = (values ?? []).slice(-count).filter(Number.isFinite);
  return known.length === 0 ? NaN : mean(known);
}
