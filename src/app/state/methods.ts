/** The lanes of a run grouped by method, and series over them. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { mean } from '../../lab/spread.ts';
import type { Lane } from '../../lab/run/session.ts';

export interface MethodView {
  id: string;
  name: string;
  /** Lane indices, one per seed, in the order of the seeds. */
  lanes: number[];
}

export function methodViews(lanes: readonly Lane[]): MethodView[] {
  const ids = [...new Set(lanes.map(({ method }) => method))];
  return ids.map((id) => ({
    id,
    name: findMethod(id).name,
    lanes: lanes.flatMap(({ method }, lane) => (method === id ? [lane] : [])),
  }));
}

/** Steps behind one point of a smoothed series. */
export const SMOOTHING = 5;

/** Steps behind an outcome: a final value is the mean of the last 10. */
export const OUTCOME_STEPS = 10;

/** A number per step, averaged over a method's lanes; NaN where no lane has one. */
export function series(
  records: readonly StepRecord[][],
  method: MethodView,
  length: number,
  pick: (record: StepRecord) => number,
): number[] {
  return Array.from({ length }, (_, step) => {
    const values = method.lanes.map((lane) => pick(records[lane]![step]!)).filter(Number.isFinite);
    return values.length === 0 ? NaN : mean(values);
  });
}

/** Mean of each value and up to `window - 1` before it, NaN left out. */
export function trailingMean(values: readonly number[], window: number): number[] {
  return values.map((value, i) => {
    if (Number.isNaN(value)) return NaN;
    return mean(values.slice(Math.max(0, i - window + 1), i + 1).filter(Number.isFinite));
  });
}

/** One lane's outcome at a step: the mean over the last 10 steps up to it. */
export function outcome(
  records: readonly StepRecord[],
  step: number,
  pick: (record: StepRecord) => number,
): number {
  return mean(records.slice(Math.max(0, step - OUTCOME_STEPS + 1), step + 1).map(pick));
}
