/** Focal Reward on top of the rubric’s weights. */
import { FOCAL_FORMULA, FOCAL_PARAMETERS } from './focal.ts';
import { focal, focalKeeps, focalTilt } from './focal-rule.ts';
import { CALL_FOCAL } from './focal.wgsl.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import type { Method } from './method.ts';

export const focalPrior: Method = {
  id: 'focal-prior',
  name: 'focal',
  idea: 'Weight moves from saturated criteria to those with room to improve, starting from the rubric’s weights.',
  source: 'arXiv 2605.26579 names the mode focal_prior_weight; formula from public code by a co-author',
  confidence: 'public code',
  formula: FOCAL_FORMULA,
  parameters: FOCAL_PARAMETERS,
  finish: 'rewards',
  keeps: focalKeeps,
  tilt: (group, rubric, parameters) => focalTilt(group, rubric.prior, parameters),
  weigh: (group, rubric, parameters) => focal(group, rubric.prior, rubric, parameters),
  wgsl: { library: METHOD_LIBRARY, body: `prior_base(); ${CALL_FOCAL}` },
};
