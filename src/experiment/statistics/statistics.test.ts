import wilcoxon from '@stdlib/stats-wilcoxon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, uniformStream } from '../../lab/random/draw.ts';
import { deviation, mean } from '../../lab/spread.ts';
import { acceleration, bcaInterval, bcaShares, bootstrapMean, percentileInterval } from './bootstrap.ts';
import { effectSize } from './effect-size.ts';
import { holm, smallestAdjusted } from './holm.ts';
import { improvement } from './improvement.ts';
import { interquartileMean, overallMean } from './iqm.ts';
import { normalQuantile, normalShare } from './normal.ts';
import { spearman } from './spearman.ts';
import { MOST_PAIRS, signedRank } from './wilcoxon.ts';

describe('the normal distribution', () => {
  // Reference: Python's statistics.NormalDist.
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798405],
    [1e-10, -6.361340902404056],
    [0.01, -2.3263478740408408],
    [0.025, -1.9599639845400538],
    [0.2, -0.8416212335729142],
    [0.6, 0.2533471031357998],
    [0.93, 1.4757910281791708],
    [0.999, 3.090232306167813],
  ])('has %f of itself below %f', (share, x) => {
    expect(Math.abs(normalQuantile(share) / x - 1)).toBeLessThan(1e-14);
    expect(Math.abs(normalShare(x) - share)).toBeLessThan(1e-14);
  });

  it('goes there and back', () =>
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (share) => {
        expect(normalShare(normalQuantile(share))).toBeCloseTo(share, 12);
      }),
    ));

  it('ends in the infinite, and knows no other shares', () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(() => normalQuantile(1.5)).toThrow('A share is 1.5; allowed is 0 to 1.');
    expect(() => normalQuantile(NaN)).toThrow('NaN');
  });
});

const SKEWED = [0.12, 0.05, 0.31, -0.04, 0.22, 0.9, 0.17, 0.08];

describe('bootstrap of a mean', () => {
  it('is the same every time, and brackets the mean', () => {
    const values = [0.2, 0.5, 0.4, 0.9, 0.1];
    const first = bootstrapMean(values);
    expect(bootstrapMean(values)).toEqual(first);
    expect(first.mean).toBeCloseTo(0.42, 12);
    expect(first.low).toBeGreaterThanOrEqual(0.1);
    expect(first.low).toBeLessThan(0.42);
    expect(first.high).toBeGreaterThan(0.42);
    expect(first.high).toBeLessThanOrEqual(0.9);
    expect(bootstrapMean(values, 1)).not.toEqual(first);
  });

  it('of one value is that value, and of what is unknown is unknown', () => {
    expect(bootstrapMean([0.3])).toEqual({ mean: 0.3, low: 0.3, high: 0.3, n: 1 });
    expect(bootstrapMean([0.3, NaN])).toEqual({ mean: NaN, low: NaN, high: NaN, n: 2 });
    expect(bootstrapMean([])).toEqual({ mean: NaN, low: NaN, high: NaN, n: 0 });
  });
});

describe('BCa', () => {
  // Shares by formula 2.3 in Python; intervals by scipy.stats.bootstrap with a million resamples.
  it.each([
    [0.5, 0, 0.95, [0.025, 0.975]],
    [0.55, 0.1, 0.95, [0.07717597629628814, 0.9971178696593094]],
    [0.4, -0.05, 0.9, [0.009371635842943482, 0.8525983568362261]],
  ] as const)('with %f below, acceleration %f and cover %f reads at %j', (below, a, cover, shares) => {
    bcaShares(below, a, cover)!.forEach((share, i) => expect(share).toBeCloseTo(shares[i]!, 12));
  });

  it('agrees with another implementation', () => {
    expect(acceleration(SKEWED)).toBeCloseTo(0.09984311056199521, 12);
    const own = bcaInterval(SKEWED, { count: 40_000 });
    expect(Math.abs(own.low - 0.09875)).toBeLessThan(0.003);
    expect(Math.abs(own.high - 0.53625)).toBeLessThan(0.01);
    const spread = bcaInterval(SKEWED, { count: 40_000, statistic: deviation });
    expect(Math.abs(spread.low - 0.08976)).toBeLessThan(0.005);
    expect(Math.abs(spread.high - 0.45986)).toBeLessThan(0.005);
  });

  it('has no shares where all resamples are on one side', () => {
    expect(bcaShares(0, 0)).toBeNull();
    expect(bcaShares(1, 0)).toBeNull();
    expect(bcaShares(0.5, 0.6)).toBeNull(); // 1 - .6 * 1.96 is below 0
  });

  it('of few or equal values is what it says', () => {
    expect(bcaInterval([])).toEqual({ low: NaN, high: NaN });
    expect(bcaInterval([0.3])).toEqual({ low: NaN, high: NaN });
    expect(bcaInterval([0.3, 0.1])).toEqual({ low: 0.1, high: 0.3 });
    expect(bcaInterval([0.1, 0.1, 0.1])).toEqual({ low: mean([0.1, 0.1, 0.1]), high: mean([0.1, 0.1, 0.1]) });
  });

  it('stays within the sample, in order, and moves with it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: -20, max: 20 }),
        (values, shift) => {
          const { low, high } = bcaInterval(values, { count: 300 });
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
          const moved = bcaInterval(
            values.map((value) => value + shift),
            { count: 300 },
          );
          expect(moved.low).toBeCloseTo(low + shift, 6);
          expect(moved.high).toBeCloseTo(high + shift, 6);
        },
      ),
      { numRuns: 50 },
    ));

  it('covers the true mean about as often as it says, the percentile interval a little less', () => {
    // 400 samples of 20 normal numbers, which are the same every time.
    const next = uniformStream(5, 99);
    const covered = { bca: 0, percentile: 0 };
    for (let trial = 0; trial < 400; trial++) {
      const sample = Array.from({ length: 20 }, () => normal(next));
      const [bca, plain] = [bcaInterval(sample, { count: 500 }), percentileInterval(sample, { count: 500 })];
      if (bca.low <= 0 && bca.high >= 0) covered.bca++;
      if (plain.low <= 0 && plain.high >= 0) covered.percentile++;
    }
    for (const times of Object.values(covered)) {
      expect(times).toBeGreaterThan(0.88 * 400);
      expect(times).toBeLessThan(0.98 * 400);
    }
  });
});

/** The definition: all signs of all ranks. */
function enumerated(differences: readonly number[]): number | null {
  const left = differences.filter((value) => value !== 0);
  const n = left.length;
  if (n === 0) return null;
  const sizes = left.map(Math.abs);
  const ranks = sizes.map(
    (size) =>
      sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2,
  );
  const observed = ranks.reduce((sum, rank, i) => sum + (left[i]! > 0 ? rank : 0), 0);
  let [below, above] = [0, 0];
  for (let signs = 0; signs < 2 ** n; signs++) {
    const sum = ranks.reduce((total, rank, i) => total + ((signs >> i) & 1 ? rank : 0), 0);
    if (sum <= observed) below++;
    if (sum >= observed) above++;
  }
  return Math.min(1, (2 * Math.min(below, above)) / 2 ** n);
}

describe('the signed-rank test', () => {
  it('is that of another library where there are neither ties nor zeros', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 22 }),
        fc.infiniteStream(fc.boolean()),
        (sizes, signs) => {
          const differences = sizes.map((size) => (signs.next().value ? size : -size) / 16);
          const { pValue, statistic } = wilcoxon(differences);
          const own = signedRank(differences);
          expect(own.positive).toBe(statistic);
          expect(own.p).toBeCloseTo(Math.min(1, pValue), 10);
          expect([own.n, own.zeros]).toEqual([sizes.length, 0]);
        },
      ),
    ));

  it('is the share of all signs, ties and zeros or not', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 9 }), (differences) => {
        const own = signedRank(differences);
        expect(own.p).toBe(enumerated(differences));
        expect(own.zeros).toBe(differences.filter((value) => value === 0).length);
        expect(own.n + own.zeros).toBe(differences.length);
      }),
    ));

  it('takes for equal what differs by rounding', () => {
    // .3 - .2 and .2 - .1 are not the same number.
    expect(0.3 - 0.2).not.toBe(0.2 - 0.1);
    expect(signedRank([0.3 - 0.2, -(0.2 - 0.1), 0.4]).positive).toBe(1.5 + 3);
    expect(signedRank([0.1 + 0.2 - 0.3, 0.5, 0.25])).toEqual({ p: 0.5, n: 2, zeros: 1, positive: 3 });
    expect(signedRank([0.001, 0.5, 0.5004], 0.002)).toEqual({ p: 0.5, n: 2, zeros: 1, positive: 3 });
  });

  it('reaches what so many pairs can reach, and no more', () => {
    expect(signedRank([1, 2, 3, 4, 5, 6, 7, 8]).p).toBe(2 ** -7);
    expect(signedRank(Array.from({ length: 200 }, (_, i) => i + 1)).p! / 2 ** -199).toBeCloseTo(1, 10);
    expect(signedRank([]).p).toBeNull();
    expect(signedRank([0, 0])).toEqual({ p: null, n: 0, zeros: 2, positive: 0 });
  });

  it('is the same from either side', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }), (differences) => {
        const [own, turned] = [signedRank(differences), signedRank(differences.map((value) => -value))];
        expect(own.p === null ? null : own.p.toFixed(12)).toBe(
          turned.p === null ? null : turned.p.toFixed(12),
        );
      }),
    ));

  it('refuses what it cannot do, and says so', () => {
    expect(() => signedRank([1, NaN])).toThrow('A difference is NaN');
    expect(() => signedRank(Array.from({ length: MOST_PAIRS + 1 }, (_, i) => i + 1))).toThrow(
      '501 pairs are too many for an exact test; allowed are at most 500.',
    );
  });
});

describe("Holm's correction", () => {
  it('is the largest of what each smaller p asks for', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 64 }), { maxLength: 12 }), (whole) => {
        const ps = whole.map((value) => value / 64);
        const sorted = [...ps].sort((a, b) => a - b);
        const direct = ps.map((p) =>
          Math.min(1, Math.max(...sorted.map((own, j) => (own <= p ? (ps.length - j) * own : 0)))),
        );
        expect(holm(ps)).toEqual(direct);
      }),
    ));

  it('agrees with a worked example', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(adjusted[i]).toBeCloseTo(p, 12));
  });

  it('says what can be reached', () => {
    expect(smallestAdjusted(8, 1)).toBe(0.0078125);
    expect(smallestAdjusted(8, 4)).toBe(0.03125);
    expect(smallestAdjusted(4, 12)).toBe(1);
    expect(smallestAdjusted(0, 0)).toBe(1);
  });
});

describe('improvement and effect size', () => {
  it('count ties half', () => {
    expect(improvement([1, -1, 0, 2])).toBe(0.625);
    expect(improvement([])).toBeNaN();
  });

  it('divide by the spread of the differences', () => {
    expect(effectSize([1, 2, 3])).toBe(2);
    expect(effectSize([0.1])).toBeNull();
    expect(effectSize([0, 0, 0])).toBeNull();
    expect(effectSize([0.3 - 0.2, 0.2 - 0.1, 0.1])).toBeNull();
  });
});

describe('the interquartile mean', () => {
  it('leaves out a quarter at either end', () => {
    expect(interquartileMean([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])).toBe(5.5); // scipy.stats.trim_mean
    expect(interquartileMean([7])).toBe(7);
    expect(interquartileMean([])).toBeNaN();
    expect(interquartileMean([9, 1, 2, 4])).toBe(3);
  });

  it('draws seeds within their scenario', () => {
    // Two scenarios without any spread of their own: whatever is drawn, the mean stays.
    const still = overallMean([
      [0.2, 0.2, 0.2],
      [0.8, 0.8, 0.8],
    ]);
    expect(still.value).toBeCloseTo(0.5, 12);
    expect(still.low).toBeCloseTo(0.5, 12);
    expect(still.high).toBeCloseTo(0.5, 12);
    const wide = overallMean([
      [0.1, 0.2, 0.3, 0.4],
      [0.5, 0.6, 0.7, 0.8],
    ]);
    expect(wide.low).toBeLessThan(wide.value);
    expect(wide.high).toBeGreaterThan(wide.value);
  });

  it('has no interval of one seed, and no value of none', () => {
    expect(overallMean([[0.2], [0.4]])).toEqual({ value: mean([0.2, 0.4]), low: NaN, high: NaN });
    expect(overallMean([[], []])).toEqual({ value: NaN, low: NaN, high: NaN });
  });
});

describe("Spearman's correlation", () => {
  it('agrees with another implementation on ties', () =>
    expect(spearman([1, 2, 2, 4, 5], [2, 1, 3, 3, 9])).toBeCloseTo(0.7631578947368421, 12));

  it('is 1 - 6 sum d^2 / (n^3 - n) where nothing is tied', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 3, maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 1e9 })),
        (a, next) => {
          const b = a.map((_, i) => next.next().value! * 20 + i);
          const rank = (values: readonly number[], own: number) =>
            values.filter((value) => value < own).length;
          const n = a.length;
          const squares = a.reduce((sum, value, i) => sum + (rank(a, value) - rank(b, b[i]!)) ** 2, 0);
          expect(spearman(a, b)).toBeCloseTo(1 - (6 * squares) / (n ** 3 - n), 10);
        },
      ),
    ));

  it('is unknown of few pairs, and where one side is constant', () => {
    expect(spearman([1, 2], [1, 2])).toBeNull();
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(spearman([1, 2, 3], [0.5, 0.5, 0.5])).toBeNull();
    expect(() => spearman([1, 2, 3], [1])).toThrow('3 values against 1');
  });
});
