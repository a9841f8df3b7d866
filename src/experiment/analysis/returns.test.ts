import { describe, expect, it } from 'vitest';
import { PREDICTORS, type ForkResult } from '../run/fork-result.ts';
import { madeUpResults } from '../testing.ts';
import { passiveCorrelations } from './passive.ts';
import { returnCorrelations, withoutHeadroom } from './returns.ts';

const fork = (own: Partial<ForkResult> & { headroom: number }): ForkResult => ({
  ...{
    scenario: 'a',
    seed: 1,
    checkpoint: 10,
    criterion: 'c',
    baseline: 0.5,
    gain: 0,
    sideEffect: 0,
    passiveGain: 0,
  },
  predicted: Object.fromEntries(PREDICTORS.map(({ id }) => [id, own.headroom])) as ForkResult['predicted'],
  ...own,
});

describe('returns', () => {
  it('average cells within a seed first, then seeds', () => {
    const cell = (seed: number, checkpoint: number, sign: number) =>
      [0.1, 0.2, 0.3].map((headroom) => fork({ seed, checkpoint, headroom, gain: sign * headroom }));
    // Seed 1 has three cells (1, 1, -1), seed 2 one (-1): (1/3 - 1) / 2, not the mean of four.
    const forks = [...cell(1, 10, 1), ...cell(1, 20, 1), ...cell(1, 30, -1), ...cell(2, 10, -1)];
    const [own] = returnCorrelations({ forks });
    expect(own!.raw!.mean).toBeCloseTo((1 / 3 - 1) / 2, 12);
    expect(own).toMatchObject({ cells: 4, scenario: 'a', raw: { n: 2 } });
  });

  it('normalise by headroom, and leave out what has none', () => {
    const forks = [
      fork({ headroom: 0.1, baseline: 0.9, gain: 0.05 }),
      fork({ headroom: 0.3, baseline: 0.7, gain: 0.12 }),
      fork({ headroom: 0.5, baseline: 0.5, gain: 0.15 }),
      fork({ headroom: 0.9, baseline: 0.999, gain: 0.2 }),
    ];
    const [own] = returnCorrelations({ forks });
    expect(own!.raw!.mean).toBeCloseTo(1, 12);
    expect(own!.normalised!.mean).toBeCloseTo(-1, 12); // .5, .4, .3 of the headroom
    expect(withoutHeadroom({ forks })).toEqual({ full: 1, of: 4 });
  });

  it('are null where nothing can be ranked', () => {
    const forks = [0.1, 0.2, 0.3].map((gain) => fork({ headroom: 0.5, gain }));
    expect(returnCorrelations({ forks })[0]).toMatchObject({ raw: null, normalised: null, cells: 0 });
    expect(returnCorrelations({ forks: [] })).toEqual([]);
    const made = returnCorrelations(madeUpResults({ forks: true, seeds: 4 }));
    expect(made).toHaveLength(PREDICTORS.length);
    expect(made.find(({ predictor }) => predictor === 'recent gain')!.cells).toBe(4);
    expect(made.find(({ predictor }) => predictor === 'gold')!.raw!.mean).toBeGreaterThan(0);
  });

  it('in ordinary runs follow what criteria gain later', () => {
    const results = madeUpResults({ steps: 60, seeds: 4 });
    const ids = results.scenarios[results.runs[0]!.scenario]!.criteria.map(({ id }) => id);
    const by = (value: (k: number) => number) => Object.fromEntries(ids.map((id, k) => [id, value(k)]));
    // Criterion k starts at 1 - (k + 1) / 10 and makes up half of what it lacks within the horizon, all of it at once.
    const lack = (k: number) => (k + 1) / 10;
    const runs = results.runs.map((run) => ({
      ...run,
      steps: run.steps.map((step, t) => ({
        ...step,
        saturation: by((k) => 1 - lack(k)),
        // The step of the estimate says nothing: the baseline is of the step after.
        scores: by((k) => (t % 10 === 0 ? 0.5 : t < 5 ? 1 - lack(k) : 1 - lack(k) / 2)),
      })),
    }));
    for (const own of passiveCorrelations({ ...results, runs })) {
      expect(own.raw).toMatchObject({ n: 4 });
      expect(own.raw!.mean).toBeCloseTo(1, 12);
      expect(own.horizon).toBe(15);
    }
    expect(passiveCorrelations(madeUpResults({ steps: 12 }))[0]).toMatchObject({
      raw: null,
      normalised: null,
    });
    expect(() => passiveCorrelations(results, 1)).toThrow(
      'The horizon is 1; allowed are whole numbers from 2.',
    );
  });
});
