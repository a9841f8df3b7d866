/** Focal Reward on one group, and its static twin at gamma 0 (methods.md 1.2). */
import { boundWeights } from '../bounds.ts';
import { directReward, saturation, tilt, type GroupScores } from '../saturation.ts';
import { estimate, estimatorKeeps } from './estimators.ts';
import { ESTIMATORS, FOCAL_PARAMETERS, type Estimator } from './focal.ts';
import { shares } from './group.ts';
import {
  parameterOf,
  type MethodGroup,
  type MethodParameters,
  type RubricWeights,
  type Weighed,
} from './method.ts';

/** The parameters under which focal weighting leaves the base weights as they are, bit for bit. */
export const STATIC: MethodParameters = { 'focal.gamma': 0 };

const estimatorOf = (parameters: MethodParameters): Estimator =>
  ESTIMATORS[Math.round(parameterOf(FOCAL_PARAMETERS, parameters, 'focal.estimator'))]!;

/** Shares of the rollouts in the tilted mean; the other estimators have none. */
export const focalTilt = (group: GroupScores, base: readonly number[], parameters: MethodParameters) =>
  estimatorOf(parameters) === 'tilted group mean'
    ? tilt(directReward(group, base), parameterOf(FOCAL_PARAMETERS, parameters, 'focal.tau'))
    : undefined;

export const focalKeeps = (parameters: MethodParameters): string => estimatorKeeps(estimatorOf(parameters));

/**
 * Weights, rewards and saturation of one group. No gradient flows through the weights.
 *
 * Until the warm-up is over the weights are those of gamma 0 without bounds. "per response" weighs each
 * rollout by its own scores: R_j = sum_k w_jk S_jk; its reported weights and coefficients are means over
 * the rollouts, its reported saturation the plain mean.
 *
 * @param base weights that sum to 1 over criteria with weight, [K]
 */
export function focal(
  group: MethodGroup,
  base: readonly number[],
  rubric: RubricWeights,
  parameters: MethodParameters,
): Weighed {
  const value = (name: string) => parameterOf(FOCAL_PARAMETERS, parameters, `focal.${name}`);
  const warming = group.step < value('warmup');
  const turned: Turned = {
    gamma: warming ? 0 : value('gamma'),
    epsilon: value('epsilon'),
    floor: warming ? 0 : value('floor'),
    cap: warming ? 1 : value('cap'),
    mix: value('mix'),
  };
  const estimator = estimatorOf(parameters);
  if (estimator === 'per response') return perResponse(group, base, turned);
  const estimated = estimate(estimator, group, base, rubric, value('tau'), value('decay'));
  const { weights, fellBack } = focalWeights(base, estimated.deficit, turned);
  return {
    weights,
    saturation: estimated.saturation,
    rewards: directReward(group, weights),
    coefficients: weights,
    fellBack,
    ...(estimated.keep && { keep: estimated.keep }),
  };
}

interface Turned {
  gamma: number;
  epsilon: number;
  floor: number;
  cap: number;
  mix: number;
}

/** Divided by the largest difficulty, powers stay in the range of 32-bit floats. */
function focalWeights(
  base: readonly number[],
  deficit: readonly number[],
  { gamma, epsilon, floor, cap, mix }: Turned,
): { weights: number[]; fellBack: boolean } {
  const counts = base.map((weight) => weight > 0);
  const difficulty = deficit.map((value) => value + epsilon);
  const hardest = Math.max(0, ...difficulty.filter((_, k) => counts[k]));
  const staticWeights = shares(base);
  // With epsilon 0 and every criterion met, nothing is left to weigh: the base weights stand.
  const nothing = gamma !== 0 && hardest === 0;
  const free = nothing
    ? staticWeights
    : shares(base.map((weight, k) => (counts[k] ? weight * focus(difficulty[k]! / hardest, gamma) : 0)));
  const weights = boundWeights(free, counts, floor, cap).map(
    (weight, k) => weight + mix * (staticWeights[k]! - weight),
  );
  return { weights, fellBack: nothing && counts.includes(true) };
}

/** (1 - s + epsilon)^gamma; exactly 1 at gamma 0, where a GPU's pow(0, 0) could not be trusted. */
const focus = (difficulty: number, gamma: number): number => (gamma === 0 ? 1 : difficulty ** gamma);

function perResponse(group: MethodGroup, base: readonly number[], turned: Turned): Weighed {
  const { scores, rollouts, criteria } = group;
  const rewards: number[] = [];
  let weights = base.map(() => 0);
  let fellBack = false;
  for (let j = 0; j < rollouts; j++) {
    const own = Array.from(base, (_, k) => scores[j * criteria + k]!);
    const weighed = focalWeights(
      base,
      own.map((score) => 1 - score),
      turned,
    );
    rewards.push(own.reduce((sum, score, k) => sum + weighed.weights[k]! * score, 0));
    // A running mean: equal weights stay what they are, to the last bit.
    weights = weights.map((weight, k) => weight + (weighed.weights[k]! - weight) / (j + 1));
    fellBack ||= weighed.fellBack;
  }
  const plain = saturation(group, Array<number>(rollouts).fill(1 / rollouts));
  return { weights, saturation: plain.saturation, rewards, coefficients: weights, fellBack };
}
