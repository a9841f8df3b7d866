import { describe, expect, it } from 'vitest';
import type { Variation } from '../design/design.ts';
import { madeUpResults } from '../testing.ts';
import { crossing, doses } from './dose.ts';
import { ablationGrids } from './grid.ts';
import { differenceInterval } from './interval.ts';
import { madeWith } from './testing.ts';

describe('ablations', () => {
  it('lay out one or two lists', () => {
    const variations = [0, 1].flatMap((gamma) =>
      [2, 0.5].map((skew) => ({ 'focal.gamma': gamma, 'prior.skew': skew })),
    );
    const results = madeWith(
      { methods: ['static-prior', 'focal-prior'], variations },
      ({ method, variation }) => ({
        worst:
          Number(variation['focal.gamma'] ?? 7) +
          Number(variation['prior.skew']) / 10 +
          (method === 'static-prior' ? 9 : 0),
      }),
    );
    const grids = ablationGrids(results, 'worst');
    expect(grids.map(({ method }) => method)).toEqual(['static-prior', 'focal-prior']);
    const [still, own] = grids;
    expect(own!.across).toEqual({ name: 'gamma', values: ['0', '1'] });
    expect(own!.down).toEqual({ name: 'skew of the prior', values: ['0.5', '2'] });
    const means = (cells: AblationCells) =>
      cells.map((row) => row.map((cell) => cell && +cell.mean.toFixed(9)));
    expect(means(own!.cells)).toEqual([
      [0.05, 1.05],
      [0.2, 1.2],
    ]);
    expect(own!.baseline!.label).toBe('static prior');
    expect(means(own!.baseline!.cells)).toEqual([
      [16.05, 16.05],
      [16.2, 16.2],
    ]);
    expect(still).toMatchObject({ across: { name: 'skew of the prior' }, down: null, baseline: null });
  });

  it('leave cells empty that were not run, and name choices', () => {
    const variations: Variation[] = [{}, { 'focal.estimator': 1 }, { 'focal.gamma': 3 }];
    const [own] = ablationGrids(madeUpResults({ variations }), 'worst');
    expect(own!.across.values).toEqual(['as it is', 'group mean']);
    expect(own!.down!.values).toEqual(['as it is', '3']);
    expect(own!.cells[1]![1]).toBeNull();
    expect(own!.cells[0]![1]!.n).toBe(3);
  });

  it('find where a win becomes a loss', () => {
    const variations = [0, 0.1, 0.2, 0.4].map((value) => ({ 'judge.falseNegative': value }));
    const results = madeWith(
      { seeds: 5, variations, methods: ['static-prior', 'focal-prior'] },
      ({ method, variation, seed }) => ({
        worst:
          0.5 +
          seed / 100 +
          (method === 'focal-prior' ? 0.1 - 0.4 * Number(variation['judge.falseNegative']) : 0),
      }),
    );
    const [dose, ...more] = doses(results, 'worst');
    expect(more).toEqual([]);
    expect(dose).toMatchObject({ name: 'missed credit', label: 'focal', baseline: 'static prior' });
    expect(dose!.points.map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.4]);
    expect(dose!.points[3]!.difference.mean).toBeCloseTo(-0.06, 12);
    expect(dose!.crossing).toBeCloseTo(0.25, 9);
  });

  it.each([
    [[1, -1], 0.5],
    [[1, 0, -1], 1],
    [[1, 0, 0, -1], 1],
    [[1, 0, 1], null],
    [[0, 1], null],
    [[-1, -2], null],
    [[], null],
  ])('differences %j cross 0 at %s', (heights, at) => {
    const points = heights.map((height, value) => ({ value, difference: differenceInterval([height]) }));
    expect(crossing(points)).toBe(at);
  });
});

type AblationCells = readonly (readonly ({ mean: number } | null)[])[];
