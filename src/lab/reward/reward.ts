/** The reward stage of one lane: every group's scores become weights, rewards, advantages and effort. */
import { advantages, type ScaleRewards } from './advantage.ts';
import { effort } from './effort.ts';
import type { Method, MethodParameters, RubricWeights } from './methods/method.ts';
import { weightAt, type Criterion } from '../rubric/criterion.ts';
import { deviation } from '../spread.ts';

/** What the reward stage is told of a lane. */
export interface RewardSettings {
  method: Method;
  parameters: MethodParameters;
  /** What the rubric says at a prompt. */
  rubric: (prompt: number) => RubricWeights;
  scaleRewards: ScaleRewards;
}

/** What it hands on. */
export interface LaneRewards {
  /** [P, K] */
  saturation: Float32Array;
  /** [P, K] */
  weights: Float32Array;
  /** [P, K]; a group without signal is NaN throughout. */
  effort: Float32Array;
  /** [P, G] */
  rewards: Float32Array;
  /** [P, G] */
  advantages: Float32Array;
}

/** @param scores [P, G, K] in [0,1] */
export function rewardLane(
  scores: Float32Array,
  prompts: number,
  rollouts: number,
  settings: RewardSettings,
): LaneRewards {
  const criteria = settings.rubric(0).prior.length;
  const result: LaneRewards = {
    saturation: new Float32Array(prompts * criteria),
    weights: new Float32Array(prompts * criteria),
    effort: new Float32Array(prompts * criteria).fill(NaN),
    rewards: new Float32Array(prompts * rollouts),
    advantages: new Float32Array(prompts * rollouts),
  };
  const rewards: number[][] = [];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const size = rollouts * criteria;
    const group = { scores: scores.subarray(prompt * size, (prompt + 1) * size), rollouts, criteria };
    const weighed = settings.method.weigh(group, settings.rubric(prompt), settings.parameters);
    result.saturation.set(weighed.saturation, prompt * criteria);
    result.weights.set(weighed.weights, prompt * criteria);
    const shares = effort(group, weighed.coefficients);
    if (shares) result.effort.set(shares, prompt * criteria);
    rewards.push(weighed.rewards);
  }
  const batchDeviation = deviation(rewards.flat());
  rewards.forEach((group, prompt) => {
    result.rewards.set(group, prompt * rollouts);
    result.advantages.set(advantages(group, settings.scaleRewards, batchDeviation), prompt * rollouts);
  });
  return result;
}

/** What decides a criterion's prior weight. */
export type Weighted = Pick<Criterion, 'weight' | 'promptWeights' | 'active'>;

/** What methods are told of a rubric at a prompt. */
export const rubricWeights = (criteria: readonly Weighted[], prompt: number): RubricWeights => ({
  prior: normalisedPrior(criteria, prompt),
  active: criteria.map(({ active }) => active),
});

/** Weights of the active criteria at a prompt, scaled to sum to 1; all 0 when none has weight. */
export function normalisedPrior(criteria: readonly Weighted[], prompt: number): number[] {
  const weights = criteria.map((criterion) => (criterion.active ? weightAt(criterion, prompt) : 0));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}
