/** What the methods' WGSL shares, as one text, so that it is in the kernel once. */
import { boundsWgsl } from '../bounds.wgsl.ts';
import { FORMULA_LIBRARY } from '../formula/library.wgsl.ts';
import { formulaWeightsWgsl } from '../formula/weights.wgsl.ts';
import { LEAST_EXPONENT } from '../saturation.ts';
import { focalWgsl } from './focal.wgsl.ts';

/** `group.ts`, `saturation.ts` and `uniformWeights` are the definition. */
const groupWgsl = /* wgsl */ `
var<private> base: array<f32, MAX_CRITERIA>;
var<private> deficit: array<f32, MAX_CRITERIA>;
var<private> tilted: array<f32, ROLLOUTS>;

fn active_count() -> f32 {
  var count = 0.0;
  for (var k = 0u; k < criteria; k++) { count += select(0.0, 1.0, is_active(k)); }
  return count;
}

fn uniform(k: u32, count: f32) -> f32 { return select(0.0, 1.0 / max(count, 1.0), is_active(k)); }

fn prior_base() {
  for (var k = 0u; k < criteria; k++) { base[k] = prior(k); }
}

fn uniform_base() {
  let count = active_count();
  for (var k = 0u; k < criteria; k++) { base[k] = uniform(k, count); }
}

/** From a sample standard deviation to that of the population. */
fn population_factor() -> f32 { return sqrt(f32(ROLLOUTS - 1u) / f32(ROLLOUTS)); }

/** Scales weights to sum to 1, unless all are 0; returns what they summed to. */
fn share_weights() -> f32 {
  var sum = 0.0;
  for (var k = 0u; k < criteria; k++) { sum += weights[k]; }
  for (var k = 0u; k < criteria; k++) { weights[k] = select(0.0, weights[k] / sum, sum > 0.0); }
  return sum;
}

/** Gives every rollout a part in saturation: more to those with a high reward under base. */
fn tilt(tau: f32) {
  var top = -1e30;
  for (var j = 0u; j < ROLLOUTS; j++) {
    tilted[j] = 0.0;
    for (var k = 0u; k < criteria; k++) { tilted[j] += base[k] * score(j, k); }
    top = max(top, tilted[j]);
  }
  for (var j = 0u; j < ROLLOUTS; j++) {
    tilted[j] = exp(max(f32(${LEAST_EXPONENT}), (tilted[j] - top) / tau));
  }
}

fn tilt_evenly() {
  for (var j = 0u; j < ROLLOUTS; j++) { tilted[j] = 1.0; }
}

/** Fills saturation and deficit. */
fn reach() {
  for (var k = 0u; k < criteria; k++) {
    var total = 0.0;
    var reached = 0.0;
    var missing = 0.0;
    for (var j = 0u; j < ROLLOUTS; j++) {
      total += tilted[j];
      reached += tilted[j] * score(j, k);
      missing += tilted[j] * (1.0 - score(j, k)); // 1 - saturation would lose its digits near 1
    }
    saturation[k] = clamp(reached / total, 0.0, 1.0);
    deficit[k] = clamp(missing / total, 0.0, 1.0);
  }
}

fn mean_saturation() {
  for (var k = 0u; k < criteria; k++) { saturation[k] = score_mean(k); }
}

/** Rewards are weighted scores. */
fn reward_by_weights() {
  for (var k = 0u; k < criteria; k++) { coefficients[k] = weights[k]; }
  for (var j = 0u; j < ROLLOUTS; j++) {
    rewards[j] = 0.0;
    for (var k = 0u; k < criteria; k++) { rewards[j] += weights[k] * score(j, k); }
  }
}

/** Signals are centred scores times coefficients; exactly 0 in a group of equal scores. */
fn signal_by_coefficients() {
  for (var j = 0u; j < ROLLOUTS; j++) { signals[j] = 0.0; }
  for (var k = 0u; k < criteria; k++) {
    if (coefficients[k] == 0.0) { continue; }
    let centre = score_mean(k);
    for (var j = 0u; j < ROLLOUTS; j++) { signals[j] += coefficients[k] * (score(j, k) - centre); }
  }
}
`;

export const METHOD_LIBRARY = [groupWgsl, boundsWgsl, focalWgsl, FORMULA_LIBRARY, formulaWeightsWgsl].join(
  '\n',
);
