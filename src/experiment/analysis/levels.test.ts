import { describe, expect, it } from 'vitest';
import { mean } from '../../lab/spread.ts';
import { madeUpResults } from '../testing.ts';
import { finals } from './finals.ts';
import { heatMaps } from './heat-map.ts';
import { overall } from './overall.ts';
import { rankingChanges } from './ranking.ts';
import { madeWith } from './testing.ts';
import { trajectories } from './trajectories.ts';

describe('levels', () => {
  it('are those of the summary', () => {
    const results = madeUpResults({ seeds: 5 });
    for (const id of ['direct', 'worst', 'strict', 'kl'] as const)
      for (const { arm, value } of finals(results, id)) {
        const row = results.summary.find((own) => own.method === arm.method && own.metric === id)!;
        expect(value).toEqual({ mean: row.mean, low: row.low, high: row.high, n: 5 });
      }
  });

  it('leave out seeds without a value', () => {
    const results = madeWith({ seeds: 4 }, ({ seed }, step) =>
      seed === 2 && step === 25 ? { strict: null } : {},
    );
    expect(finals(results, 'strict').map(({ value }) => value.n)).toEqual([3, 3, 3]);
    const none = finals(
      madeWith({}, () => ({ strict: null })),
      'strict',
    );
    expect(none[0]!.value).toEqual({ mean: NaN, low: NaN, high: NaN, n: 0 });
  });

  it('over all scenarios are interquartile means', () => {
    // Seeds 1 to 4 end at .1 to .4, whatever the scenario: without the quarters at the ends .2 and .3 are left.
    const results = madeWith({ scenarios: 2, seeds: 4 }, ({ seed }) => ({ worst: seed / 10 }));
    const rows = overall(results, 'worst');
    expect(rows.map(({ label }) => label)).toEqual(['static prior', 'static uniform', 'focal']);
    for (const { value, scenarios } of rows) {
      expect(value.mean).toBeCloseTo(0.25, 12);
      expect([value.n, scenarios]).toEqual([4, 2]);
      expect(value.low).toBeLessThan(0.25);
    }
    expect(overall(madeUpResults({ scenarios: 2, seeds: 1 }), 'worst')[0]!.value.low).toBeNaN();
  });

  it('of criteria are means of the last steps', () => {
    const results = madeUpResults();
    const [map] = heatMaps(results);
    expect(map!.rows).toHaveLength(3);
    const { id } = map!.criteria[1]!;
    const own = results.runs.filter(({ method }) => method === 'static-uniform');
    const expected = mean(own.map(({ steps }) => mean(steps.slice(-10).map(({ scores }) => scores[id]!))));
    expect(map!.rows[1]!.scores[1]).toBeCloseTo(expected, 12);
    const without = heatMaps(madeWith({}, () => ({ scores: {} })));
    expect(without[0]!.rows[0]!.scores.every(Number.isNaN)).toBe(true);
  });
});

describe('trajectories', () => {
  it('are means by step with a band around them', () => {
    const results = madeUpResults({ seeds: 6 });
    const [own] = trajectories(results, 'direct');
    expect(own).toMatchObject({ n: 6, metric: 'direct', arm: { label: 'static prior' } });
    const runs = results.runs.filter(({ method }) => method === 'static-prior');
    own!.mean.forEach((value, step) => {
      expect(value).toBeCloseTo(mean(runs.map(({ steps }) => steps[step]!.direct!)), 12);
      expect(own!.low[step]).toBeLessThanOrEqual(value);
      expect(own!.high[step]).toBeGreaterThanOrEqual(value);
    });
  });

  it('pass over steps without a value, and have no band of one seed', () => {
    const gap = trajectories(
      madeWith({ seeds: 2 }, ({ seed }, step) => (seed === 1 && step === 3 ? { direct: null } : {})),
      'direct',
    );
    expect(gap[0]!.low[3]).toBeNaN();
    expect(gap[0]!.mean[3]).not.toBeNaN();
    expect(trajectories(madeUpResults({ seeds: 1 }), 'direct')[0]!.low.every(Number.isNaN)).toBe(true);
    expect(
      trajectories(
        madeWith({}, () => ({ direct: null })),
        'direct',
      )[0]!.mean.every(Number.isNaN),
    ).toBe(true);
  });
});

it('says how rankings change, on average over steps', () => {
  const results = madeWith({ seeds: 3 }, (_, step) => ({ signFlips: step % 2, rankDistance: NaN }));
  const [own] = rankingChanges(results);
  expect(own!.signFlips).toMatchObject({ mean: 0.5, low: 0.5, high: 0.5, n: 3 });
  expect(own!.rankDistance.n).toBe(0);
});
