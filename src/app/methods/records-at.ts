/** What the lanes of a method reported of the step shown, and of those before it. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { MethodView } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Empty before the first step; it follows the run as it grows. */
export function recordsAt(run: Run, { lanes }: Pick<MethodView, 'lanes'>): StepRecord[] {
  void run.length; // records grow in place
  return lanes.flatMap((lane) => run.records[lane]?.[run.at] ?? []);
}

/** The latest steps up to the one shown, lane by lane; empty before the first. */
export function recentRecords(run: Run, { lanes }: Pick<MethodView, 'lanes'>, steps: number): StepRecord[][] {
  void run.length;
  if (run.at < 0) return [];
  return lanes
    .map((lane) => run.records[lane]?.slice(Math.max(0, run.at - steps + 1), run.at + 1) ?? [])
    .filter((records) => records.length > 0);
}
