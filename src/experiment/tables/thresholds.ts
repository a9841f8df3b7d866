/** Tables of the steps that arms take to reach a threshold. */
import { metric, type MetricId } from '../analysis/metric.ts';
import type { Threshold } from '../analysis/shapes.ts';
import { thresholds } from '../analysis/threshold.ts';
import type { Results } from '../results.ts';
import { number3 } from './numbers.ts';
import { NONE, tableOf, type Table } from './table.ts';

/**
 * One table per scenario.
 *
 * @param threshold as in `thresholds`: left out, what the baseline comes to in the end
 */
export const thresholdTables = (results: Results, id: MetricId, threshold?: number): Table[] =>
  thresholds(results, id, threshold).map((own) =>
    tableOf<Threshold['rows'][number]>(
      `${results.scenarios[own.scenario]?.name ?? own.scenario}: first step from which the mean of 5 steps of ` +
        `${metric(id).name} is ${metric(id).lower ? 'at most' : 'at least'} ${number3(own.threshold)}. The median is over all ` +
        'seeds; there is none where half of them or more never get there.',
      [
        ['arm', 'left', ({ arm }) => arm.label],
        ['reached', 'right', ({ reached, n }) => `${reached} of ${n}`],
        ['median', 'right', ({ median }) => String(median ?? NONE)],
        ['first', 'right', ({ steps }) => String(steps[0] ?? NONE)],
        ['last', 'right', ({ steps }) => String(steps.at(-1) ?? NONE)],
      ],
      own.rows,
    ),
  );
