/** Static weighting with equal weights: the control that tells repair of a bad prior from focus. */
import { focal, STATIC, STATIC_FORMULA, staticWgsl } from './focal.ts';
import { uniformWeights, type Method } from './method.ts';

export const staticUniform: Method = {
  id: 'static-uniform',
  name: 'static uniform',
  idea: 'Every criterion weighs the same, whatever the rubric says.',
  source: 'Our name; the public code falls back to uniform weights',
  confidence: 'reconstruction',
  formula: STATIC_FORMULA,
  parameters: [],
  weigh: (group, rubric) => focal(group, uniformWeights(rubric), STATIC),
  wgsl: staticWgsl('uniform'),
};
