/** Seeded bootstrap intervals of a statistic: percentile, and bias-corrected and accelerated (BCa). */
import { mean } from '../../lab/spread.ts';
import { normalQuantile, normalShare } from './normal.ts';
import { resamples } from './resamples.ts';

export type Statistic = (values: ArrayLike<number>) => number;

export interface Bounds {
  low: number;
  high: number;
}

export interface BootstrapOptions {
  /** What is estimated; the mean if left out. */
  statistic?: Statistic;
  /** How many; 2000 if left out. */
  count?: number;
  /** Another number, other draws; 0 if left out. */
  stream?: number;
  /** Share that the interval is to cover; .95 if left out. */
  cover?: number;
}

const UNKNOWN: Bounds = { low: NaN, high: NaN };

/** The statistic of every resample, in ascending order. */
function resampled(values: readonly number[], { statistic = mean, count, stream }: BootstrapOptions) {
  const n = values.length;
  const places = resamples(n, count, stream);
  const own = new Float64Array(n);
  return Float64Array.from({ length: places.length / n }, (_, i) => {
    for (let j = 0; j < n; j++) own[j] = values[places[i * n + j]!]!;
    return statistic(own);
  }).sort();
}

const at = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/**
 * Percentile interval (Efron 1979): the middle part of the resampled statistics. Of two values it is just
 * their range; of fewer there is none (NaN).
 */
export function percentileInterval(values: readonly number[], options: BootstrapOptions = {}): Bounds {
  if (values.length < 2) return UNKNOWN;
  const { cover = 0.95 } = options;
  const sorted = resampled(values, options);
  return { low: at(sorted, (1 - cover) / 2), high: at(sorted, (1 + cover) / 2) };
}

/**
 * Which shares of the resampled statistics bound a BCa interval (Efron 1987, formula 2.3).
 *
 * @param below share of the resampled statistics below the estimate, ties half
 * @param acceleration how fast the statistic's spread changes with its value
 * @returns null where the correction has no value: all resamples on one side, or beyond its pole
 */
export function bcaShares(below: number, acceleration: number, cover = 0.95): [number, number] | null {
  const bias = normalQuantile(below);
  if (!Number.isFinite(bias)) return null;
  const corrected = [(1 - cover) / 2, (1 + cover) / 2].map((share) => {
    const shifted = bias + normalQuantile(share);
    const scale = 1 - acceleration * shifted;
    return scale > 0 ? normalShare(bias + shifted / scale) : NaN;
  });
  return corrected.some(Number.isNaN) ? null : [corrected[0]!, corrected[1]!];
}

/** Acceleration by the jackknife; 0 where leaving one out changes nothing. */
export function acceleration(values: readonly number[], statistic: Statistic = mean): number {
  const without = values.map((_, i) => statistic(values.filter((_, j) => j !== i)));
  const centre = mean(without);
  const sum = (power: number) => without.reduce((total, value) => total + (centre - value) ** power, 0);
  const squares = sum(2);
  return squares > 0 ? sum(3) / (6 * squares ** 1.5) : 0;
}

/**
 * Bias-corrected and accelerated interval (Efron 1987). Where values are all equal, low and high are the
 * statistic; of two values, or where the correction has no value, it is the percentile interval; of fewer
 * there is none (NaN).
 */
export function bcaInterval(values: readonly number[], options: BootstrapOptions = {}): Bounds {
  const n = values.length;
  if (n < 2) return UNKNOWN;
  const { statistic = mean, cover = 0.95 } = options;
  const estimate = statistic(values);
  if (values.every((value) => value === values[0])) return { low: estimate, high: estimate };
  if (n === 2) return percentileInterval(values, options);
  const sorted = resampled(values, options);
  // Sums in another order leave a trace: what is as near as that counts as equal.
  const trace = 1e-12 * Math.max(Math.abs(sorted[0]!), Math.abs(sorted.at(-1)!));
  let below = 0;
  for (const value of sorted) below += Math.abs(value - estimate) <= trace ? 0.5 : value < estimate ? 1 : 0;
  const shares = bcaShares(below / sorted.length, acceleration(values, statistic), cover);
  return shares
    ? { low: at(sorted, shares[0]), high: at(sorted, shares[1]) }
    : percentileInterval(values, options);
}

/**
 * Mean with a 95 % percentile interval, as the results file's summary has it; low and high equal the mean
 * when there is only one value.
 *
 * @param stream keeps intervals of different metrics from sharing their resamples
 */
export function bootstrapMean(
  values: readonly number[],
  stream = 0,
): { mean: number; low: number; high: number; n: number } {
  const n = values.length;
  const centre = n === 0 ? NaN : mean(values);
  const known = n > 1 && !Number.isNaN(centre);
  const bounds = known ? percentileInterval(values, { stream }) : { low: centre, high: centre };
  return { mean: centre, ...bounds, n };
}
