/** The numbers of the step shown, as terms tell them. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Editable } from '../../lab/run/edit.ts';
import { mean } from '../../lab/spread.ts';
import type { Told } from '../methods/caption-text.ts';
import type { Cell } from '../methods/captions.ts';
import { caption } from '../methods/captions.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import type { Run } from '../state/Run.svelte.ts';
import { counts } from '../state/methods.ts';
import type { Quantity } from '../state/smooth.ts';
import { toldOfSeen } from '../methods/told.ts';

export interface Live {
  run: Run;
  step: number;
  /** What that step ran with. */
  settings: Editable;
  /** Name of the method in focus. */
  focus: string;
  /** The criterion with the lowest score under the focus, and what the charts show of it. */
  worst: { name: string; column: number } & Record<Quantity, number>;
  /** The record of the focus's first seed. */
  record: StepRecord;
  /** A number of that record, as a mean over the focus's seeds. */
  mean(pick: (record: StepRecord) => number): number;
  /** The group of answers looked at, where it belongs to the step shown. */
  group: { told: Told; topic: string; worst: number; best: number } | null;
  /** A cell of that group's numbers, worked out; null where there is no group. */
  worked(cell: (group: { worst: number; best: number }) => Cell): string | null;
}

export function liveOf(run: Run): Live | null {
  void run.length; // records grow in place
  const { focus, at, smooth, methods } = run;
  const record = focus && run.records[focus.lanes[0]!]?.[at];
  if (!focus || !record) return null;
  const place = methods.length - 1;
  const now = (quantity: Quantity, column: number) => smooth.mean(place, quantity, column)[at] ?? NaN;
  const columns = run.criteria
    .filter((criterion) => counts(criterion) && criterion.detector !== null)
    .map(({ id }) => run.column(id))
    .filter((column) => Number.isFinite(now('scores', column)));
  const first = columns[0];
  if (first === undefined) return null;
  const worst = columns.reduce((a, b) => (now('scores', b) < now('scores', a) ? b : a), first);
  const id = run.columns[worst]!.id;

  const told = toldOfSeen(run);
  const k = run.group?.criteria.findIndex((criterion) => criterion.id === id) ?? -1;
  const group =
    told && run.group && run.group.step === at && k >= 0
      ? {
          told,
          topic: run.group.topic,
          worst: k,
          best: told.group.rollouts.findIndex(({ rank }) => rank === 1),
        }
      : null;

  return {
    run,
    step: at,
    settings: settingsAt(run.live, run.edits, at),
    focus: focus.name,
    worst: {
      name: run.columns[worst]!.name,
      column: worst,
      scores: now('scores', worst),
      judgeScores: now('judgeScores', worst),
      saturation: now('saturation', worst),
      weights: now('weights', worst),
      effort: now('effort', worst),
    },
    record,
    mean: (pick) => mean(focus.lanes.map((lane) => pick(run.records[lane]![at]!)).filter(Number.isFinite)),
    group,
    worked: (cell) =>
      group && group.best >= 0
        ? `${caption(cell(group), group.told)} (topic ${group.topic}, ${group.told.method.name})`
        : null,
  };
}
