/** Metrics over the steps: mean over seeds with a pointwise 95 % bootstrap band. */
import { mean } from '../../lab/spread.ts';
import type { Results } from '../results.ts';
import { resamples } from '../statistics/resamples.ts';
import { armsOf, type ArmRuns } from './arms.ts';
import { reader } from './finals.ts';
import type { MetricId } from './metric.ts';
import type { Interval, Trajectory } from './shapes.ts';

/** Enough for a band that is drawn; final values have intervals of their own. */
const COUNT = 400;

export const trajectories = (results: Results, id: MetricId): Trajectory[] =>
  armsOf(results).map((own) => trajectory(results, own, id));

/** Steps that no seed has a value at are NaN, and so is the band where fewer than two have. */
export function trajectory(results: Results, { arm, runs }: ArmRuns, id: MetricId): Trajectory {
  const value = reader(results, arm.scenario, id);
  const columns = runs.map(({ steps }) => steps.map(value));
  const bands = Array.from({ length: Math.max(0, ...columns.map(({ length }) => length)) }, (_, step) =>
    band(columns.flatMap((own) => own[step] ?? [])),
  );
  return {
    ...{ arm, metric: id, n: runs.length },
    mean: bands.map((own) => own.mean),
    low: bands.map(({ low }) => low),
    high: bands.map(({ high }) => high),
  };
}

/** Mean and band of the values that seeds have at a step. The same draws at every step: seeds are drawn, not steps. */
export function band(values: readonly number[]): Omit<Interval, 'n'> {
  const n = values.length;
  if (n < 2) return { mean: values[0] ?? NaN, low: NaN, high: NaN };
  const places = resamples(n, COUNT);
  const sorted = new Float64Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += values[places[i * n + j]!]!;
    sorted[i] = sum / n;
  }
  sorted.sort();
  return { mean: mean(values), low: sorted[0.025 * COUNT]!, high: sorted[0.975 * COUNT]! };
}
