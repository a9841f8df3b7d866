/** Focal Reward in WGSL; `focal-rule.ts` and `estimators.ts` are the definition. Expects `library.wgsl.ts`. */
import { MOST_FLIPS, TRACE } from './estimators.ts';
import { ESTIMATORS, FOCAL_PARAMETERS, type Estimator } from './focal.ts';

const is = (estimator: Estimator) => `estimator == ${ESTIMATORS.indexOf(estimator)}.0`;

/** "focal.gamma" is `gamma` in here. */
const names = FOCAL_PARAMETERS.map(({ name }) => name.replace('focal.', ''));

/** A call of the function below with the lane's parameters. */
export const CALL_FOCAL = `focal(${names.map((_, i) => `parameter(${i}u)`).join(', ')});`;

/** What it does at gamma 0, on the base weights in base. */
export const STATIC_WGSL = /* wgsl */ `
      tilt(1.0);
      reach();
      for (var k = 0u; k < criteria; k++) { weights[k] = base[k]; }
      share_weights();
      reward_by_weights();`;

export const focalWgsl = /* wgsl */ `
fn focal_corrected(value: f32, wrong_way: f32, k: u32) -> f32 {
  let wrong = false_positive(k) + false_negative(k);
  return select(value, clamp((value - wrong_way) / (1.0 - wrong), 0.0, 1.0), wrong < ${MOST_FLIPS - TRACE});
}

/** Fills saturation and deficit, and keep where the estimator remembers. */
fn focal_estimate(estimator: f32, tau: f32, decay: f32) {
  if (${is('tilted group mean')}) { tilt(tau); } else { tilt_evenly(); }
  reach();
  for (var k = 0u; k < criteria; k++) {
    let known = kept(k) >= 0.0;
    if (${is('batch mean')}) {
      saturation[k] = clamp(batch_mean(k), 0.0, 1.0);
      deficit[k] = 1.0 - saturation[k];
    }
    if (${is('fixed reference')}) {
      if (known) {
        saturation[k] = kept(k);
        deficit[k] = 1.0 - kept(k);
      }
      keep[k] = saturation[k];
    }
    if (${is('moving average')} || ${is('noise-corrected')}) {
      if (known) {
        saturation[k] = decay * kept(k) + (1.0 - decay) * saturation[k];
        deficit[k] = decay * (1.0 - kept(k)) + (1.0 - decay) * deficit[k];
      }
      keep[k] = saturation[k];
    }
    if (${is('noise-corrected')}) {
      saturation[k] = focal_corrected(saturation[k], false_positive(k), k);
      deficit[k] = focal_corrected(deficit[k], false_negative(k), k);
    }
  }
}

/** Fills weights from base and deficit. */
fn focal_weights(gamma: f32, epsilon: f32, lowest: f32, highest: f32, static_share: f32) {
  var hardest = 0.0;
  var base_sum = 0.0;
  for (var k = 0u; k < criteria; k++) {
    base_sum += base[k];
    if (base[k] > 0.0) { hardest = max(hardest, deficit[k] + epsilon); }
  }
  let nothing = gamma != 0.0 && hardest == 0.0;
  fell_back = fell_back || (nothing && base_sum > 0.0);
  var sum = 0.0;
  for (var k = 0u; k < criteria; k++) {
    var factor = 1.0; // pow(0, 0) cannot be trusted
    if (gamma != 0.0 && !nothing) {
      let difficulty = (deficit[k] + epsilon) / hardest;
      factor = select(0.0, pow(difficulty, gamma), difficulty > 0.0);
    }
    weights[k] = select(0.0, base[k] * factor, base[k] > 0.0);
    sum += weights[k];
  }
  for (var k = 0u; k < criteria; k++) { weights[k] = select(0.0, weights[k] / sum, sum > 0.0); }
  bound_weights(lowest, highest);
  if (base_sum == 0.0) { return; }
  for (var k = 0u; k < criteria; k++) { weights[k] += static_share * (base[k] / base_sum - weights[k]); }
}

/** The whole method, on the base weights in base. */
fn focal(${names.map((name) => `${name}: f32`).join(', ')}) {
  let warming = step() < warmup;
  let now_gamma = select(gamma, 0.0, warming);
  let lowest = select(floor, 0.0, warming);
  let highest = select(cap, 1.0, warming);
  focal_estimate(estimator, tau, decay);
  let each = ${is('per response')};
  for (var j = 0u; j < ROLLOUTS; j++) {
    if (each) {
      for (var k = 0u; k < criteria; k++) { deficit[k] = 1.0 - score(j, k); }
    }
    if (each || j == 0u) { focal_weights(now_gamma, epsilon, lowest, highest, mix); }
    rewards[j] = 0.0;
    for (var k = 0u; k < criteria; k++) {
      rewards[j] += weights[k] * score(j, k);
      if (j == 0u) { coefficients[k] = weights[k]; }
      coefficients[k] += (weights[k] - coefficients[k]) / f32(j + 1u); // the mean so far
    }
  }
  for (var k = 0u; k < criteria; k++) { weights[k] = coefficients[k]; }
}
`;
