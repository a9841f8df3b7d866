/** Static weighting with the rubric’s own weights: what most rubric-based training does. */
import { focal, STATIC, STATIC_FORMULA, staticWgsl } from './focal.ts';
import type { Method } from './method.ts';

export const staticPrior: Method = {
  id: 'static-prior',
  name: 'static prior',
  idea: 'Every criterion keeps the weight the rubric gave it.',
  source: 'arXiv 2605.26579 names the mode static_prior_weight',
  confidence: 'paper',
  formula: STATIC_FORMULA,
  parameters: [],
  weigh: (group, { prior }) => focal(group, prior, STATIC),
  wgsl: staticWgsl('prior'),
};
