/** One group's way from scores to advantages, number by number, for the eye: S, q, s, w, R, A. */
import type { LaneRollouts } from '../engine/engine.ts';
import { TOPICS } from '../language/topics.ts';
import { directReward } from '../reward/saturation.ts';
import { rubricWeights } from '../reward/reward.ts';
import { NAUGHT, rankOf, staticAdvantages } from './static-ranking.ts';

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

/** @param prompt index of the prompt whose group is wanted */
export function explainGroup(lane: LaneRollouts, prompt: number): ExplainedGroup {
  const { tables, judgeScores, rewards } = lane;
  const { criteria, method, parameters } = tables;
  const K = criteria.length;
  const G = rewards.rewards.length / TOPICS.length;
  const scores = judgeScores.subarray(prompt * G * K, (prompt + 1) * G * K);
  const group = { scores, rollouts: G, criteria: K };
  const rubric = rubricWeights(criteria, prompt);
  const direct = directReward(group, rubric.prior);
  const q = method.tilt?.(group, rubric, parameters) ?? direct.map(() => NaN);
  const ofGroup = (values: Float32Array) => Array.from(values.subarray(prompt * G, (prompt + 1) * G));
  const ofCriteria = (values: Float32Array) => Array.from(values.subarray(prompt * K, (prompt + 1) * K));
  const own = ofGroup(rewards.advantages);
  const before = ofGroup(staticAdvantages(lane));
  return {
    prior: [...rubric.prior],
    saturation: ofCriteria(rewards.saturation),
    weights: ofCriteria(rewards.weights),
    effort: ofCriteria(rewards.effort),
    rollouts: direct.map((value, j) => ({
      scores: Array.from(scores.subarray(j * K, (j + 1) * K)),
      direct: value,
      q: q[j]!,
      reward: ofGroup(rewards.rewards)[j]!,
      advantage: own[j]!,
      staticAdvantage: before[j]!,
      rank: rankOf(own, j),
      staticRank: rankOf(before, j),
      flips:
        before[j]! * own[j]! < -NAUGHT * NAUGHT && Math.min(Math.abs(own[j]!), Math.abs(before[j]!)) > NAUGHT,
    })),
  };
}
