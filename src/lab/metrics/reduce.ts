/** Reduces one lane's step, as the stages hand it over, to its record. */
import { deviation, mean } from '../spread.ts';
import type { LaneRewards } from '../reward/reward.ts';
import type { CriterionKind } from '../rubric/criterion.ts';
import { contradiction, ranking } from './ranking.ts';
import { isMet, type StepRecord } from './record.ts';

/** What decides how a criterion's scores count. */
export interface Counted {
  id: string;
  kind: CriterionKind;
  /** Active, and not flagged unsatisfiable. */
  counts: boolean;
  /** Share of the weight over active criteria at each prompt, [P]. */
  priors: readonly number[];
  /** Weight in the direct score at each prompt, fixed at the start of the run, [P]. */
  fixedWeights: readonly number[];
  /** Weight as edited, [P]. */
  currentWeights: readonly number[];
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
  const { prompts, rollouts, criteria, goldScores, judgeScores, rewards } = lane;
  const K = criteria.length;
  const perGroup = (values: Float32Array) =>
    Array.from({ length: prompts }, (_, prompt) =>
      Array.from(values.subarray(prompt * rollouts, (prompt + 1) * rollouts)),
    );
  const deviations = perGroup(rewards.rewards).map(deviation);
  const { effort, silent } = meanEffort(rewards.effort, K);
  const gold = outcome(goldScores, prompts, criteria);
  const judge = outcome(judgeScores, prompts, criteria);
  return {
    step: lane.step,
    criteria: criteria.map(({ id }) => id),
    ...gold,
    judgeDirect: judge.direct,
    judgeDirectCurrent: judge.directCurrent,
    judgeWorst: judge.worst,
    judgeStrict: judge.strict,
    reward: mean(rewards.rewards),
    rewardStd: mean(deviations),
    fracRewardZeroStd: mean(deviations.map((spread) => (spread === 0 ? 1 : 0))),
    groupsWithoutSignal: silent,
    groupsFellBack: rewards.fellBack,
    ...ranking(directRewards(lane), perGroup(rewards.advantages)),
    ...contradiction(
      judgeScores,
      prompts,
      criteria.map(({ priors }) => priors.some((weight) => weight > 0)),
    ),
    ...lane.update,
    scores: columnMeans(goldScores, K),
    judgeScores: columnMeans(judgeScores, K),
    saturation: columnMeans(rewards.saturation, K),
    weights: columnMeans(rewards.weights, K),
    effort,
  };
}

/** Prior-weighted judge scores, [P][G]. */
function directRewards({ judgeScores, prompts, rollouts, criteria }: LaneStep): number[][] {
  const K = criteria.length;
  return Array.from({ length: prompts }, (_, prompt) =>
    Array.from({ length: rollouts }, (__, j) =>
      criteria.reduce(
        (sum, { priors }, k) => sum + priors[prompt]! * judgeScores[(prompt * rollouts + j) * K + k]!,
        0,
      ),
    ),
  );
}

/** What comes out, by gold or by judge scores [P, G, K]. */
function outcome(scores: Float32Array, prompts: number, criteria: readonly Counted[]) {
  const means = columnMeans(scores, criteria.length);
  const counted = means.filter((_, k) => criteria[k]!.counts);
  return {
    direct: direct(scores, prompts, criteria, 'fixedWeights'),
    directCurrent: direct(scores, prompts, criteria, 'currentWeights'),
    worst: counted.length === 0 ? NaN : Math.min(...counted),
    strict: strictShare(scores, criteria),
  };
}

/** Mean over prompts of the weighted mean score there; prompts at which nothing has weight are left out. */
function direct(
  scores: Float32Array,
  prompts: number,
  criteria: readonly Counted[],
  weights: 'fixedWeights' | 'currentWeights',
): number {
  const size = scores.length / prompts;
  const perPrompt = Array.from({ length: prompts }, (_, prompt) =>
    weightedMean(
      columnMeans(scores.subarray(prompt * size, (prompt + 1) * size), criteria.length),
      criteria.map((criterion) => (criterion.counts ? criterion[weights][prompt]! : 0)),
    ),
  ).filter((value) => !Number.isNaN(value));
  return perPrompt.length === 0 ? NaN : mean(perPrompt);
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
    const all = criteria.every((criterion, k) => !criterion.counts || isMet(criterion, scores[row + k]!));
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
