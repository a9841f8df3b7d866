/** Static weighting with the rubric’s own weights: what most rubric-based training does. */
import { focal, STATIC } from './focal-rule.ts';
import { STATIC_WGSL } from './focal.wgsl.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import type { Method } from './method.ts';

export const staticPrior: Method = {
  id: 'static-prior',
  name: 'static prior',
  idea: 'Every criterion keeps the weight the rubric gave it.',
  source: 'Common practice; arXiv 2605.26579 names this mode static_prior_weight',
  confidence: 'paper',
  formula: 'w_k=b_k',
  parameters: [],
  finish: 'rewards',
  keeps: () => '',
  weigh: (group, rubric) => focal(group, rubric.prior, rubric, STATIC),
  wgsl: { library: METHOD_LIBRARY, body: `prior_base(); ${STATIC_WGSL}` },
};
