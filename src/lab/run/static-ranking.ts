/** How static weights from the rubric rank a lane's answers: what every method is compared with. */
import type { LaneRollouts } from '../engine/engine.ts';
import { findMethod } from '../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../reward/reward.ts';

/** Closer than this, a value counts as 0, and two as equal: 32-bit sums leave a trace. */
export const NAUGHT = 1e-5;

/** Advantages under static weights and the lane's own settings, [P, G]. */
export function staticAdvantages({ tables, judgeScores, rewards, step }: LaneRollouts): Float32Array {
  const { criteria, training } = tables;
  const prompts = rewards.weights.length / criteria.length;
  return rewardLane(judgeScores, prompts, rewards.advantages.length / prompts, {
    ...training,
    method: findMethod('static-prior'),
    parameters: {},
    rubric: (prompt) => rubricWeights(criteria, prompt),
    step,
  }).advantages;
}

/** 1 is best; equal values share the better rank. */
export const rankOf = (values: ArrayLike<number>, j: number): number =>
  1 + Array.from(values).filter((value) => value > values[j]! + NAUGHT).length;
