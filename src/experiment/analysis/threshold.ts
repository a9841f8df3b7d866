/** Steps that arms take to reach a threshold. */
import type { Results } from '../results.ts';
import { armsOf, baselinesOf, type ArmRuns } from './arms.ts';
import { finalLevel, reader } from './finals.ts';
import { metric, type MetricId } from './metric.ts';
import type { Threshold } from './shapes.ts';
import { smoothed } from './smooth.ts';

/**
 * One per scenario; none where the baseline has no final value and no threshold is given.
 *
 * @param threshold of the metric; left out: what the baseline comes to in the end, rounded to 2 decimals
 */
export function thresholds(results: Results, id: MetricId, threshold?: number): Threshold[] {
  const arms = armsOf(results);
  return [...new Set(arms.map(({ arm }) => arm.scenario))].flatMap((scenario) => {
    const own = arms.filter(({ arm }) => arm.scenario === scenario);
    const baseline = own.find(({ arm }) => arm.method === baselinesOf(results)[0]) ?? own[0]!;
    const at = threshold ?? Math.round(100 * finalLevel(results, baseline, id).mean) / 100;
    if (Number.isNaN(at)) return [];
    return [{ scenario, metric: id, threshold: at, rows: own.map((each) => row(results, each, id, at)) }];
  });
}

function row(results: Results, { arm, runs }: ArmRuns, id: MetricId, threshold: number) {
  const value = reader(results, arm.scenario, id);
  const steps = runs
    .flatMap((run) => reachedAt(run.steps.map(value), threshold, metric(id).lower ?? false) ?? [])
    .sort((a, b) => a - b);
  const n = runs.length;
  // Those that never reach it count as later than all others.
  const middle = [Math.floor((n - 1) / 2), Math.floor(n / 2)].map((place) => steps[place] ?? null);
  const [low, high] = middle as [number | null, number | null];
  return {
    arm,
    reached: steps.length,
    n,
    steps,
    median: low === null || high === null ? null : (low + high) / 2,
  };
}

/** First step from which the mean of 5 is at a threshold; null where it never is. */
export function reachedAt(
  values: readonly (number | null)[],
  threshold: number,
  lower: boolean,
): number | null {
  const found = smoothed(values).findIndex(
    (value) => value !== null && (lower ? value <= threshold : value >= threshold),
  );
  return found < 0 ? null : found;
}
