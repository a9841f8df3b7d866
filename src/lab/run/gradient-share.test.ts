import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import type { LaneRollouts } from '../engine/engine.ts';
import { METHODS } from '../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../reward/reward.ts';
import { criterion } from '../rubric/testing.ts';
import { deviation } from '../spread.ts';
import { splitAdvantages } from './gradient-share.ts';

const [P, G] = [2, 5];
const criteria = ['a', 'b', 'c'].map((id, k) => criterion({ id, weight: k + 1 }));

/** Rollouts of a lane that scored these, [P, G, K]. */
function rolloutsOf(scores: readonly number[], method: (typeof METHODS)[number]): LaneRollouts {
  const judgeScores = Float32Array.from(scores);
  const training = { ...findScenario('forgotten-footnote').training, epsilonHigh: 0.2 };
  return {
    step: 0,
    tables: { seed: 1, active: true, method, parameters: {}, criteria, directWeights: [], training },
    tokens: new Int32Array(),
    judgeScores,
    goldScores: judgeScores,
    rewards: rewardLane(judgeScores, P, G, {
      ...training,
      method,
      parameters: {},
      rubric: (prompt) => rubricWeights(criteria, prompt),
      step: 0,
    }),
  };
}

/** POW3R adds up verdicts, which do not follow the scores of Principles in a straight line. */
const LINEAR = METHODS.filter(({ id }) => id !== 'pow3r');

const scores = fc.array(
  fc.integer({ min: 0, max: 10 }).map((marks) => marks / 10),
  { minLength: P * G * 3, maxLength: P * G * 3 },
);

it.each(LINEAR.map((method) => [method.id, method] as const))(
  '%s: the parts add up to the advantages',
  (_, method) => {
    fc.assert(
      fc.property(scores, (drawn) => {
        const rollouts = rolloutsOf(drawn, method);
        const { parts, rest } = splitAdvantages(rollouts);
        const { rewards, advantages } = rollouts.rewards;
        advantages.forEach((advantage, i) => {
          const from = i - (i % G);
          // Where all rewards are equal but for rounding, advantages are made of that rounding.
          if (deviation(Array.from(rewards.subarray(from, from + G))) < 1e-6) return;
          expect(rest[i]! + parts.reduce((sum, part) => sum + part[i]!, 0)).toBeCloseTo(advantage, 4);
          expect(Math.abs(rest[i]!)).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 50 },
    );
  },
);

it('a criterion that is the same for all answers of a group has no part there', () => {
  const drawn = Array.from({ length: P * G * 3 }, (_, i) => (i % 3 === 1 ? 0.4 : ((i * 7) % 11) / 10));
  const { parts } = splitAdvantages(rolloutsOf(drawn, METHODS[0]!));
  expect(parts[1]!.every((value) => value === 0)).toBe(true);
  expect(parts[0]!.some((value) => value !== 0)).toBe(true);
});
