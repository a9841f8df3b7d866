/** What comes out, by method: worst, strict and direct per seed, and their differences to static prior. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { mean } from '../../lab/spread.ts';
import { overlayOutcome } from '../overlays/series.ts';
import { outcome, type MethodView } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';
import { lowestColumn } from './lowest-column.ts';

export const METRICS = [
  { key: 'worst', label: 'worst criterion' },
  { key: 'strict', label: 'strict' },
  { key: 'direct', label: 'direct' },
] as const;

export interface OutcomeRow {
  method: MethodView;
  /** Column of its worst criterion; -1 for none. */
  lowest: number;
  metrics: {
    key: (typeof METRICS)[number]['key'];
    /** Per seed. */
    values: number[];
    mean: number;
    /** Mean difference to static prior, seed by seed; null for itself, and where it does not run. */
    gain: number | null;
    /** Seeds in which it is ahead of it. */
    ahead: number;
    /** The same of the runs drawn over this one, where they have the method. */
    were: (NonNullable<ReturnType<typeof overlayOutcome>> & { name: string; first: boolean })[];
  }[];
}

/** @param at the step they are of */
export function outcomeRows(run: Run, at: number): OutcomeRow[] {
  const perSeed = (method: MethodView, pick: (record: StepRecord) => number) =>
    method.lanes.map((lane) => outcome(run.records[lane]!, at, pick));
  const { methods } = run;
  const baseline = methods.find(({ id }) => id === 'static-prior');
  return methods.map((method) => ({
    method,
    lowest: lowestColumn(run, method, at),
    metrics: METRICS.map(({ key }) => {
      const values = perSeed(method, (record) => record[key]);
      const paired = baseline && baseline !== method ? perSeed(baseline, (record) => record[key]) : null;
      const gains = paired?.map((value, i) => values[i]! - value);
      return {
        key,
        values,
        mean: mean(values),
        gain: gains ? mean(gains) : null,
        ahead: gains?.filter((gain) => gain > 0).length ?? 0,
        were: run.overlays.flatMap((overlay, i) => {
          const was = overlayOutcome(overlay, method, at, (record) => record[key]);
          return was && Number.isFinite(was.mean) ? [{ ...was, name: overlay.name, first: i === 0 }] : [];
        }),
      };
    }),
  }));
}

/** Where other methods are ahead of the one in focus, by what is to be compared of rows. */
export const comparable = (rows: readonly OutcomeRow[]): { name: string; means: number[] }[] =>
  METRICS.map(({ key }, m) => ({ name: key, means: rows.map(({ metrics }) => metrics[m]!.mean) }));
