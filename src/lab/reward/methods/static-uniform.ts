/** Static weighting with equal weights: the control that tells repair of a bad prior from focus. */
import { focal, STATIC } from './focal-rule.ts';
import { STATIC_WGSL } from './focal.wgsl.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { uniformWeights, type Method } from './method.ts';

export const staticUniform: Method = {
  id: 'static-uniform',
  name: 'static uniform',
  idea: 'Every criterion weighs the same, whatever the rubric says.',
  source: 'Our name; the public code falls back to uniform weights',
  confidence: 'reconstruction',
  formula: 'w_k=\\tfrac1K',
  parameters: [],
  finish: 'rewards',
  keeps: () => '',
  weigh: (group, rubric) => focal(group, uniformWeights(rubric), rubric, STATIC),
  wgsl: { library: METHOD_LIBRARY, body: `uniform_base(); ${STATIC_WGSL}` },
};
