import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../../lab/spread.ts';
import { madeUpResults, type MadeUp } from '../testing.ts';
import { COMPARED, comparisons } from './comparisons.ts';
import type { Comparison } from './shapes.ts';
import { madeWith } from './testing.ts';

/** Focal is better than static by what is given per seed, on every metric that is set. */
const differing = (differences: readonly number[], wanted: MadeUp = {}) =>
  madeWith({ seeds: differences.length, steps: 12, ...wanted }, ({ method, seed }) => {
    const value = 0.5 + (method === 'focal-prior' ? differences[seed - 1]! : 0);
    return { worst: value, direct: value, strict: value };
  });

const named = (all: readonly Comparison[], arm: string, baseline: string, id = 'worst') =>
  all.find((own) => own.arm.label === arm && own.baseline.label === baseline && own.metric === id)!;

describe('comparisons', () => {
  const eight = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08];

  it('test what was planned, corrected for what was planned', () => {
    const all = comparisons(differing(eight));
    const planned = all.filter((own) => own.planned);
    expect(planned.map((own) => [own.arm.label, own.baseline.label, own.metric])).toEqual([
      ['focal', 'static prior', 'worst'],
      ['focal', 'static prior', 'direct'],
      ['focal', 'static uniform', 'worst'],
      ['focal', 'static uniform', 'direct'],
    ]);
    for (const own of planned) {
      expect(own).toMatchObject({ p: 2 ** -7, adjusted: 2 ** -5, smallest: 2 ** -5, family: 4 });
      expect(own).toMatchObject({ zeros: 0, whyNoTest: null, improvement: 1 });
      expect(own.difference.mean).toBeCloseTo(0.045, 12);
      expect(own.difference.n).toBe(8);
      expect(own.effect).toBeCloseTo(0.045 / deviation(eight), 9);
    }
  });

  it('correct all others together, and show intervals only where no p can be small', () => {
    const others = comparisons(differing(eight)).filter((own) => !own.planned);
    // static uniform against static prior by 4 metrics, focal against both by 2 more.
    expect(others).toHaveLength(8);
    for (const own of others) {
      expect(own).toMatchObject({ family: 8, smallest: 2 ** -4, p: null, adjusted: null });
      expect(own.whyNoTest).toBe(
        '8 seeds and 8 comparisons cannot bring the adjusted p below 0.063: intervals only.',
      );
    }
  });

  it('do not test fewer than 5 seeds, and say so', () => {
    const own = named(comparisons(differing([0.1, 0.2, 0.3])), 'focal', 'static prior');
    expect(own).toMatchObject({ p: null, adjusted: null, improvement: 1 });
    expect(own.whyNoTest).toBe('Only 3 seeds: fewer than 5 are not tested.');
    const one = named(comparisons(differing([0.1])), 'focal', 'static prior');
    expect(one.whyNoTest).toBe('Only 1 seed: fewer than 5 are not tested.');
    expect(one).toMatchObject({ effect: null, difference: { low: NaN, high: NaN, n: 1 } });
  });

  it('do not test what does not differ; zeros are dropped and told', () => {
    const none = named(comparisons(differing(Array(8).fill(1e-9))), 'focal', 'static prior');
    expect(none).toMatchObject({ zeros: 8, p: null, improvement: 0.5, effect: null });
    expect(none.whyNoTest).toBe('No seed differs: there is nothing to test.');
    const some = named(comparisons(differing([0, 0, ...eight])), 'focal', 'static prior');
    expect(some).toMatchObject({ zeros: 2, p: 2 ** -7, improvement: 0.9 });
    expect(some.difference.n).toBe(10);
  });

  it('correct for those too that cannot be tested', () => {
    const results = madeWith({ seeds: 8, steps: 12 }, ({ method, seed }) => {
      const value = 0.5 + (method === 'static-prior' ? 0 : eight[seed - 1]!);
      return { worst: value, direct: value };
    });
    const all = comparisons(results);
    expect(named(all, 'focal', 'static uniform').whyNoTest).toBe(
      'No seed differs: there is nothing to test.',
    );
    expect(named(all, 'focal', 'static prior')).toMatchObject({ p: 2 ** -7, adjusted: 2 ** -5, family: 4 });
  });

  it('take rounding of 32-bit numbers for ties', () => {
    // Nine differences of the same size but for the last bits, seven up and two down.
    const sizes = Array.from({ length: 9 }, (_, i) => (i < 7 ? 0.02 : -0.02) + 1e-8 * i);
    const own = named(
      comparisons(differing(sizes, { methods: ['static-prior', 'focal-prior'] })),
      'focal',
      'static prior',
    );
    // As a sign test: 2 (1 + 9 + 36) / 2^9.
    expect(own.p).toBeCloseTo(92 / 512, 12);
  });

  it('pair seeds, and leave those out that one side lacks', () => {
    const results = differing(eight);
    const runs = results.runs.filter(({ method, seed }) => method !== 'static-prior' || seed > 2);
    const own = named(comparisons({ ...results, runs }), 'focal', 'static prior');
    expect(own.difference.n).toBe(6);
    expect(own.difference.mean).toBeCloseTo(mean(eight.slice(2)), 12);
  });

  it('compare a varied arm with the baseline, and with its method unvaried', () => {
    const results = madeUpResults({ steps: 12, variations: [{}, { 'focal.gamma': 3 }, { 'prior.skew': 2 }] });
    const pairs = comparisons(results)
      .filter((own) => own.metric === 'worst')
      .map((own) => `${own.arm.label} - ${own.baseline.label}`);
    expect(new Set(pairs)).toEqual(
      new Set([
        'static uniform - static prior',
        'focal - static prior',
        'focal - static uniform',
        'focal, gamma 3 - static prior',
        'focal, gamma 3 - focal',
        'static prior, skew of the prior 2 - static prior',
        'focal, skew of the prior 2 - static prior, skew of the prior 2',
        'focal, skew of the prior 2 - focal',
      ]),
    );
    // The skew of the prior is nothing to equal weights: they are run once.
    expect(pairs).toHaveLength(8);
  });

  it('have planned pairs one way round, whatever the baseline', () => {
    const all = comparisons(differing(eight, { baselines: ['focal-prior'] }));
    expect(all.filter((own) => own.planned)).toHaveLength(4);
    expect(all.every((own) => own.arm.label === 'focal')).toBe(true);
  });

  it('keep scenarios apart', () => {
    const all = comparisons(madeUpResults({ scenarios: 4, seeds: 8, steps: 12 }));
    expect(new Set(all.map((own) => own.scenario)).size).toBe(4);
    for (const own of all) expect(own.family).toBe(own.planned ? 4 : 8);
    expect(all).toHaveLength(4 * 3 * COMPARED.length);
  });

  it('are sound whatever runs are missing', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 0, max: 9 }),
        (seeds, keep, salt) => {
          const results = madeUpResults({ seeds, steps: 11, salt });
          const runs = results.runs.filter(() => keep.next().value);
          for (const own of comparisons({ ...results, runs })) {
            expect(own.p === null).toBe(own.whyNoTest !== null);
            expect(own.adjusted === null).toBe(own.p === null);
            if (own.p !== null) {
              expect(own.adjusted!).toBeGreaterThanOrEqual(own.p);
              expect(own.adjusted!).toBeGreaterThanOrEqual(own.smallest);
              expect(own.smallest).toBeLessThanOrEqual(0.05);
            }
            expect(own.effect).not.toBeNaN();
            expect(own.difference.n).toBeLessThanOrEqual(seeds);
          }
        },
      ),
      { numRuns: 30 },
    ));
});
