/**
 * SAW (methods.md 3): weight follows the spread of a criterion over the step, relative to its mean. One
 * form weighs rewards, the other the normalised advantages of GDPO.
 *
 * The code multiplies by the number of criteria in both; rewards here leave it out, so that they stay in
 * [0,1]: after division by their spread it makes no difference.
 */
import { directReward } from '../saturation.ts';
import { NORMALISE_EPSILON } from './gdpo.ts';
import { centredSum, groupDeviations, shares } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { uniformWeights, type Method, type MethodGroup, type RubricWeights } from './method.ts';

/** The code's delta under the mean. */
const DELTA = 1e-8;
/** Less relative spread than this in all criteria together is none: weights are equal. */
const NO_SPREAD = 1e-6;

const FORMULA =
  'w_k=\\frac{CV_k}{\\sum_lCV_l},\\quad CV_k=\\frac{\\mathrm{std}_{ij}S_{ijk}}{\\mathrm{mean}_{ij}S_{ijk}+\\delta}';

function sawWeights({ batchMean, batchDeviation }: MethodGroup, { active }: RubricWeights): number[] {
  const relative = batchMean.map((mean, k) => (active[k] ? batchDeviation[k]! / (mean + DELTA) : 0));
  const sum = relative.reduce((a, b) => a + b, 0);
  return sum > NO_SPREAD ? shares(relative) : uniformWeights({ active });
}

/** Fills weights, saturation, and rewards by weights. */
const WEIGHTS_WGSL = /* wgsl */ `
      let count = active_count();
      for (var k = 0u; k < criteria; k++) {
        saturation[k] = batch_mean(k);
        weights[k] = select(0.0, batch_deviation(k) / (batch_mean(k) + ${DELTA}), is_active(k));
      }
      if (share_weights() <= ${NO_SPREAD}) {
        for (var k = 0u; k < criteria; k++) { weights[k] = uniform(k, count); }
      }
      reward_by_weights();`;

export const saw: Method = {
  id: 'saw',
  name: 'SAW',
  idea: 'A criterion weighs as much as its scores spread over the step, relative to their mean.',
  source: 'arXiv 2606.07705, code Zhaolutuan/SAW',
  confidence: 'public code',
  formula: `${FORMULA},\\quad R_j=\\sum_kw_kS_{jk}`,
  parameters: [],
  finish: 'rewards',
  keeps: () => '',
  weigh: (group, rubric) => {
    const weights = sawWeights(group, rubric);
    return {
      weights,
      saturation: [...group.batchMean],
      rewards: directReward(group, weights),
      coefficients: weights,
    };
  },
  wgsl: { library: METHOD_LIBRARY, body: WEIGHTS_WGSL },
};

export const sawGdpo: Method = {
  id: 'saw-gdpo',
  name: 'SAW on GDPO',
  idea: 'Each criterion is normalised in its group, weighted by its relative spread over the step, then summed.',
  source: 'arXiv 2606.07705, code Zhaolutuan/SAW (gdpo-h)',
  confidence: 'public code',
  formula: `${FORMULA},\\quad A_j=\\mathrm{whiten}\\big(\\textstyle\\sum_kKw_kz_j(S_k)\\big)`,
  parameters: [],
  finish: 'whiten',
  keeps: () => '',
  weigh: (group, rubric) => {
    const weights = sawWeights(group, rubric);
    const count = rubric.active.filter(Boolean).length;
    const coefficients = groupDeviations(group).map((deviation, k) =>
      deviation === 0 ? 0 : (count * weights[k]!) / (deviation + NORMALISE_EPSILON),
    );
    return {
      weights,
      saturation: [...group.batchMean],
      rewards: directReward(group, weights),
      coefficients,
      signals: centredSum(group, coefficients),
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `${WEIGHTS_WGSL}
      for (var k = 0u; k < criteria; k++) {
        let spread = score_deviation(k);
        coefficients[k] = select(count * weights[k] / (spread + ${NORMALISE_EPSILON}), 0.0, spread == 0.0);
      }
      signal_by_coefficients();`,
  },
};
