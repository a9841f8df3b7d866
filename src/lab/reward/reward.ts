/** The reward stage of one lane: every group's scores become weights, rewards, advantages and effort. */
import { weightAt, type Criterion } from '../rubric/criterion.ts';
import { deviation, mean } from '../spread.ts';
import { advantages, type AdvantageSettings } from './advantage.ts';
import { effort } from './effort.ts';
import type { Method, MethodParameters, RubricWeights } from './methods/method.ts';
import { directReward } from './saturation.ts';

/** What the reward stage is told of a lane. */
export interface RewardSettings extends AdvantageSettings {
  method: Method;
  parameters: MethodParameters;
  /** What the rubric says at a prompt. */
  rubric: (prompt: number) => RubricWeights;
  /** Training steps before this one. */
  step: number;
  /** Groups whose rewards are all equal are left out of the loss: their KL penalty goes, too (as in DAPO). */
  dropSilentGroups: boolean;
  /** What the method kept of the step before, [P, K], below 0 where nothing; undefined at its first step. */
  kept?: Float32Array;
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
  /** 1 for rollouts that are in the loss, 0 for those of groups that are left out, [P, G]. */
  counted: Float32Array;
  /** Groups in which the method's rule gave no usable weights and the prior stood in. */
  fellBack: number;
}

/**
 * @param scores [P, G, K] in [0,1]
 * @returns besides, what the method keeps for the next step, [P, K], -1 where nothing
 */
export function rewardLane(
  scores: Float32Array,
  prompts: number,
  rollouts: number,
  settings: RewardSettings,
): LaneRewards & { kept: Float32Array } {
  const { method, parameters, rubric, step } = settings;
  const criteria = rubric(0).prior.length;
  const result = {
    saturation: new Float32Array(prompts * criteria),
    weights: new Float32Array(prompts * criteria),
    effort: new Float32Array(prompts * criteria).fill(NaN),
    rewards: new Float32Array(prompts * rollouts),
    advantages: new Float32Array(prompts * rollouts),
    counted: new Float32Array(prompts * rollouts).fill(1),
    kept: new Float32Array(prompts * criteria).fill(-1),
    fellBack: 0,
  };
  const columns = Array.from({ length: criteria }, (_, k) => scores.filter((__, i) => i % criteria === k));
  const batchMean = columns.map(mean);
  const batchDeviation = columns.map(deviation);
  const direct: number[][] = [];
  const finished: number[][] = [];
  for (let prompt = 0; prompt < prompts; prompt++) {
    const size = rollouts * criteria;
    const group = { scores: scores.subarray(prompt * size, (prompt + 1) * size), rollouts, criteria };
    const kept = Array.from({ length: criteria }, (_, k) => {
      const value = settings.kept?.[prompt * criteria + k];
      return value === undefined || value < 0 ? undefined : value;
    });
    const weights = rubric(prompt);
    const weighed = method.weigh({ ...group, step, batchMean, batchDeviation, kept }, weights, parameters);
    result.saturation.set(weighed.saturation, prompt * criteria);
    result.weights.set(weighed.weights, prompt * criteria);
    result.rewards.set(weighed.rewards, prompt * rollouts);
    if (weighed.keep) result.kept.set(weighed.keep, prompt * criteria);
    if (weighed.fellBack) result.fellBack++;
    const shares = effort(group, weighed.coefficients);
    if (shares) result.effort.set(shares, prompt * criteria);
    direct.push(directReward(group, weights.prior));
    finished.push(weighed.signals ?? weighed.rewards);
  }
  if (settings.dropSilentGroups)
    finished.forEach((values, prompt) => {
      if (deviation(values) === 0) result.counted.fill(0, prompt * rollouts, (prompt + 1) * rollouts);
    });
  result.advantages.set(advantages(finished, direct, method.finish, settings).flat());
  return result;
}

/** What decides a criterion's part in the reward. */
export type Weighted = Pick<Criterion, 'weight' | 'promptWeights' | 'active'> &
  Partial<Pick<Criterion, 'kind' | 'judge' | 'tags'>>;

/** What methods are told of a rubric at a prompt. */
export function rubricWeights(criteria: readonly Weighted[], prompt: number): RubricWeights {
  const flips = (which: 'falsePositive' | 'falseNegative') =>
    criteria.map(({ kind, judge }) => (kind === 'hard-rule' ? (judge?.[which] ?? 0) : 0));
  return {
    prior: normalisedPrior(criteria, prompt),
    active: criteria.map(({ active }) => active),
    category: categories(criteria),
    falsePositive: flips('falsePositive'),
    falseNegative: flips('falseNegative'),
  };
}

/** Weights of the active criteria at a prompt, scaled to sum to 1; all 0 when none has weight. */
export function normalisedPrior(criteria: readonly Weighted[], prompt: number): number[] {
  const weights = criteria.map((criterion) => (criterion.active ? weightAt(criterion, prompt) : 0));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}

/** A number per tag that begins with "category:"; criteria without one share a category. */
export function categories(criteria: readonly Weighted[]): number[] {
  const names = criteria.map(({ tags }) => tags?.find((tag) => tag.startsWith('category:')) ?? '');
  const known = [...new Set(names)];
  return names.map((name) => known.indexOf(name));
}
