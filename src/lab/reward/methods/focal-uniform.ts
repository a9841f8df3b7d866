/** Focal Reward on top of equal weights. */
import { FOCAL_FORMULA, FOCAL_PARAMETERS } from './focal.ts';
import { focal, focalKeeps, focalTilt } from './focal-rule.ts';
import { CALL_FOCAL } from './focal.wgsl.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { uniformWeights, type Method } from './method.ts';

export const focalUniform: Method = {
  id: 'focal-uniform',
  name: 'focal uniform',
  idea: 'Weight moves from saturated criteria to those with room to improve, starting from equal weights.',
  source: 'Formula from public code by a co-author of arXiv 2605.26579; the uniform variant is our name',
  confidence: 'public code',
  formula: `${FOCAL_FORMULA},\\quad b_k=\\tfrac1K`,
  parameters: FOCAL_PARAMETERS,
  finish: 'rewards',
  keeps: focalKeeps,
  tilt: (group, rubric, parameters) => focalTilt(group, uniformWeights(rubric), parameters),
  weigh: (group, rubric, parameters) => focal(group, uniformWeights(rubric), rubric, parameters),
  wgsl: { library: METHOD_LIBRARY, body: `uniform_base(); ${CALL_FOCAL}` },
};
