/** Means over seeds with their 95 % intervals: of paired differences and correlations BCa, of all else percentile. */
import { mean } from '../../lab/spread.ts';
import { bcaInterval, percentileInterval } from '../statistics/bootstrap.ts';
import type { Interval } from './shapes.ts';

/** Of fewer values, resampling only finds those values again: what it gives is no 95 % of anything. */
const FEWEST = 3;
const NO_INTERVAL = { low: NaN, high: NaN };

const centre = (values: readonly number[]): number => (values.length === 0 ? NaN : mean(values));

/**
 * @param values one per seed, finite
 * @param stream as in the results file's summary, where the same interval is there
 */
export const levelInterval = (values: readonly number[], stream = 0): Interval => ({
  mean: centre(values),
  ...(values.length < FEWEST ? NO_INTERVAL : percentileInterval(values, { stream })),
  n: values.length,
});

/** @param values one per seed, finite */
export const differenceInterval = (values: readonly number[]): Interval => ({
  mean: centre(values),
  ...(values.length < FEWEST ? NO_INTERVAL : bcaInterval(values)),
  n: values.length,
});
