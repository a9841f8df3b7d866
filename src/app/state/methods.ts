/** The lanes of a run grouped by method, and what comes out of one. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
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

/** The seeds that lanes run with, each once; every method has all of them. */
export const seedsOf = (lanes: readonly Lane[]): number[] => [...new Set(lanes.map(({ seed }) => seed))];

/** Steps behind an outcome: a final value is the mean of the last 10. */
export const OUTCOME_STEPS = 10;

/** One lane's outcome at a step: the mean over the last 10 steps up to it, those without a value left out. */
export function outcome(
  records: readonly StepRecord[],
  step: number,
  pick: (record: StepRecord) => number,
): number {
  const values = records
    .slice(Math.max(0, step - OUTCOME_STEPS + 1), step + 1)
    .map(pick)
    .filter(Number.isFinite);
  return values.length === 0 ? NaN : mean(values);
}

/** Whether a criterion is one of those that the worst and the strict outcome are taken over. */
export const counts = ({ active, unsatisfiable }: Pick<Criterion, 'active' | 'unsatisfiable'>): boolean =>
  active && !unsatisfiable;
