/** The final value of runs under a metric: the mean of their last 10 steps. */
import { finalValue, type ResultRun, type Results, type ResultStep } from '../results.ts';
import { armsOf, type ArmRuns } from './arms.ts';
import { levelInterval } from './interval.ts';
import { metric, type MetricId } from './metric.ts';
import type { Arm, Interval } from './shapes.ts';

/** Streams of the results file's summary, so that both say the same of the same runs. */
const STREAMS: Partial<Record<MetricId, number>> = { direct: 0, worst: 1, strict: 2, kl: 3 };

/** A metric of a step of a run. */
export function reader(results: Results, scenario: string, id: MetricId) {
  const { of } = metric(id);
  const criteria = results.scenarios[scenario]?.criteria ?? [];
  return (step: ResultStep): number | null => {
    const value = of(step, criteria);
    return value !== null && Number.isFinite(value) ? value : null;
  };
}

/** @returns null where one of the last steps has no such value, or there is no step */
export function finalOf(run: ResultRun, value: (step: ResultStep) => number | null): number | null {
  const final = run.steps.length === 0 ? NaN : finalValue(run, value);
  return Number.isFinite(final) ? final : null;
}

/** Final values by seed; seeds without one are left out. */
export function finalsBySeed(results: Results, { arm, runs }: ArmRuns, id: MetricId): Map<number, number> {
  const value = reader(results, arm.scenario, id);
  return new Map(
    runs.flatMap((run) => {
      const final = finalOf(run, value);
      return final === null ? [] : [[run.seed, final] as const];
    }),
  );
}

/** Final level of an arm, over its seeds. */
export const finalLevel = (results: Results, own: ArmRuns, id: MetricId): Interval =>
  levelInterval([...finalsBySeed(results, own, id).values()], STREAMS[id]);

/** Final levels of all arms. */
export const finals = (results: Results, id: MetricId): { arm: Arm; value: Interval }[] =>
  armsOf(results).map((own) => ({ arm: own.arm, value: finalLevel(results, own, id) }));
