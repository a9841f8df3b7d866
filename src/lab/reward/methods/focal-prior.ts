/** Focal Reward on top of the rubric’s weights. */
import { focal, FOCAL_FORMULA, FOCAL_PARAMETERS, focalWgsl } from './focal.ts';
import type { Method } from './method.ts';

export const focalPrior: Method = {
  id: 'focal-prior',
  name: 'focal',
  idea: 'Weight moves from saturated criteria to those with room to improve, starting from the rubric’s weights.',
  source: 'arXiv 2605.26579 names the mode focal_prior_weight; formula from public code by a co-author',
  confidence: 'public code',
  formula: FOCAL_FORMULA,
  parameters: FOCAL_PARAMETERS,
  weigh: (group, { prior }, parameters) => focal(group, prior, parameters),
  wgsl: focalWgsl('prior'),
};
