import { describe, expect, it } from 'vitest';
import { compareTracks } from './compare.ts';
import type { Comparison, Track } from './neighbour.ts';
import { checkStudy } from './plan.ts';
import { tellStudy } from './study.ts';
import { comparisonTable, levelTable } from './tables.ts';
import { coin } from './testing.ts';
import { trainedStudy } from './testing-runs.ts';

const track = (arm: string, seed: number, final: number, scenario = 'plain'): Track => ({
  ...{ scenario, arm, seed, events: [] },
  values: { heads: [NaN, final], tails: [NaN, 1 - final], count: [0, 1] },
});
const tracksOf = (fair: readonly number[], loaded: readonly number[], scenario = 'plain'): Track[] => [
  ...fair.map((value, i) => track('fair', i + 1, value, scenario)),
  ...loaded.map((value, i) => track('loaded', i + 1, value, scenario)),
];
const against = (scenario: string): Comparison => ({
  ...{ scenario, arm: 'loaded', against: 'fair', outcome: 'final' },
});

/** Two-sided, by trying all signs; ranks of sizes that differ. */
function enumerated(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs);
  const ranks = sizes.map((own) => sizes.filter((other) => other <= own).length);
  const statistic = (signs: readonly boolean[]) =>
    ranks.reduce((sum, rank, i) => (signs[i] ? sum + rank : sum), 0);
  const whole = ranks.reduce((sum, rank) => sum + rank, 0);
  const seen = statistic(differences.map((value) => value > 0));
  let asFar = 0;
  for (let mask = 0; mask < 2 ** ranks.length; mask++) {
    const own = statistic(ranks.map((_, i) => (mask & (1 << i)) !== 0));
    if (Math.abs(own - whole / 2) >= Math.abs(seen - whole / 2) - 1e-9) asFar++;
  }
  return asFar / 2 ** ranks.length;
}

/** Share of a normal distribution below a value, by Simpson's rule; and its inverse, by halving. */
function below(z: number): number {
  const n = 400;
  const f = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  let sum = f(0) + f(z);
  for (let i = 1; i < n; i++) sum += (i % 2 ? 4 : 2) * f((z * i) / n);
  return 0.5 + (sum * z) / n / 3;
}
function quantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** BCa of the mean over every one of the n^n resamples, not over some that were drawn. */
function exhaustive(values: readonly number[]): { low: number; high: number } {
  const n = values.length;
  const mean = (own: readonly number[]) => own.reduce((sum, value) => sum + value, 0) / own.length;
  const all = Array.from({ length: n ** n }, (_, code) =>
    mean(Array.from({ length: n }, (__, i) => values[Math.floor(code / n ** i) % n]!)),
  ).sort((a, b) => a - b);
  const centre = mean(values);
  const trace = 1e-12;
  const share =
    all.reduce((sum, own) => sum + (Math.abs(own - centre) < trace ? 0.5 : own < centre ? 1 : 0), 0) /
    all.length;
  const without = values.map((_, i) => mean(values.filter((__, j) => j !== i)));
  const middle = mean(without);
  const sum = (power: number) => without.reduce((total, own) => total + (middle - own) ** power, 0);
  const a = sum(3) / (6 * sum(2) ** 1.5);
  const z0 = quantile(share);
  const at = (wanted: number) => {
    const z = z0 + quantile(wanted);
    return all[Math.floor(below(z0 + z / (1 - a * z)) * all.length)]!;
  };
  return { low: at(0.025), high: at(0.975) };
}

describe('comparisons', () => {
  const fair = [0.41, 0.52, 0.47, 0.5, 0.44, 0.55];
  const gain = [0.3, 0.21, -0.04, 0.26, 0.12, 0.35];
  const loaded = fair.map((value, i) => value + gain[i]!);

  it('agree with tests by enumeration and intervals by exhaustion', () => {
    const [one] = compareTracks(coin, tracksOf(fair, loaded), [against('plain')]);
    expect(one!.seeds).toEqual([1, 2, 3, 4, 5, 6]);
    expect(one!.difference).toBeCloseTo(1.2 / 6, 12);
    expect(one!.p).toBeCloseTo(enumerated(gain), 12);
    const { low, high } = exhaustive(gain); // a tenth of the interval's width for what 2000 draws leave to chance
    expect(Math.abs(one!.low - low)).toBeLessThan(0.1 * (high - low));
    expect(Math.abs(one!.high - high)).toBeLessThan(0.1 * (high - low));
    expect(one!.adjusted).toBe(one!.p);
  });

  it('are corrected together by Holm’s steps', () => {
    const half = gain.map((value, i) => (i % 2 ? -value : value));
    const tracks = [
      ...tracksOf(fair, loaded),
      ...tracksOf(
        fair,
        fair.map((value, i) => value + half[i]!),
        'lifted',
      ),
    ];
    const [one, other] = compareTracks(coin, tracks, [against('plain'), against('lifted')]);
    const [small, large] = [enumerated(gain), enumerated(half)];
    expect(small).toBeLessThan(large);
    expect(one!.adjusted).toBeCloseTo(2 * small, 12);
    expect(other!.adjusted).toBeCloseTo(Math.max(2 * small, large), 12);
  });

  it('pair by seed whatever the order, and leave out seeds without a partner or a value', () => {
    const tracks = [
      ...[track('loaded', 9, 0.9), track('loaded', 2, 0.7), track('loaded', 5, 0.8), track('loaded', 7, NaN)],
      ...[track('fair', 5, 0.5), track('fair', 7, 0.5), track('fair', 2, 0.6), track('fair', 4, 0.1)],
    ];
    const [one] = compareTracks(coin, tracks, [against('plain')]);
    expect(one!.seeds).toEqual([2, 5]);
    expect(one!.difference).toBeCloseTo(0.2, 12);
    expect([one!.low, one!.high]).toEqual([NaN, NaN]); // two values only find themselves again
  });

  it('have nothing to say of fewer than two seeds, and no test where all are equal', () => {
    const [none] = compareTracks(coin, tracksOf([0.5], [0.7]), [against('plain')]);
    expect(none).toMatchObject({ seeds: [1], difference: NaN, low: NaN, high: NaN, p: null, adjusted: null });
    const [equal] = compareTracks(
      coin,
      tracksOf(
        fair,
        fair.map((value) => value + 1e-9),
      ),
      [against('plain')],
    );
    expect(equal).toMatchObject({ difference: 0, low: 0, high: 0, p: null, adjusted: null });
  });

  it('refuse an outcome that the lab does not have', () => {
    expect(() => compareTracks(coin, [], [{ ...against('plain'), outcome: 'luck' }])).toThrow(
      'Unknown outcome "luck" of Coins; known are final',
    );
  });
});

describe('a study', () => {
  const plan = checkStudy(coin, 'coin');

  it('is answered when all its tracks are there, and not before', async () => {
    const tracks = await trainedStudy(coin, plan);
    const told = tellStudy(coin, plan, tracks);
    expect(told).toMatchObject({ planned: true, warnings: [], smallest: 2 / 2 ** 7 });
    expect(told.answer).toHaveLength(2);
    const part = tellStudy(coin, plan, tracks.slice(1));
    expect(part.answer).toEqual([]);
    expect(part.warnings).toEqual([expect.stringContaining('1 of 32 tracks are missing')]);
  });

  it('that asks less, or something else, gives no answer and says so', async () => {
    const part = checkStudy(coin, 'coin', { scenarios: ['lifted'], seeds: [1, 2, 3] });
    const told = tellStudy(coin, part, await trainedStudy(coin, part));
    expect(told.compared).toMatchObject([{ scenario: 'lifted' }]);
    expect(told.answer).toEqual([]);
    expect(told.warnings).toEqual([expect.stringContaining('does not answer whether the claim holds')]);
    const other = { ...coin, study: { ...coin.study, comparisons: [] } };
    const found = tellStudy(other, plan, await trainedStudy(coin, plan));
    expect(found.planned).toBe(false);
    expect(found.compared.map(({ scenario, arm, outcome }) => `${scenario} ${arm} ${outcome}`)).toEqual([
      ...['plain loaded final', 'lifted loaded final'],
    ]);
    expect(found.warnings.join(' ')).toContain('exploratory');
    const set = checkStudy(coin, 'coin', { settings: { steps: 3 } });
    expect(tellStudy(coin, set, await trainedStudy(coin, set)).warnings).toEqual([
      expect.stringContaining('settings are not those'),
    ]);
  });

  it('shows p where a test can find something, and intervals alone where it cannot', async () => {
    const tracks = await trainedStudy(coin, plan);
    const told = tellStudy(coin, plan, tracks);
    const { head, rows, caption } = comparisonTable(coin, told);
    expect(head).toEqual([
      'scenario',
      'outcome',
      'arm',
      'against',
      'n',
      'difference [95 %]',
      'p',
      'adjusted p',
    ]);
    expect(rows.map((row) => row[1])).toEqual(['heads at the end ↑', 'heads at the end ↑']);
    expect(caption).toContain('2 comparisons');
    expect(rows[0]![6]).toMatch(/\d/);
    const few = checkStudy(coin, 'coin', { seeds: [1, 2, 3, 4] });
    const little = comparisonTable(coin, tellStudy(coin, few, await trainedStudy(coin, few)), {
      apart: true,
    });
    expect(little.rows.map((row) => row.slice(-2))).toEqual([
      ['–', '–'],
      ['–', '–'],
    ]);
    expect(little.caption).toContain('intervals only');
    expect(little.head).toContain('difference, low');
    expect(levelTable(coin, plan, tracks).rows).toHaveLength(4);
  });
});
