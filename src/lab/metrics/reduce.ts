/** Reduces one lane's step, as the stages hand it over, to its record. */
import { deviation, mean } from '../spread.ts';
import type { LaneRewards } from '../reward/reward.ts';
import { PRINCIPLE_MET, type StepRecord } from './record.ts';

/** What decides how a criterion's scores count. */
export interface Counted {
  kind: 'hard-rule' | 'principle';
  /** Active, and not flagged unsatisfiable. */
  counts: boolean;
  /** Weight in the direct score, fixed at the start of the run. */
  fixedWeight: number;
  /** Weight as edited, 0 when switched off. */
  currentWeight: number;
}

export interface LaneStep {
  step: number;
  prompts: number;
  rollouts: number;
  criteria: readonly Counted[];
  /** [P, G, K] */
  goldScores: Float32Array;
  judgeScores: Float32Array;
  rewards: LaneRewards;
  update: Pick<
    StepRecord,
    'kl' | 'klSequence' | 'entropy' | 'loss' | 'gradNorm' | 'clipRatio' | 'meanLength'
  >;
}

export function reduceStep(lane: LaneStep): StepRecord {
  const { prompts, rollouts, criteria, goldScores, rewards } = lane;
  const K = criteria.length;
  const scores = columnMeans(goldScores, K);
  const counted = scores.filter((_, k) => criteria[k]!.counts);
  const groupRewards = Array.from({ length: prompts }, (_, prompt) =>
    rewards.rewards.subarray(prompt * rollouts, (prompt + 1) * rollouts),
  );
  const deviations = groupRewards.map(deviation);
  const { effort, silent } = meanEffort(rewards.effort, K);
  return {
    step: lane.step,
    direct: weightedMean(
      scores,
      criteria.map(({ counts, fixedWeight }) => (counts ? fixedWeight : 0)),
    ),
    directCurrent: weightedMean(
      scores,
      criteria.map(({ counts, currentWeight }) => (counts ? currentWeight : 0)),
    ),
    worst: counted.length === 0 ? NaN : Math.min(...counted),
    strict: strictShare(goldScores, criteria),
    reward: mean(rewards.rewards),
    rewardStd: mean(deviations),
    fracRewardZeroStd: mean(deviations.map((spread) => (spread === 0 ? 1 : 0))),
    groupsWithoutSignal: silent,
    ...lane.update,
    scores,
    judgeScores: columnMeans(lane.judgeScores, K),
    saturation: columnMeans(rewards.saturation, K),
    weights: columnMeans(rewards.weights, K),
    effort,
  };
}

/** Means over rows of [rows, K]. */
function columnMeans(values: Float32Array, K: number): number[] {
  const rows = values.length / K;
  const sums = new Array<number>(K).fill(0);
  values.forEach((value, i) => (sums[i % K]! += value));
  return sums.map((sum) => sum / rows);
}

/** NaN when nothing has weight. */
function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum === 0 ? NaN : values.reduce((total, value, i) => total + value * weights[i]!, 0) / sum;
}

/** Share of rollouts that satisfy every counted criterion; scores [rows, K]. */
function strictShare(scores: Float32Array, criteria: readonly Counted[]): number {
  const K = criteria.length;
  if (!criteria.some(({ counts }) => counts)) return NaN;
  let met = 0;
  for (let row = 0; row < scores.length; row += K) {
    const all = criteria.every(
      ({ kind, counts }, k) =>
        // A Principle's score is v/10 in 32 bits: .7 may read .699999988.
        !counts || scores[row + k]! >= (kind === 'hard-rule' ? 1 : PRINCIPLE_MET) - 1e-6,
    );
    if (all) met++;
  }
  return met / (scores.length / K);
}

/** Mean effort over the groups that have any, and how many have none. effort [P, K]. */
function meanEffort(effort: Float32Array, K: number): { effort: number[]; silent: number } {
  const groups = Array.from({ length: effort.length / K }, (_, p) => effort.subarray(p * K, (p + 1) * K));
  const loud = groups.filter((group) => !Number.isNaN(group[0]));
  return {
    effort: Array.from({ length: K }, (_, k) =>
      loud.length === 0 ? NaN : mean(loud.map((group) => group[k]!)),
    ),
    silent: groups.length - loud.length,
  };
}
