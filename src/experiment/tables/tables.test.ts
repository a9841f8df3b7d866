import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpResults } from '../testing.ts';
import { tableText } from './align.ts';
import { comparisonTables } from './comparisons.ts';
import { finalTables, overallTable } from './finals.ts';
import { intervalText, number3, pText, signed3 } from './numbers.ts';
import { passiveTables, returnTables } from './returns.ts';
import type { Table } from './table.ts';
import { thresholdTables } from './thresholds.ts';

describe('numbers', () => {
  it.each([
    [0.7124, '0.712', '+0.712'],
    [-0.04, '−0.040', '−0.040'],
    [-0.0004, '0.000', '0.000'],
    [0.0004, '0.000', '0.000'],
    [0, '0.000', '0.000'],
    [NaN, '–', '–'],
    [null, '–', '–'],
    [12, '12.000', '+12.000'],
  ])('%s', (value, plain, signed) => {
    expect(number3(value)).toBe(plain);
    expect(signed3(value)).toBe(signed);
  });

  it.each([
    [0.0078125, '0.008'],
    [0.00099, '< 0.001'],
    [0.001, '0.001'],
    [1, '1.000'],
    [null, '–'],
  ])('p of %s is %s', (p, text) => expect(pText(p)).toBe(text));

  it('have no brackets without an interval', () => {
    expect(intervalText({ mean: 0.1, low: -0.1, high: 0.3, n: 4 }, signed3)).toBe('+0.100 [−0.100, +0.300]');
    expect(intervalText({ mean: 0.1, low: NaN, high: NaN, n: 1 })).toBe('0.100');
  });
});

const everyTable = (results: Parameters<typeof finalTables>[0], apart: boolean): Table[] => [
  ...comparisonTables(results, undefined, { apart }),
  ...finalTables(results, { apart }),
  overallTable(results, { apart }),
  ...returnTables(results, { apart }),
  ...passiveTables(results, undefined, { apart }),
  ...thresholdTables(results, 'worst'),
];

describe('tables', () => {
  it('say what a comparison was made of', () => {
    const results = madeUpResults({ seeds: 8, steps: 12 });
    const [table] = comparisonTables(results);
    expect(table!.caption).toContain(
      'Planned: 4 comparisons; exact two-sided Wilcoxon signed-rank tests (zeros dropped) with Holm’s correction over ' +
        'all of them, smallest adjusted p that could be reached 0.031. Exploratory: 8 comparisons; none is tested, smallest ' +
        'adjusted p that could be reached 0.063. 8 seeds and 8 comparisons cannot bring',
    );
    const cell = (row: number, name: string) => table!.rows[row]![table!.head.indexOf(name)];
    expect([cell(0, 'metric'), cell(0, 'arm'), cell(0, 'baseline')]).toEqual([
      'worst',
      'focal',
      'static prior',
    ]);
    expect([cell(0, 'n'), cell(0, 'n tested'), cell(0, 'comparisons')]).toEqual(['8', '8', '4']);
    expect(cell(0, 'p')).toMatch(/^0\.\d{3}$/);
    expect(cell(0, 'family')).toBe('planned');
    expect(cell(4, 'family')).toBe('exploratory');
    expect([cell(4, 'p'), cell(4, 'adjusted p'), cell(4, 'n tested')]).toEqual(['–', '–', '–']);
    expect(cell(0, 'difference [95 %]')).toMatch(/^[+−]?0\.\d{3} \[[+−]?0\.\d{3}, [+−]?0\.\d{3}\]$/);
  });

  it('say why nothing is tested', () => {
    const [table] = comparisonTables(madeUpResults({ seeds: 3, steps: 12 }));
    expect(table!.caption).toContain('none is tested');
    expect(table!.caption).toContain('Only 3 seeds: fewer than 5 are not tested.');
  });

  it('say what is left out', () => {
    const results = madeUpResults({ seeds: 3, steps: 12 });
    const runs = results.runs.slice(0, 7);
    const left = '7 of the 9 runs asked for are complete';
    expect(comparisonTables({ ...results, runs })[0]!.caption).toContain(left);
    expect(finalTables({ ...results, runs })[0]!.caption).toContain(left);
  });

  it('count the forks without headroom', () => {
    const results = madeUpResults({ seeds: 2, forks: true });
    const forks = results.forks.map((fork, i) => (i < 3 ? { ...fork, baseline: 1 } : fork));
    expect(returnTables({ ...results, forks })[0]!.caption).toContain(`the 3 of ${forks.length} forks`);
  });

  it('are whole, one per scenario, whatever is missing', () =>
    fc.assert(
      fc.property(
        fc.record({
          scenarios: fc.integer({ min: 1, max: 2 }),
          seeds: fc.integer({ min: 1, max: 6 }),
          salt: fc.nat(99),
        }),
        fc.boolean(),
        fc.infiniteStream(fc.boolean()),
        (wanted, apart, keep) => {
          const results = madeUpResults({ ...wanted, steps: 11, forks: true });
          const runs = results.runs.filter(() => keep.next().value);
          for (const { head, rows, align, caption } of everyTable({ ...results, runs }, apart)) {
            expect(align).toHaveLength(head.length);
            for (const row of rows) expect(row).toHaveLength(head.length);
            expect([caption, ...rows.flat()].join(' ')).not.toMatch(/NaN|undefined|null|Infinity/);
          }
        },
      ),
      { numRuns: 10 },
    ));

  it('read as plain text', () => {
    const text = tableText({
      caption: 'Two.',
      head: ['a', 'bb'],
      rows: [['ccc', 'd']],
      align: ['left', 'right'],
    });
    expect(text).toBe('Two.\n\na     bb\nccc   d');
  });
});
