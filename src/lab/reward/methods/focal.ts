/**
 * Focal Reward on one group, and its static twin at gamma 0 (methods.md 1.2).
 *
 * Formula: public code by a co-author of arXiv 2605.26579. The paper's own equations were not found.
 */
import { boundWeights } from '../bounds.ts';
import { boundsWgsl } from '../bounds.wgsl.ts';
import { directReward, saturation, tilt, type GroupScores } from '../saturation.ts';
import type { MethodParameter, MethodParameters, MethodWgsl, Weighed } from './method.ts';

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

/** The same in WGSL; fills `base` first with `prior_base()` or `uniform_base()`. */
const FOCAL_WGSL = /* wgsl */ `
${boundsWgsl}
var<private> base: array<f32, MAX_CRITERIA>;

fn prior_base() {
  for (var k = 0u; k < criteria; k++) { base[k] = prior(k); }
}

fn uniform_base() {
  var count = 0.0;
  for (var k = 0u; k < criteria; k++) { count += select(0.0, 1.0, is_active(k)); }
  for (var k = 0u; k < criteria; k++) { base[k] = select(0.0, 1.0 / max(count, 1.0), is_active(k)); }
}

fn focal(gamma: f32, tau: f32, epsilon: f32, lowest: f32, highest: f32) {
  var top = -1e30;
  for (var j = 0u; j < ROLLOUTS; j++) {
    var direct = 0.0;
    for (var k = 0u; k < criteria; k++) { direct += base[k] * score(j, k); }
    rewards[j] = direct;
    top = max(top, direct);
  }
  var tilted = 0.0;
  for (var j = 0u; j < ROLLOUTS; j++) {
    rewards[j] = exp((rewards[j] - top) / tau);
    tilted += rewards[j];
  }
  var sum = 0.0;
  for (var k = 0u; k < criteria; k++) {
    var reached = 0.0;
    var missing = 0.0;
    for (var j = 0u; j < ROLLOUTS; j++) {
      reached += rewards[j] * score(j, k);
      missing += rewards[j] * (1.0 - score(j, k)); // 1 - saturation would lose its digits near 1
    }
    saturation[k] = clamp(reached / tilted, 0.0, 1.0);
    let difficulty = clamp(missing / tilted, 0.0, 1.0) + epsilon;
    var factor = 1.0; // pow(0, 0) cannot be trusted
    if (gamma != 0.0) { factor = select(0.0, pow(difficulty, gamma), difficulty > 0.0); }
    weights[k] = base[k] * factor;
    sum += weights[k];
  }
  for (var k = 0u; k < criteria; k++) { weights[k] = select(base[k], weights[k] / sum, sum > 0.0); }
  bound_weights(lowest, highest);
  for (var k = 0u; k < criteria; k++) { coefficients[k] = weights[k]; }
  for (var j = 0u; j < ROLLOUTS; j++) {
    rewards[j] = 0.0;
    for (var k = 0u; k < criteria; k++) { rewards[j] += weights[k] * score(j, k); }
  }
}
`;

type Base = 'prior' | 'uniform';

/** Parameters in the order of FOCAL_PARAMETERS. */
export const focalWgsl = (base: Base): MethodWgsl => ({
  library: FOCAL_WGSL,
  body: `${base}_base(); focal(parameter(0u), parameter(1u), parameter(2u), parameter(3u), parameter(4u));`,
});

export const staticWgsl = (base: Base): MethodWgsl => ({
  library: FOCAL_WGSL,
  body: `${base}_base(); focal(0.0, 1.0, 0.05, 0.0, 1.0);`,
});
