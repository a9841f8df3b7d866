/**
 * Max-min (methods.md 7): weights move to the criterion whose mean over the step is lowest.
 *
 * The paper minimises over weights by a regressed slope; by the envelope theorem that slope is J_k, and the
 * exponentiated step is ours. Weights start equal over active criteria, and are the same for all prompts.
 */
import { directReward } from '../saturation.ts';
import { shares } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import {
  parameterOf,
  uniformWeights,
  type Method,
  type MethodGroup,
  type MethodParameter,
} from './method.ts';

const RULES = ['exponentiated', 'hard'] as const;

/** A weight that sank to nothing could never rise again. */
const LEAST = 1e-6;
/** Means that are nearer than that are one: sums of floats depend on their order. */
const TIE = 1e-6;

const PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'maxmin.rule',
    label: 'rule',
    default: 0,
    min: 0,
    max: RULES.length - 1,
    step: 1,
    options: RULES,
    explain:
      'Exponentiated: weights drift to low criteria, step by step. Hard: all weight on the lowest at once.',
  },
  {
    name: 'maxmin.eta',
    label: 'eta',
    default: 0.1,
    min: 0.01,
    max: 2,
    step: 0.01,
    explain: 'How fast weights drift under the exponentiated rule.',
  },
];

export const maxMin: Method = {
  id: 'max-min',
  name: 'max-min',
  idea: 'Only the worst criterion counts: weights move to it until it no longer is.',
  source: 'arXiv 2406.07826, code Giseung-Park/Maxmin-MORL; the exponentiated step is derived from it by us',
  confidence: 'reconstruction',
  formula:
    'w_k\\leftarrow\\frac{w_k e^{-\\eta J_k}}{\\sum_l w_l e^{-\\eta J_l}},\\quad J_k=\\mathrm{mean}_{ij}S_{ijk}',
  parameters: PARAMETERS,
  finish: 'rewards',
  keeps: (parameters) => (isHard(parameters) ? '' : 'weights'),
  weigh: (group, { active }, parameters) => {
    const { batchMean } = group;
    const hard = isHard(parameters);
    const weights = hard
      ? lowest(batchMean, active)
      : drifted(group, active, parameterOf(PARAMETERS, parameters, 'maxmin.eta'));
    return {
      weights,
      saturation: [...batchMean],
      rewards: directReward(group, weights),
      coefficients: weights,
      ...(!hard && { keep: weights }),
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `
      let hard = parameter(0u) == 1.0;
      let count = active_count();
      var least = 2.0;
      for (var k = 0u; k < criteria; k++) {
        saturation[k] = batch_mean(k);
        if (is_active(k)) { least = min(least, batch_mean(k)); }
      }
      for (var k = 0u; k < criteria; k++) {
        var before = kept(k);
        if (before <= 0.0) { before = uniform(k, count); }
        var raw = before * exp(-parameter(1u) * batch_mean(k));
        if (hard) { raw = select(0.0, 1.0, batch_mean(k) < least + ${TIE}); }
        weights[k] = select(0.0, raw, is_active(k));
      }
      share_weights();
      if (!hard) {
        for (var k = 0u; k < criteria; k++) { weights[k] = select(0.0, max(weights[k], ${LEAST}), is_active(k)); }
        share_weights();
        for (var k = 0u; k < criteria; k++) { keep[k] = weights[k]; }
      }
      reward_by_weights();`,
  },
};

const isHard = (parameters: Readonly<Record<string, number>>): boolean =>
  Math.round(parameterOf(PARAMETERS, parameters, 'maxmin.rule')) === RULES.indexOf('hard');

function lowest(means: readonly number[], active: readonly boolean[]): number[] {
  const least = Math.min(...means.filter((_, k) => active[k]));
  return shares(means.map((value, k) => (active[k] && value < least + TIE ? 1 : 0)));
}

/** A criterion that was switched off was kept at 0, and starts anew. */
function drifted({ batchMean, kept }: MethodGroup, active: readonly boolean[], eta: number): number[] {
  const raw = uniformWeights({ active }).map(
    (start, k) => (active[k] ? kept[k] || start : 0) * Math.exp(-eta * batchMean[k]!),
  );
  return shares(shares(raw).map((weight, k) => (active[k] ? Math.max(weight, LEAST) : 0)));
}
