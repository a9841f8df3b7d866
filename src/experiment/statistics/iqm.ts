/** The interquartile mean of scores over scenarios and seeds, as rliable takes it. */
import { mean } from '../../lab/spread.ts';
import type { Bounds } from './bootstrap.ts';
import { RESAMPLES, resamples } from './resamples.ts';

/** Mean without the lowest and the highest quarter, each rounded down (scipy's trim_mean); NaN of none. */
export function interquartileMean(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(0.25 * sorted.length);
  return sorted.length === 0 ? NaN : mean(sorted.subarray(cut, sorted.length - cut));
}

/**
 * Interquartile mean of all values with a 95 % percentile interval by stratified bootstrap: seeds are drawn
 * anew within each scenario (Agarwal et al. 2021, "Deep RL at the edge of the statistical precipice").
 *
 * @param strata values of each scenario, [scenario][seed]
 * @returns low and high NaN where no scenario has two values
 */
export function overallMean(strata: readonly (readonly number[])[]): { value: number } & Bounds {
  const filled = strata.filter((own) => own.length > 0);
  const value = interquartileMean(filled.flat());
  if (filled.every((own) => own.length < 2)) return { value, low: NaN, high: NaN };
  const draws = filled.map((own, stratum) => resamples(own.length, RESAMPLES, stratum));
  const drawn = new Float64Array(filled.reduce((sum, own) => sum + own.length, 0));
  const sorted = Float64Array.from({ length: RESAMPLES }, (_, i) => {
    let place = 0;
    filled.forEach((own, stratum) => {
      for (let j = 0; j < own.length; j++) drawn[place++] = own[draws[stratum]![i * own.length + j]!]!;
    });
    return interquartileMean(drawn);
  }).sort();
  return {
    value,
    low: sorted[Math.floor(0.025 * RESAMPLES)]!,
    high: sorted[Math.floor(0.975 * RESAMPLES)]!,
  };
}
