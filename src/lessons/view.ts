/** What a lesson may read of the run on the page: records, settings, the answers looked at; nothing it can change. */
import type { StepRecord } from '../lab/metrics/record.ts';
import type { Edit, Editable } from '../lab/run/edit.ts';
import type { ExplainedGroup } from '../lab/run/explain.ts';
import type { InspectedAnswer, InspectedGroup } from '../lab/run/inspect.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import type { Lane } from '../lab/run/session.ts';

export interface LessonView {
  scenario: Scenario;
  /** Rubric, parameters, options as they stand. */
  live: Editable;
  edits: readonly Edit[];
  lanes: readonly Lane[];
  /** [lane][step] */
  records: readonly (readonly StepRecord[])[];
  /** Steps taken. */
  length: number;
  /** The step the page shows; -1 before the first. */
  at: number;
  /** Whether it is a recorded run. */
  recorded: boolean;
  /** The group looked at, from scores to advantages; null while there is none. */
  explained: ExplainedGroup | null;
  /** The same group's answers with their words and verdicts, as they were written; null while there is none. */
  group: InspectedGroup | null;
  /** Whose group that is, as a place in `lanes`. */
  lane: number;
}

/** The step's mean over a method's seeds; NaN before that step, or without such a lane. */
export function meanOver(
  { lanes, records }: Pick<LessonView, 'lanes' | 'records'>,
  method: string,
  step: number,
  read: (record: StepRecord) => number,
): number {
  const values = lanes.flatMap((lane, index) => {
    const record = lane.method === method ? records[index]?.[step] : undefined;
    return record ? [read(record)] : [];
  });
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : NaN;
}

/** The answer that the table has first: the best under its method. */
export const bestOf = ({ group }: Pick<LessonView, 'group'>): InspectedAnswer | undefined =>
  group?.answers.find(({ rank }) => rank === 1);

/** What a record says of one criterion; NaN where it was not in the rubric. */
export function of(
  record: StepRecord,
  quantity: 'scores' | 'judgeScores' | 'saturation' | 'weights' | 'effort',
  criterion: string,
): number {
  return record[quantity][record.criteria.indexOf(criterion)] ?? NaN;
}
