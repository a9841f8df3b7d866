/** Focal Reward on top of equal weights. */
import { focal, FOCAL_FORMULA, FOCAL_PARAMETERS, focalWgsl } from './focal.ts';
import { uniformWeights, type Method } from './method.ts';

export const focalUniform: Method = {
  id: 'focal-uniform',
  name: 'focal uniform',
  idea: 'Weight moves from saturated criteria to those with room to improve, starting from equal weights.',
  source: 'Formula from public code by a co-author of arXiv 2605.26579; the uniform variant is our name',
  confidence: 'public code',
  formula: FOCAL_FORMULA,
  parameters: FOCAL_PARAMETERS,
  weigh: (group, rubric, parameters) => focal(group, uniformWeights(rubric), parameters),
  wgsl: focalWgsl('uniform'),
};
