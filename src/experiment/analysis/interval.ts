/** Means over seeds with their 95 % intervals: of paired differences and correlations BCa, of all else percentile. */
import { mean } from '../../lab/spread.ts';
import { bcaInterval, percentileInterval } from '../statistics/bootstrap.ts';
import type { Interval } from './shapes.ts';

const centre = (values: readonly number[]): number => (values.length === 0 ? NaN : mean(values));

/**
 * @param values one per seed, finite
 * @param stream as in the results file's summary, where the same interval is there
 */
export const levelInterval = (values: readonly number[], stream = 0): Interval => ({
  mean: centre(values),
  ...percentileInterval(values, { stream }),
  n: values.length,
});

/** @param values one per seed, finite */
export const differenceInterval = (values: readonly number[]): Interval => ({
  mean: centre(values),
  ...bcaInterval(values),
  n: values.length,
});
