import { describe, expect, it } from 'vitest';
import { smoothed } from './smooth.ts';
import { speeds } from './speed.ts';
import { madeWith } from './testing.ts';
import { reachedAt, thresholds } from './threshold.ts';

describe('thresholds and speed', () => {
  it('are reached when the mean of 5 steps is', () => {
    expect(smoothed([1, 2, 3, 4, 5, 6])).toEqual([3, 4]);
    expect(smoothed([1, null, 3, 4, 5, 6])).toEqual([null, null]);
    expect(smoothed([1, 3])).toEqual([2]);
    expect(smoothed([])).toEqual([]);
    expect(reachedAt([0, 9, 0, 0, 0, 0, 2, 2, 2, 2, 2], 2, false)).toBe(6);
    expect(reachedAt([5, 5, 5, 5, 5, 1, 1, 1, 1, 1], 1.8, true)).toBe(4);
    expect(reachedAt([0, 1], 2, false)).toBeNull();
  });

  it('have a median over all seeds, those that never arrive last', () => {
    // Seed s steps up to .8 at step 2 s; even seeds of focal never do.
    const results = madeWith({ seeds: 4, steps: 30 }, ({ method, seed }, step) => ({
      worst: step >= 2 * seed && !(method === 'focal-prior' && seed % 2 === 0) ? 0.8 : 0.1,
    }));
    const [own] = thresholds(results, 'worst', 0.8);
    expect(own!.rows[0]).toMatchObject({ reached: 4, n: 4, steps: [2, 4, 6, 8], median: 5 });
    expect(own!.rows[2]).toMatchObject({ reached: 2, n: 4, steps: [2, 6], median: null });
    expect(thresholds(results, 'worst')[0]!.threshold).toBe(0.8);
    expect(
      thresholds(
        madeWith({}, () => ({ worst: null })),
        'worst',
      ),
    ).toEqual([]);
  });

  it('are halfway where half of the gain is made', () => {
    const results = madeWith({ seeds: 3, steps: 60 }, ({ method }, step) => ({
      worst: method === 'focal-prior' ? 0.5 : 0.2 + (step >= 20 ? 0.6 : 0),
    }));
    const [own] = speeds(results, 'worst');
    // The mean of 5 passes .5 when three of them are up.
    expect(own!.points[0]!.speed).toMatchObject({ mean: 18, n: 3 });
    expect(own!.points[0]!.level.mean).toBeCloseTo(0.8, 12);
    expect(own!.points[2]!.speed).toEqual({ mean: NaN, low: NaN, high: NaN, n: 0 });
  });
});
