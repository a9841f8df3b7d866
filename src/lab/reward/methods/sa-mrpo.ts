/**
 * SA-MRPO (methods.md 4): GDPO with a focal discount, by the step's means, on each normalised criterion.
 *
 * The reported weight is b_k (1 - s_k)^gamma as a share; the signal takes it unscaled, as the paper does.
 */
import { clipUnit, directReward } from '../saturation.ts';
import { centredSum, groupDeviations, populationFactor, shares } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { parameterOf, type Method, type MethodParameter } from './method.ts';

const PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'samrpo.gamma',
    label: 'gamma',
    default: 0.5,
    min: 0,
    max: 3,
    explain: 'How hard saturated criteria are discounted; 0 is GDPO. The paper tries 0 to 1.',
  },
];

export const saMrpo: Method = {
  id: 'sa-mrpo',
  name: 'SA-MRPO',
  idea: 'Each criterion is brought to unit spread in its group and discounted by how saturated the step is in it.',
  source: 'Learn What’s Left, Not What’s Mastered (2026-08)',
  confidence: 'paper',
  formula:
    'A_j=\\mathrm{whiten}\\Big(\\sum_kb_k(1-s_k)^\\gamma\\frac{S_{jk}-\\mathrm{mean}_jS_{jk}}{\\sigma_jS_{jk}}\\Big),\\quad ' +
    's_k=\\mathrm{mean}_{ij}S_{ijk}',
  parameters: PARAMETERS,
  finish: 'whiten',
  keeps: () => '',
  weigh: (group, { prior }, parameters) => {
    const gamma = parameterOf(PARAMETERS, parameters, 'samrpo.gamma');
    const saturation = group.batchMean.map(clipUnit);
    const discounted = prior.map((weight, k) => weight * (gamma === 0 ? 1 : (1 - saturation[k]!) ** gamma));
    const left = discounted.some((weight) => weight > 0);
    const weights = left ? shares(discounted) : [...prior];
    const factor = populationFactor(group.rollouts);
    const coefficients = groupDeviations(group).map((deviation, k) =>
      deviation === 0 ? 0 : discounted[k]! / (factor * deviation),
    );
    return {
      weights,
      saturation,
      rewards: directReward(group, weights),
      coefficients,
      signals: centredSum(group, coefficients),
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `
      let gamma = parameter(0u);
      for (var k = 0u; k < criteria; k++) {
        saturation[k] = clamp(batch_mean(k), 0.0, 1.0);
        let left = 1.0 - saturation[k];
        var factor = 1.0; // pow(0, 0) cannot be trusted
        if (gamma != 0.0) { factor = select(0.0, pow(left, gamma), left > 0.0); }
        weights[k] = prior(k) * factor;
      }
      let left = share_weights();
      if (left <= 0.0) { for (var k = 0u; k < criteria; k++) { weights[k] = prior(k); } }
      reward_by_weights();
      for (var k = 0u; k < criteria; k++) {
        let spread = population_factor() * score_deviation(k);
        coefficients[k] = select(0.0, weights[k] * left / max(spread, 1e-30), spread > 0.0);
      }
      signal_by_coefficients();`,
  },
};
