/** The way of one group of scores to advantages under a method, by the lab's own functions: for examples. */
import { advantages } from '../../lab/reward/advantage.ts';
import { criterionScores, effort } from '../../lab/reward/effort.ts';
import type {
  Method,
  MethodGroup,
  MethodParameters,
  RubricWeights,
} from '../../lab/reward/methods/method.ts';
import { directReward, tilt, type GroupScores } from '../../lab/reward/saturation.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { deviation, mean } from '../../lab/spread.ts';

/** A rubric of one category whose judge does not err. */
export const plainRubric = (prior: readonly number[]): RubricWeights => ({
  prior,
  active: prior.map(() => true),
  category: prior.map(() => 0),
  falsePositive: prior.map(() => 0),
  falseNegative: prior.map(() => 0),
});

/** A group that is the whole step. */
export function wholeStep(group: GroupScores, step = 0, kept?: readonly number[]): MethodGroup {
  const columns = Array.from({ length: group.criteria }, (_, k) => criterionScores(group, k));
  return {
    ...group,
    step,
    batchMean: columns.map(mean),
    batchDeviation: columns.map(deviation),
    kept: columns.map((_, k) => kept?.[k]),
  };
}

const PLAIN = { scaleRewards: 'group', matchRewardScale: false, promptGamma: 0 } as const;
const NAUGHT = 1e-5;

const ranks = (values: readonly number[]): number[] =>
  values.map((own) => 1 + values.filter((value) => value > own + NAUGHT).length);

/** @param rows scores per rollout, [G][K] */
export function explainScores(
  rows: readonly (readonly number[])[],
  prior: readonly number[],
  method: Method,
  parameters: MethodParameters,
  tau: number,
): ExplainedGroup {
  const group = { scores: rows.flat(), rollouts: rows.length, criteria: prior.length };
  const direct = directReward(group, prior);
  const q = tilt(direct, tau);
  const weighed = method.weigh(wholeStep(group), plainRubric(prior), parameters);
  const own = advantages([weighed.signals ?? weighed.rewards], [direct], method.finish, PLAIN)[0]!;
  const plain = advantages([direct], [direct], 'rewards', PLAIN)[0]!;
  const [rank, staticRank] = [ranks(own), ranks(plain)];
  return {
    prior: [...prior],
    saturation: weighed.saturation,
    weights: weighed.weights,
    effort: effort(group, weighed.coefficients) ?? prior.map(() => NaN),
    rollouts: rows.map((scores, j) => ({
      scores: [...scores],
      direct: direct[j]!,
      q: q[j]!,
      reward: weighed.rewards[j]!,
      advantage: own[j]!,
      staticAdvantage: plain[j]!,
      rank: rank[j]!,
      staticRank: staticRank[j]!,
      flips: own[j]! * plain[j]! < 0 && Math.min(Math.abs(own[j]!), Math.abs(plain[j]!)) > NAUGHT,
    })),
  };
}
