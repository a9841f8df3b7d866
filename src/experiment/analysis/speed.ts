/** How fast arms learn against where they end. */
import type { ResultRun, Results, ResultStep } from '../results.ts';
import { armsOf } from './arms.ts';
import { finalLevel, finalOf, reader } from './finals.ts';
import { levelInterval } from './interval.ts';
import { metric, type MetricId } from './metric.ts';
import type { SpeedAndLevel } from './shapes.ts';
import { reachedAt } from './threshold.ts';

/** A run that gains less has no speed: half of it would be noise. */
const LEAST_GAIN = 0.02;

/** One per scenario. Seeds that hardly gain are left out of the speed, so that its n may be the smaller one. */
export function speeds(results: Results, id: MetricId): SpeedAndLevel[] {
  const arms = armsOf(results);
  return [...new Set(arms.map(({ arm }) => arm.scenario))].map((scenario) => {
    const value = reader(results, scenario, id);
    return {
      scenario,
      metric: id,
      points: arms
        .filter(({ arm }) => arm.scenario === scenario)
        .map((own) => ({
          arm: own.arm,
          speed: levelInterval(
            own.runs.flatMap((run) => halfway(run, value, metric(id).lower ?? false) ?? []),
          ),
          level: finalLevel(results, own, id),
        })),
    };
  });
}

/** First step from which the mean of 5 is halfway from the first step to the final value. */
function halfway(run: ResultRun, value: (step: ResultStep) => number | null, lower: boolean): number | null {
  const values = run.steps.map(value);
  const [first, final] = [values[0] ?? null, finalOf(run, value)];
  if (first === null || final === null) return null;
  const gain = lower ? first - final : final - first;
  return gain < LEAST_GAIN ? null : reachedAt(values, (first + final) / 2, lower);
}
