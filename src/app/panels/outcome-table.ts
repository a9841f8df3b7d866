/** What comes out as a table: worst, strict and direct by step and method. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { mean } from '../../lab/spread.ts';
import { tabledSteps, type Table } from '../parts/table.ts';
import { outcome, OUTCOME_STEPS } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Steps; each has a row for every method. */
const STEPS = 20;

const METRICS: readonly [string, (record: StepRecord) => number][] = [
  ['worst criterion', ({ worst }) => worst],
  ['strict', ({ strict }) => strict],
  ['direct', ({ direct }) => direct],
];

export function outcomeTable(run: Run): Table {
  const several = run.seeds.length > 1;
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
      run.methods.map(({ name, lanes }) => [
        step,
        name,
        ...METRICS.flatMap(([, pick]) => {
          const values = lanes.map((lane) => outcome(run.records[lane]!, step, pick));
          return several ? [mean(values), Math.min(...values), Math.max(...values)] : [mean(values)];
        }),
      ]),
    ),
  };
}
