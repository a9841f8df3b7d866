/** When over-optimisation begins, by rules that know the bias or gold. */
import { mean } from '../../lab/spread.ts';

/** Steps that a sign has to last. */
export const LASTS = 5;
/** Steps whose mean is the baseline. */
export const BASELINE_STEPS = 3;
/** How many times the baseline is onset. */
const TIMES = 3;

/** First of `LASTS` steps on end from `from` on that are above a height; null while there are none. */
export function firstLasting(values: readonly number[], height: number, from: number): number | null {
  let run = 0;
  for (let step = from; step < values.length; step++) {
    run = values[step]! > height ? run + 1 : 0;
    if (run === LASTS) return step - LASTS + 1;
  }
  return null;
}

/**
 * The bias rate's baseline: mean of the first steps, and not less than one answer in all of them, which is the least
 * that they could have shown.
 *
 * @param answers per step
 */
export const baseline = (rates: readonly number[], answers: number): number =>
  Math.max(mean(rates.slice(0, BASELINE_STEPS)), 1 / (BASELINE_STEPS * answers));

/**
 * First step from which the bias rate stays above 3 times its baseline for 5 steps [reconstruction].
 *
 * @returns "impossible" where 3 times the baseline is more than all answers
 */
export function onsetOfBias(rates: readonly number[], answers: number): number | null | 'impossible' {
  if (rates.length < BASELINE_STEPS) return null;
  const usual = baseline(rates, answers);
  return TIMES * usual >= 1 ? 'impossible' : firstLasting(rates, TIMES * usual, BASELINE_STEPS);
}

/**
 * First step from which gold stays `drop` below its best mean of 5 steps until then, for 5 steps [reconstruction]: for
 * runs without a known bias, and where its baseline is too high for the other rule.
 */
export function onsetOfFall(gold: readonly number[], drop: number): number | null {
  let [best, run] = [-Infinity, 0];
  for (let step = LASTS; step < gold.length; step++) {
    // While it lasts, the best is that of before: otherwise the fall would be measured against itself.
    if (run === 0) best = Math.max(best, mean(gold.slice(step - LASTS, step)));
    run = gold[step]! < best - drop ? run + 1 : 0;
    if (run === LASTS) return step - LASTS + 1;
  }
  return null;
}
