import { describe, expect, it } from 'vitest';
import type { LabStep } from './neighbour.ts';
import { seriesOf } from './series.ts';
import { coin } from './testing.ts';
import { TrackBook } from './tracks.ts';
import { trainedRun } from './testing-runs.ts';

const step = (at: number, arms = ['fair', 'loaded']): LabStep => ({
  step: at,
  tracks: arms.map((arm) => ({
    ...{ arm, seed: 3, values: { heads: at / 10 } },
    events: at === 1 ? [{ step: 1, kind: 'fifth', text: arm }] : [],
  })),
});
const plan = { scenario: 'plain', arms: ['loaded', 'fair'], seeds: [3] };

describe('a book of tracks', () => {
  it('has every measure at every step, in the order of the plan', () => {
    const book = new TrackBook(coin, plan);
    for (const at of [0, 1]) book.add(step(at));
    expect(book.length).toBe(2);
    expect(book.tracks).toEqual(
      ['loaded', 'fair'].map((arm) => ({
        ...{ scenario: 'plain', arm, seed: 3, events: [{ step: 1, kind: 'fifth', text: arm }] },
        values: { heads: [0, 0.1], tails: [NaN, NaN], count: [NaN, NaN] },
      })),
    );
  });

  it.each<[LabStep, RegExp]>([
    [step(1), /Step 1 came where step 0 was due/],
    [step(0, ['fair']), /Step 0 has 1 tracks; the plan has 2/],
    [step(0, ['fair', 'fair']), /"fair" with seed 3 that is not in the plan, or twice/],
    [step(0, ['fair', 'bent']), /"bent" with seed 3/],
  ])('refuses what is not its plan’s, and is as it was', (odd, says) => {
    const book = new TrackBook(coin, plan);
    expect(() => book.add(odd)).toThrow(says);
    expect(book.tracks.map(({ values }) => values['heads'])).toEqual([[], []]);
  });

  it('ends with the steps that the run has', async () => {
    const tracks = await trainedRun(coin, { settings: { steps: 7 } });
    expect(tracks).toHaveLength(4);
    for (const { values } of tracks) expect(values['count']).toHaveLength(8);
  });
});

it('a series is the mean over seeds, with a band that holds it', async () => {
  const tracks = (await trainedRun(coin, { arms: ['fair'], seeds: [1, 2, 3, 4, 5] })).slice();
  const { mean, low, high, n } = seriesOf(tracks, 'fair', 'count');
  expect(n).toBe(5);
  expect(mean).toHaveLength(21);
  mean.forEach((value, at) => {
    const own = tracks.map(({ values }) => values['count']![at]!);
    expect(value).toBeCloseTo(own.reduce((sum, each) => sum + each, 0) / 5, 12);
    expect(low[at]!).toBeLessThanOrEqual(value);
    expect(high[at]!).toBeGreaterThanOrEqual(value);
    expect(Math.min(...own)).toBeLessThanOrEqual(low[at]!);
  });
  expect(high.at(-1)!).toBeGreaterThan(low.at(-1)!);
  expect(seriesOf(tracks, 'fair', 'heads').mean[0]).toBeNaN();
  expect(seriesOf(tracks, 'fair', 'nothing of it').mean).toEqual([]);
});
