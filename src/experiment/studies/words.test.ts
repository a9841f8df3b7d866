import { describe, expect, it } from 'vitest';
import { comparisons } from '../analysis/comparisons.ts';
import { madeWith } from '../analysis/testing.ts';
import { planned } from './planned.ts';
import { standings } from './words.ts';

const point = (value: number, mean: number, half: number, n = 8) => ({
  value,
  difference: { mean, low: mean - half, high: mean + half, n },
});

describe('where a dose turns a win into a loss', () => {
  it('is told by intervals, not by means', () => {
    const points = [
      point(0, 0.1, 0.02),
      point(0.1, 0.05, 0.02),
      point(0.2, -0.01, 0.02),
      point(0.4, -0.1, 0.02),
    ];
    expect(standings(points)).toBe(
      'ahead at 0 and 0.1; undecided at 0.2; behind at 0.4 (intervals of 8 seeds)',
    );
    expect(standings([point(0, 0, 0), point(1, 0, 0), point(2, -0.01, 0.001)])).toBe(
      'undecided at 0 and 1; behind at 2 (intervals of 8 seeds)',
    );
  });

  it('is not claimed of few seeds', () => {
    expect(standings([point(0, 0.1, 0.01, 1), point(1, -0.1, 0.01, 1)])).toBe(
      '+0.100 at 0, −0.100 at 1 (1 seed: no claim)',
    );
  });
});

describe('the planned comparisons in words', () => {
  /** Focal differs from both baselines by so much on every seed. */
  const results = (gain: number, seeds: number) =>
    madeWith({ seeds, steps: 12 }, ({ method, seed }) => {
      const value = 0.5 + seed / 1000 + (method === 'focal-prior' ? gain + seed / 500 : 0);
      return { worst: value, direct: 0.5 };
    });

  it('say ahead or behind where the corrected test allows it', () => {
    expect(planned(results(0.1, 8)).join()).toMatch(
      /focal against static prior and static uniform: ahead on the worst score, \+0\.1/,
    );
    expect(planned(results(-0.1, 8)).join()).toMatch(
      /focal against static prior and static uniform: behind on the worst score, −0\.0/,
    );
    expect(planned(results(0.1, 8)).join()).toContain('on the direct score, equal on all 8 seeds');
  });

  it('take no side of few seeds, or where the test does not', () => {
    const few = planned(results(0.1, 4)).join();
    expect(few).toContain('4 seeds, no test');
    expect(few).not.toMatch(/ahead|behind/);
    const open = madeWith({ seeds: 8, steps: 12 }, ({ method, seed }) => ({
      worst: 0.5 + (method === 'focal-prior' ? (seed % 2 ? 0.01 : -0.012) * seed : 0),
      direct: 0.5,
    }));
    expect(planned(open).join()).toMatch(/undecided on the worst score/);
  });

  it('are of what was planned only where nothing was tuned', () => {
    const own = results(0.1, 8);
    expect(comparisons(own).filter((each) => each.planned)).toHaveLength(4);
    const tuned = { ...own, design: { ...own.design!, parameters: { 'focal.gamma': 3 } } };
    expect(comparisons(tuned).some((each) => each.planned)).toBe(false);
    expect(planned(tuned).length).toBeGreaterThan(0);
  });
});
