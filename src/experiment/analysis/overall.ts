/** The interquartile mean of each arm over all scenarios and seeds. */
import type { Results } from '../results.ts';
import { overallMean } from '../statistics/iqm.ts';
import { armsOf, type ArmRuns } from './arms.ts';
import { finalsBySeed } from './finals.ts';
import type { MetricId } from './metric.ts';
import type { Overall } from './shapes.ts';

/**
 * Arms of the same method and variation are one row. Rows can be compared where `scenarios` is the same; the
 * interval is NaN where every scenario has one seed.
 */
export function overall(results: Results, id: MetricId): Overall[] {
  const rows = new Map<string, ArmRuns[]>();
  for (const own of armsOf(results)) rows.set(own.arm.label, [...(rows.get(own.arm.label) ?? []), own]);
  return [...rows].map(([label, arms]) => {
    const bySeed = arms.map((own) => finalsBySeed(results, own, id)).filter(({ size }) => size > 0);
    const { value, low, high } = overallMean(bySeed.map((own) => [...own.values()]));
    return {
      ...{ method: arms[0]!.arm.method, label, metric: id },
      value: { mean: value, low, high, n: new Set(bySeed.flatMap((own) => [...own.keys()])).size },
      scenarios: bySeed.length,
    };
  });
}
