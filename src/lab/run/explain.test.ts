import { expect, it } from 'vitest';
import { TOPICS } from '../language/topics.ts';
import { findMethod } from '../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../reward/reward.ts';
import { criterion } from '../rubric/testing.ts';
import { explainGroup } from './explain.ts';

/** The group of the published test vector, asked at every prompt but the second, where half of it is halved. */
const GROUP = [1, 1, 0.8, 0.3, 1, 1, 0.9, 0.2, 1, 0, 0.6, 0.6, 1, 1, 0.7, 0.1];
const scores = Float32Array.from(
  TOPICS.flatMap((_, prompt) => GROUP.map((score, i) => (prompt === 1 && i < 8 ? score / 2 : score))),
);
const criteria = ['a', 'b', 'c', 'd'].map((id) => criterion({ id }));
const training = {
  scaleRewards: 'group' as const,
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
};

function explained(
  method: string,
  parameters: Record<string, number>,
  more: Partial<Record<keyof typeof training, unknown>> = {},
) {
  const settings = { ...training, ...more } as typeof training;
  const own = findMethod(method);
  const rewards = rewardLane(scores, TOPICS.length, 4, {
    ...settings,
    method: own,
    parameters,
    rubric: (prompt) => rubricWeights(criteria, prompt),
    step: 0,
  });
  const tables = { criteria, training: settings, method: own, parameters } as never;
  return explainGroup({ tables, judgeScores: scores, rewards } as never, 0);
}

it('shows the way from scores to advantages of the published vector', () => {
  const { saturation, weights, rollouts } = explained('focal-prior', { 'focal.gamma': 3 });
  const column = <Key extends keyof (typeof rollouts)[0]>(key: Key) => rollouts.map((own) => own[key]);
  [0.268366, 0.268366, 0.214294, 0.248974].forEach((q, j) => expect(column('q')[j]).toBeCloseTo(q, 5));
  expect(saturation[3]).toBeCloseTo(0.287657, 5);
  expect(weights[3]).toBeCloseTo(0.911141, 5);
  expect(column('direct')[2]).toBeCloseTo(0.55, 6);
  expect(column('advantage')[2]).toBeCloseTo(1.350212, 4);
  expect(column('staticAdvantage')[2]).toBeCloseTo(-1.4142, 3);
  expect(column('rank')).toEqual([2, 3, 1, 4]);
  expect(column('staticRank')).toEqual([1, 1, 4, 3]); // from worst to best
  expect(column('flips')).toEqual([false, true, true, false]);
});

it('scales by the whole step where the run does, and knows that some methods tilt nothing', () => {
  const { rollouts } = explained('static-prior', {}, { scaleRewards: 'batch' });
  rollouts.forEach((own) => {
    expect(own.staticAdvantage).toBeCloseTo(own.advantage, 5);
    expect(own.q).toBeNaN();
  });
});
