/** Tables of final values: by arm of each scenario, and over all scenarios. */
import { armsOf } from '../analysis/arms.ts';
import { finalLevel } from '../analysis/finals.ts';
import { metric, type MetricId } from '../analysis/metric.ts';
import { overall } from '../analysis/overall.ts';
import { usableRuns } from '../analysis/usable-runs.ts';
import type { Results } from '../results.ts';
import { intervalColumns } from './numbers.ts';
import { tableOf, type Table } from './table.ts';

const METRICS: readonly MetricId[] = ['worst', 'direct', 'strict', 'spread'];

/** One table per scenario. */
export function finalTables(results: Results, { apart = false } = {}): Table[] {
  const { leftOut } = usableRuns(results);
  const rows = armsOf(results).map((own) => ({
    ...{ arm: own.arm, n: own.runs.length },
    levels: METRICS.map((id) => finalLevel(results, own, id)),
  }));
  type Row = (typeof rows)[number];
  return [...new Set(rows.map(({ arm }) => arm.scenario))].map((scenario) =>
    tableOf<Row>(
      `${results.scenarios[scenario]?.name ?? scenario}: final values (mean of the last 10 steps), mean over n seeds ` +
        `with 95 % percentile bootstrap intervals. Every seed starts from the same base policy.${leftOut ? ` ${leftOut}` : ''}`,
      [
        ['arm', 'left', ({ arm }) => arm.label],
        ['n', 'right', ({ n }) => String(n)],
        ...METRICS.flatMap((id, i) =>
          intervalColumns<Row>(metric(id).name, ({ levels }) => levels[i]!, apart),
        ),
      ],
      rows.filter(({ arm }) => arm.scenario === scenario),
    ),
  );
}

/** Interquartile means over scenarios and seeds. */
export function overallTable(results: Results, { apart = false } = {}): Table {
  const byMetric = METRICS.map((id) => overall(results, id));
  const rows = byMetric[0]!.map((own, row) => ({ ...own, values: byMetric.map((all) => all[row]!.value) }));
  type Row = (typeof rows)[number];
  return tableOf<Row>(
    'Interquartile mean of final values over scenarios and seeds, with 95 % intervals by bootstrap over seeds within ' +
      'scenarios. Rows compare where they cover the same scenarios.',
    [
      ['arm', 'left', ({ label }) => label],
      ['scenarios', 'right', ({ scenarios }) => String(scenarios)],
      ['seeds', 'right', ({ value }) => String(value.n)],
      ...METRICS.flatMap((id, i) => intervalColumns<Row>(metric(id).name, ({ values }) => values[i]!, apart)),
    ],
    rows,
  );
}
