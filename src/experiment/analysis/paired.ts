/** Paired differences of two arms, seed by seed. */
import type { Results } from '../results.ts';
import type { ArmRuns } from './arms.ts';
import { finalsBySeed } from './finals.ts';
import type { MetricId } from './metric.ts';

/** Means of 32-bit numbers leave such a trace of the numbers' size; true scores differ in steps of 1e-4 or more. */
const TRACE = 1e-6;

export interface Paired {
  /** arm - baseline, of the seeds that both have, in ascending order; what is near 0 is 0. */
  differences: number[];
  /** Differences as near to each other as this are the same but for rounding. */
  trace: number;
}

export function paired(results: Results, arm: ArmRuns, baseline: ArmRuns, id: MetricId): Paired {
  const [own, other] = [finalsBySeed(results, arm, id), finalsBySeed(results, baseline, id)];
  const seeds = [...own.keys()].filter((seed) => other.has(seed));
  const largest = seeds.reduce(
    (most, seed) => Math.max(most, Math.abs(own.get(seed)!), Math.abs(other.get(seed)!)),
    0,
  );
  const trace = TRACE * largest;
  const differences = seeds.map((seed) => {
    const difference = own.get(seed)! - other.get(seed)!;
    return Math.abs(difference) <= trace ? 0 : difference;
  });
  return { differences, trace };
}
