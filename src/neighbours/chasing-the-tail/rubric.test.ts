import { describe, expect, it } from 'vitest';
import { METHODS } from '../../lab/reward/methods/index.ts';
import { rubricWeights } from '../../lab/reward/reward.ts';
import { MAX_CRITERIA } from '../../lab/wgsl/lane.ts';
import { BIAS_AT, CRITERIA, CRITERION_IDS, criterionAt, LIBRARY_IDS } from './criteria.ts';
import { lanesCriteria, proxyOf, shares, utility, withCriterion } from './rubric.ts';
import { scenarios, setUpOf } from './set-ups.ts';
import { answer } from './testing.ts';

const scoresOf = (by: Record<string, number>) => CRITERION_IDS.map((id) => by[id] ?? 0);

describe('criteria', () => {
  it('fit a lane, and the library is in the order of the alphabet', () => {
    expect(CRITERIA.length).toBeLessThanOrEqual(MAX_CRITERIA);
    expect(LIBRARY_IDS).toEqual([...LIBRARY_IDS].sort());
    expect(LIBRARY_IDS).not.toContain('gimmick');
  });

  it('are what set-ups name', () => {
    for (const { id } of scenarios)
      for (const rubric of Object.values(setUpOf(id)))
        for (const criterion of Object.keys(rubric)) expect(CRITERION_IDS).toContain(criterion);
    expect(() => setUpOf('moon')).toThrow('"moon"; there are ceiling');
    expect(() => criterionAt('moon')).toThrow('"moon"; there are told');
  });

  it('judge a padded answer well by the first rubric and badly by gold, and a great one the other way round', () => {
    const padded = answer('hello clouds fall drops fall [atlas] so just so just so just so just so');
    const great = answer('hello clouds fall [atlas] drops cool [survey] condense [almanac]');
    expect(padded.proxy).toBeCloseTo(1, 6);
    expect(great.gold).toBeCloseTo(1, 6);
    expect(great.proxy).toBeLessThan(padded.proxy);
    expect(padded.gold).toBeLessThan(0.5);
  });
});

describe('utility', () => {
  it('is the weighted mean of scores', () => {
    // (2 * 1 + 1 * .5 + 3 * 0) / 6
    const scores = scoresOf({ greets: 1, facts: 0.5, polite: 0, brief: 1 });
    expect(utility(scores, { greets: 2, facts: 1, polite: 3 })).toBeCloseTo(2.5 / 6, 12);
  });

  it('with a bias is the gold rubric’s score and alpha for a hit, as CHERRL has it', () => {
    const scores = scoresOf({ greets: 1, gimmick: 1 });
    expect(proxyOf(scores, { greets: 1, facts: 3 }, 0.5)).toBeCloseTo(0.25 + 0.5, 12);
    expect(proxyOf(scores, { greets: 1, facts: 3 }, 0)).toBeCloseTo(0.25, 12);
  });

  it('is up to a factor what the static method rewards under the lane’s criteria', () => {
    const rubric = { greets: 1, facts: 3, polite: 2 };
    const alpha = 0.7;
    const rows = [
      scoresOf({ greets: 1, gimmick: 1, brief: 1 }),
      scoresOf({ facts: 0.6, polite: 1 }),
      scoresOf({ gimmick: 1, facts: 1 }),
    ];
    const method = METHODS.find(({ id }) => id === 'static-prior')!;
    const group = {
      scores: Float32Array.from(rows.flat()),
      rollouts: rows.length,
      criteria: CRITERIA.length,
    };
    const context = { ...group, step: 0, batchMean: [], batchDeviation: [], kept: [] };
    const { rewards } = method.weigh(context, rubricWeights(lanesCriteria(rubric, alpha), 0), {});
    rows.forEach((row, i) => expect(rewards[i]! * (1 + alpha)).toBeCloseTo(proxyOf(row, rubric, alpha), 5));
    expect(lanesCriteria(rubric, alpha)[BIAS_AT]!.weight).toBeCloseTo(0.7 * 6, 12);
  });

  it('has shares that sum to 1', () => {
    const all = shares({ greets: 1, facts: 3 });
    expect(all.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(all[criterionAt('facts')]).toBe(0.75);
  });
});

describe('a refined rubric', () => {
  it('takes a criterion in, lets one that it holds weigh more, and says what is allowed', () => {
    const rubric = { greets: 1 };
    expect(withCriterion(rubric, 'facts', 2)).toEqual({ greets: 1, facts: 2 });
    expect(withCriterion(rubric, 'greets', 3)).toEqual({ greets: 2 });
    expect(() => withCriterion({ greets: 3 }, 'greets', 1)).toThrow('weighs 3 already');
    expect(() => withCriterion(rubric, 'gimmick', 1)).toThrow(
      '"gimmick" is not in the library; allowed are brief',
    );
    expect(() => withCriterion(rubric, 'facts', 4)).toThrow('The weight 4 is not a whole number from 1 to 3');
    expect(() => withCriterion(rubric, 'facts', NaN)).toThrow('NaN');
    expect(rubric).toEqual({ greets: 1 });
  });
});
