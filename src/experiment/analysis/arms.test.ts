import { describe, expect, it } from 'vitest';
import type { ResultRun, Results } from '../results.ts';
import { madeUpResults } from '../testing.ts';
import { armLabel, armsOf } from './arms.ts';
import { comparisons } from './comparisons.ts';
import { finals } from './finals.ts';
import { heatMaps } from './heat-map.ts';
import { usableRuns } from './usable-runs.ts';

const cut = (results: Results, steps: (run: ResultRun, index: number) => number): Results => ({
  ...results,
  complete: false,
  runs: results.runs.map((run, i) => ({ ...run, steps: run.steps.slice(0, steps(run, i)) })),
});

describe('runs that can be used', () => {
  it('are all, where all are complete', () => {
    const results = madeUpResults();
    expect(usableRuns(results)).toEqual({ runs: results.runs, leftOut: null });
  });

  it('are the complete ones, where some are', () => {
    const { runs, leftOut } = usableRuns(cut(madeUpResults(), ({ seed }) => (seed === 3 ? 7 : 30)));
    expect(runs.map(({ seed }) => seed)).toEqual([1, 1, 1, 2, 2, 2]);
    expect(leftOut).toBe('6 of the 9 runs asked for are complete; what there is of the others is left out.');
  });

  it('are cut to what all have, where none is complete', () => {
    const { runs, leftOut } = usableRuns(cut(madeUpResults(), (_, i) => [0, 12, 23][i % 3]!));
    expect(runs.map(({ steps }) => steps.length)).toEqual(Array(6).fill(12));
    expect(leftOut).toBe(
      'No run has all its steps yet: each is read up to its 12th, the last that all have, and 3 of 9 have not begun.',
    );
  });

  it('are none before the first step', () => {
    const results = cut(madeUpResults(), () => 0);
    expect(usableRuns(results)).toEqual({ runs: [], leftOut: 'No run has taken a step yet.' });
    expect([...comparisons(results), ...finals(results, 'worst'), ...heatMaps(results)]).toEqual([]);
  });
});

describe('arms', () => {
  it.each([
    ['focal-prior', {}, 'focal'],
    ['focal-prior', { 'focal.gamma': 3 }, 'focal, gamma 3'],
    ['focal-prior', { 'focal.estimator': 1, 'focal.cap': 0.5 }, 'focal, cap 0.5, group mean'],
    ['static-prior', { 'judge.falseNegative': 0.2 }, 'static prior, missed credit 0.2'],
    ['static-prior', { learningRate: 0.01 }, 'static prior, learningRate 0.01'],
  ])('%s with %j is "%s"', (method, variation, label) => expect(armLabel(method, variation)).toBe(label));

  it('come in the order of the design, and unvaried methods once', () => {
    const results = madeUpResults({ variations: [{ 'focal.gamma': 0 }, { 'focal.gamma': 3 }] });
    const labels = ['static prior', 'static uniform', 'focal, gamma 0', 'focal, gamma 3'];
    expect(armsOf(results).map(({ arm }) => arm.label)).toEqual(labels);
    const turned = { ...results, runs: [...results.runs].reverse() };
    expect(armsOf(turned).map(({ arm }) => arm.label)).toEqual(labels);
    expect(armsOf(turned)[0]!.runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
  });
});
