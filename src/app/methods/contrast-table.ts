/** The contrast's curves as a table: the weight under each method by the share of answers that meet a criterion. */
import type { Table } from '../parts/table.ts';
import type { ContrastCurve } from './contrast-of-run.ts';

export const contrastTable = (curves: readonly ContrastCurve[]): Table => ({
  caption: 'Weight of a made-up Hard Rule in a group of 16 answers, beside one that half of them meet.',
  head: ['share of answers that meet it', ...curves.map(({ name }) => name)],
  rows: (curves[0]?.points ?? []).map(({ rate }, i) => [
    rate,
    ...curves.map(({ points }) => points[i]!.weight),
  ]),
});
