/** One group's way from scores to advantages, number by number, for the eye: S, q, s, w, R, A. */
import type { LaneRollouts } from '../engine/engine.ts';
import { TOPICS } from '../language/topics.ts';
import { advantages } from '../reward/advantage.ts';
import { directReward } from '../reward/saturation.ts';
import { rubricWeights } from '../reward/reward.ts';

export interface ExplainedRollout {
  /** Judge score per criterion, [K]. */
  scores: number[];
  /** Prior-weighted score. */
  direct: number;
  /** Its share in the tilted mean that the method takes over the group; NaN where it takes none. */
  q: number;
  /** Under the lane's method. */
  reward: number;
  advantage: number;
  /** Under static weights from the rubric. */
  staticAdvantage: number;
  /** 1 is best; equal values share the better rank. */
  rank: number;
  staticRank: number;
  /** One of the two pushes it up, the other down. */
  flips: boolean;
}

export interface ExplainedGroup {
  /** Prior, saturation, weight and effort per criterion, [K]; effort is NaN in a group without signal. */
  prior: number[];
  saturation: number[];
  weights: number[];
  effort: number[];
  rollouts: ExplainedRollout[];
}

/** Closer than this, a value counts as 0. */
const NAUGHT = 1e-5;

/** @param prompt index of the prompt whose group is wanted */
export function explainGroup({ tables, judgeScores, rewards }: LaneRollouts, prompt: number): ExplainedGroup {
  const { criteria, training, method, parameters } = tables;
  const K = criteria.length;
  const G = rewards.rewards.length / TOPICS.length;
  const groupOf = (asked: number) => ({
    scores: judgeScores.subarray(asked * G * K, (asked + 1) * G * K),
    rollouts: G,
    criteria: K,
  });
  const weightsOf = (asked: number) => rubricWeights(criteria, asked);
  const { prior } = weightsOf(prompt);
  const { scores } = groupOf(prompt);
  const allDirect = TOPICS.map((_, asked) => directReward(groupOf(asked), weightsOf(asked).prior));
  const direct = allDirect[prompt]!;
  const staticAdvantages = advantages(allDirect, allDirect, 'rewards', training)[prompt]!;
  const q = method.tilt?.(groupOf(prompt), weightsOf(prompt), parameters) ?? direct.map(() => NaN);
  const ofGroup = (values: Float32Array) => Array.from(values.subarray(prompt * G, (prompt + 1) * G));
  const ofCriteria = (values: Float32Array) => Array.from(values.subarray(prompt * K, (prompt + 1) * K));
  const own = ofGroup(rewards.advantages);
  const rankIn = (values: readonly number[], j: number) =>
    1 + values.filter((value) => value > values[j]! + NAUGHT).length;
  return {
    prior: [...prior],
    saturation: ofCriteria(rewards.saturation),
    weights: ofCriteria(rewards.weights),
    effort: ofCriteria(rewards.effort),
    rollouts: direct.map((value, j) => ({
      scores: Array.from(scores.subarray(j * K, (j + 1) * K)),
      direct: value,
      q: q[j]!,
      reward: ofGroup(rewards.rewards)[j]!,
      advantage: own[j]!,
      staticAdvantage: staticAdvantages[j]!,
      rank: rankIn(own, j),
      staticRank: rankIn(staticAdvantages, j),
      flips:
        staticAdvantages[j]! * own[j]! < -NAUGHT * NAUGHT &&
        Math.min(Math.abs(own[j]!), Math.abs(staticAdvantages[j]!)) > NAUGHT,
    })),
  };
}
