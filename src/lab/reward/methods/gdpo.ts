/** GDPO (methods.md 5): every criterion is normalised in its group before they are summed. */
import { directReward } from '../saturation.ts';
import { centredSum, groupDeviations, groupMeans } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import type { Method } from './method.ts';

/** What is added to a spread before a criterion is divided by it. */
export const NORMALISE_EPSILON = 1e-4;

export const gdpo: Method = {
  id: 'gdpo',
  name: 'GDPO',
  idea: 'Each criterion is brought to unit spread in its group, then they are summed with the rubric’s weights.',
  source: 'arXiv 2601.05242, README of NVlabs/GDPO',
  confidence: 'paper',
  formula:
    'A_j=\\mathrm{whiten}\\Big(\\sum_kb_k\\frac{S_{jk}-\\mathrm{mean}_jS_{jk}}{\\mathrm{std}_jS_{jk}+10^{-4}}\\Big)',
  parameters: [],
  finish: 'whiten',
  keeps: () => '',
  weigh: (group, { prior }) => {
    const coefficients = groupDeviations(group).map((deviation, k) =>
      deviation === 0 ? 0 : prior[k]! / (deviation + NORMALISE_EPSILON),
    );
    return {
      weights: [...prior],
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
      for (var k = 0u; k < criteria; k++) {
        let spread = score_deviation(k);
        coefficients[k] = select(weights[k] / (spread + ${NORMALISE_EPSILON}), 0.0, spread == 0.0);
      }
      signal_by_coefficients();`,
  },
};
