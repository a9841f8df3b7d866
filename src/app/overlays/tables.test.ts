import { expect, it } from 'vitest';
import { criteriaTable } from '../panels/criteria-table.ts';
import { outcomeTable } from '../panels/outcome-table.ts';
import { effortTable } from '../river/effort-table.ts';
import { Flow, sourceOf } from '../river/flow.ts';
import { openedRun } from '../state/testing.ts';
import { overlayFor } from './testing.ts';

it('the tables of the charts hold what a run drawn over this one has of the same steps', () => {
  const { run, step } = openedRun();
  const [first, second] = run.criteria.map(({ id }) => id) as [string, string];
  for (let i = 0; i < 4; i++) step(() => 0.5);
  const other = Array.from({ length: 3 }, () => ({ [second]: 0.25, [first]: 0.75 }));
  run.overlays = [overlayFor(other, { from: 1 })];

  const { name } = run.focus!;
  const effort = effortTable(run, [new Flow(sourceOf(run.smooth, 0), run.order)]);
  const at = effort.head.indexOf(run.columns[0]!.name);
  const rows = effort.rows.filter(([, method]) => method === `${name}, before the fork`);
  expect(rows.map((row) => [row[0], row[at]])).toEqual([
    [1, 0.75],
    [2, 0.75],
  ]);

  const criteria = criteriaTable(run);
  const score = criteria.head.indexOf(`score, ${name}, before the fork`);
  const own = criteria.rows.filter(([, criterion]) => criterion === run.columns[0]!.name);
  expect(own.map((row) => row[score])).toEqual([NaN, 0.75, 0.75, NaN]);
  expect(criteria.rows.every((row) => row.length === criteria.head.length)).toBe(true);

  const outcome = outcomeTable(run);
  const worst = outcome.rows.filter(([, method]) => method === `${name}, before the fork`);
  expect(worst.map((row) => [row[0], row[2]])).toEqual([
    [1, 0.25],
    [2, 0.25],
  ]);
});
