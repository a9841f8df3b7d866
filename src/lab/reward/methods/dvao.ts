/**
 * DVAO (methods.md 5): normalised criteria, weighted by prior times spread; so the sum of centred scores
 * under the rubric's weights, divided by the weighted spread. A group without spread has no advantage.
 */
import { directReward } from '../saturation.ts';
import { centredSum, groupDeviations, groupMeans, populationFactor, shares } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import type { Method } from './method.ts';

export const dvao: Method = {
  id: 'dvao',
  name: 'DVAO',
  idea: 'Normalised criteria count by the rubric’s weight times their spread, so constant ones drop out.',
  source: 'arXiv 2605.25604; formula from public code that compares with it',
  confidence: 'public code',
  formula:
    'A_j=\\sum_kw_k\\frac{S_{jk}-\\mathrm{mean}_jS_{jk}}{\\sigma_jS_{jk}},\\quad w_k=\\frac{b_k\\sigma_k}{\\sum_lb_l\\sigma_l}',
  parameters: [],
  finish: 'signals',
  keeps: () => '',
  weigh: (group, { prior }) => {
    const factor = populationFactor(group.rollouts);
    const spread = groupDeviations(group).map((deviation, k) => prior[k]! * factor * deviation);
    const sum = spread.reduce((a, b) => a + b, 0);
    const coefficients = prior.map((weight) => (sum > 0 ? weight / sum : 0));
    return {
      weights: sum > 0 ? shares(spread) : [...prior],
      saturation: groupMeans(group),
      rewards: directReward(group, prior),
      coefficients,
      signals: centredSum(group, coefficients),
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `
      mean_saturation();
      for (var k = 0u; k < criteria; k++) { weights[k] = prior(k); }
      reward_by_weights();
      for (var k = 0u; k < criteria; k++) { weights[k] = prior(k) * population_factor() * score_deviation(k); }
      let spread = share_weights();
      for (var k = 0u; k < criteria; k++) {
        coefficients[k] = select(0.0, prior(k) / max(spread, 1e-30), spread > 0.0);
        if (spread <= 0.0) { weights[k] = prior(k); }
      }
      signal_by_coefficients();`,
  },
};
