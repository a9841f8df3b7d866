/**
 * Focal Reward on one group, and its static twin at gamma 0 (methods.md 1.2).
 *
 * Formula: public code by a co-author of arXiv 2605.26579. The paper's own equations were not found.
 */
import { boundWeights } from '../bounds.ts';
import { directReward, saturation, tilt, type GroupScores } from '../saturation.ts';
import type { MethodParameter, MethodParameters, Weighed } from './method.ts';

export const FOCAL_PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'focal.gamma',
    label: 'gamma',
    default: 1,
    min: 0,
    max: 8,
    explain: 'How hard weight moves to unsaturated criteria. 0 is static; 3 is the public code’s default.',
  },
  {
    name: 'focal.tau',
    label: 'tau',
    default: 1,
    min: 0.01,
    max: 10,
    explain:
      'How much rollouts with a high direct reward count when saturation is estimated; large is a plain mean.',
  },
  {
    name: 'focal.epsilon',
    label: 'epsilon',
    default: 0.05,
    min: 0,
    max: 0.5,
    explain: 'What a fully saturated criterion keeps, so that it is not forgotten.',
  },
  {
    name: 'focal.floor',
    label: 'floor',
    default: 0,
    min: 0,
    max: 1,
    explain: 'No weighted criterion falls below this weight; 0 is no floor.',
  },
  {
    name: 'focal.cap',
    label: 'cap',
    default: 1,
    min: 0,
    max: 1,
    explain: 'No criterion rises above this weight; 1 is no cap.',
  },
];

export const FOCAL_FORMULA =
  'w_k=\\frac{b_k(1-s_k+\\epsilon)^\\gamma}{\\sum_l b_l(1-s_l+\\epsilon)^\\gamma},\\quad ' +
  's_k=\\sum_j q_jS_{jk},\\quad q_j=\\mathrm{softmax}_j\\big(\\tfrac1\\tau\\textstyle\\sum_k b_kS_{jk}\\big)';

export const STATIC_FORMULA = 'w_k=b_k';

/** The parameters under which focal weighting leaves the prior as it is, bit for bit. */
export const STATIC: MethodParameters = { 'focal.gamma': 0, 'focal.tau': 1, 'focal.epsilon': 0.05 };

/** Value of a focal parameter, or its default. */
function parameter(parameters: MethodParameters, name: string): number {
  return parameters[name] ?? FOCAL_PARAMETERS.find((known) => known.name === name)!.default;
}

/**
 * Weights, rewards and saturation of one group. No gradient flows through the weights.
 *
 * @param base weights that sum to 1 over criteria with weight, [K]
 */
export function focal(group: GroupScores, base: readonly number[], parameters: MethodParameters): Weighed {
  const gamma = parameter(parameters, 'focal.gamma');
  const epsilon = parameter(parameters, 'focal.epsilon');
  const q = tilt(directReward(group, base), parameter(parameters, 'focal.tau'));
  const { saturation: saturated, deficit } = saturation(group, q);
  const unnormalised = base.map((weight, k) => weight * focus(deficit[k]! + epsilon, gamma));
  const sum = unnormalised.reduce((a, b) => a + b, 0);
  // With epsilon 0 and every criterion met, nothing is left to weigh: the base weights stand.
  const free = sum > 0 ? unnormalised.map((weight) => weight / sum) : [...base];
  const weights = boundWeights(
    free,
    base.map((weight) => weight > 0),
    parameter(parameters, 'focal.floor'),
    parameter(parameters, 'focal.cap'),
  );
  return {
    weights,
    saturation: saturated,
    rewards: directReward(group, weights),
    coefficients: weights,
  };
}

/** (1 - s + epsilon)^gamma; exactly 1 at gamma 0, where a GPU's pow(0, 0) could not be trusted. */
const focus = (difficulty: number, gamma: number): number => (gamma === 0 ? 1 : difficulty ** gamma);
