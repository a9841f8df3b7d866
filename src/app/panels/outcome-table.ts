/** What comes out as a table: worst, strict and direct by step and method. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { mean } from '../../lab/spread.ts';
import { lengthOf, overlayOutcome } from '../overlays/series.ts';
import { tabledSteps, type Table } from '../parts/table.ts';
import { outcome, OUTCOME_STEPS } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Steps; each has a row for every method. */
const STEPS = 20;

type Pick = (record: StepRecord) => number;

const METRICS: readonly [string, Pick][] = [
  ['worst criterion', ({ worst }) => worst],
  ['strict', ({ strict }) => strict],
  ['direct', ({ direct }) => direct],
];

export function outcomeTable(run: Run): Table {
  const several = run.seeds.length > 1;
  const cells = (valuesOf: (pick: Pick) => readonly number[]) =>
    METRICS.flatMap(([, pick]) => {
      const values = valuesOf(pick);
      return several ? [mean(values), Math.min(...values), Math.max(...values)] : [mean(values)];
    });
  return {
    caption:
      `Each number is the mean of the last ${OUTCOME_STEPS} steps up to its step` +
      (several ? '; lowest and highest are those of single seeds.' : '.'),
    head: [
      'step',
      'method',
      ...METRICS.flatMap(([name]) => (several ? [name, 'lowest', 'highest'] : [name])),
    ],
    rows: tabledSteps(run.length, run.at, STEPS).flatMap((step) =>
      run.methods.flatMap((method) => {
        const own = (pick: Pick) => method.lanes.map((lane) => outcome(run.records[lane]!, step, pick));
        // Followed by the same method in the runs that are drawn over this one, as long as they went.
        const there = run.overlays.filter(
          (overlay) =>
            step < lengthOf(overlay) && overlayOutcome(overlay, method, step, ({ worst }) => worst),
        );
        return [
          [step, method.name, ...cells(own)],
          ...there.map((overlay) => [
            step,
            `${method.name}, ${overlay.name}`,
            ...cells((pick) => overlayOutcome(overlay, method, step, pick)!.values),
          ]),
        ];
      }),
    ),
  };
}
