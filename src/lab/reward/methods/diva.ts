/**
 * DIVA (methods.md 2): weight follows the variance of a criterion in the group, whatever the rubric says.
 *
 * Its verdicts are binary; here scores take their place, which is the same for Hard Rules.
 */
import { directReward } from '../saturation.ts';
import { groupDeviations, groupMeans, populationFactor, shares } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { parameterOf, type Method, type MethodParameter } from './method.ts';

const PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'diva.epsilon',
    label: 'epsilon',
    default: 1e-4,
    min: 1e-6,
    max: 0.1,
    step: 1e-4,
    explain: 'Variance that even a constant criterion is given; with much of it, weights are equal.',
  },
];

export const diva: Method = {
  id: 'diva',
  name: 'DIVA',
  idea: 'Every criterion weighs as much as the answers differ in it.',
  source: 'Cook 2026, as restated by arXiv 2609.35646 (App. F.4); epsilon is ours, and so are graded scores',
  confidence: 'summary',
  formula: 'w_k=\\frac{V_k+\\epsilon}{\\sum_l(V_l+\\epsilon)},\\quad V_k=\\mathrm{Var}_jS_{jk}',
  parameters: PARAMETERS,
  finish: 'rewards',
  keeps: () => '',
  weigh: (group, { active }, parameters) => {
    const epsilon = parameterOf(PARAMETERS, parameters, 'diva.epsilon');
    const factor = populationFactor(group.rollouts);
    const weights = shares(
      groupDeviations(group).map((deviation, k) => (active[k] ? (factor * deviation) ** 2 + epsilon : 0)),
    );
    return {
      weights,
      saturation: groupMeans(group),
      rewards: directReward(group, weights),
      coefficients: weights,
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `
      mean_saturation();
      for (var k = 0u; k < criteria; k++) {
        let spread = population_factor() * score_deviation(k);
        weights[k] = select(0.0, spread * spread + parameter(0u), is_active(k));
      }
      share_weights();
      reward_by_weights();`,
  },
};
