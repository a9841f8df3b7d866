/** A seeded percentile bootstrap interval of a mean. */
import { PURPOSE, uniformStream } from '../lab/random/draw.ts';
import { mean } from '../lab/spread.ts';

const RESAMPLES = 2000;

/**
 * Mean with a 95 % interval; low and high equal the mean when there is only one value.
 *
 * @param stream keeps intervals of different metrics from sharing their resamples
 */
export function bootstrapMean(
  values: readonly number[],
  stream = 0,
): { mean: number; low: number; high: number; n: number } {
  const n = values.length;
  const next = uniformStream(0, PURPOSE.bootstrap, stream);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(next() * n)]!;
    return sum / n;
  }).sort((a, b) => a - b);
  const quantile = (share: number) => means[Math.min(RESAMPLES - 1, Math.floor(share * RESAMPLES))]!;
  return { mean: mean(values), low: quantile(0.025), high: quantile(0.975), n };
}
