/** Weights by a formula that the user writes; the list has it with the default formula, a run with its own. */
import { deviation, mean } from '../../spread.ts';
import { criterionScores } from '../effort.ts';
import { compileFormula, type CompiledFormula } from '../formula/compile.ts';
import type { Environment, Quantity } from '../formula/quantities.ts';
import { formulaWeights } from '../formula/weights.ts';
import { wgslQuantity } from '../formula/wgsl.ts';
import { directReward, saturation, tilt } from '../saturation.ts';
import { FOCAL_PARAMETERS } from './focal.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import {
  parameterOf,
  type Method,
  type MethodGroup,
  type MethodParameter,
  type MethodParameters,
  type RubricWeights,
} from './method.ts';

/** Focal Reward with nothing but its weights. */
export const DEFAULT_FORMULA = 'prior * (1 - saturation + epsilon) ^ gamma';

const TURNED = ['gamma', 'tau', 'epsilon'] as const;

const EXPLAIN = {
  gamma: 'The number that the formula calls gamma.',
  tau: 'The number that the formula calls tau; saturation is tilted by it in any case.',
  epsilon: 'The number that the formula calls epsilon.',
};

/** Ranges and defaults are focal's. */
const PARAMETERS: readonly MethodParameter[] = TURNED.map((name) => ({
  ...FOCAL_PARAMETERS.find((parameter) => parameter.name === `focal.${name}`)!,
  name: `custom.${name}`,
  explain: EXPLAIN[name],
}));

const turned = (parameters: MethodParameters, name: (typeof TURNED)[number]): number =>
  parameterOf(PARAMETERS, parameters, `custom.${name}`);

export const customMethod = (formula: CompiledFormula): Method => ({
  id: 'custom',
  name: 'custom',
  idea: 'A formula of your own gives every criterion a number, and its share of them is its weight.',
  source: 'Yours; the formula it comes with is that of public code by a co-author of arXiv 2605.26579',
  confidence: 'reconstruction',
  formula: 'w_k=\\frac{f_k}{\\sum_lf_l},\\quad f\\text{ the formula}',
  parameters: PARAMETERS,
  finish: 'rewards',
  keeps: () => 'weights',
  tilt: (group, { prior }, parameters) => tilt(directReward(group, prior), turned(parameters, 'tau')),
  weigh: (group, rubric, parameters) => {
    const { prior, active } = rubric;
    const tilted = saturation(group, tilt(directReward(group, prior), turned(parameters, 'tau')));
    const raw = prior.map((_, k) =>
      active[k] ? formula.evaluate(environment(group, rubric, tilted.saturation, parameters, k)) : 0,
    );
    const { weights, fellBack } = formulaWeights(raw, prior, active);
    return {
      weights,
      saturation: tilted.saturation,
      rewards: directReward(group, weights),
      coefficients: weights,
      keep: weights,
      fellBack,
    };
  },
  wgsl: { library: METHOD_LIBRARY, body: bodyWgsl(formula) },
});

function environment(
  group: MethodGroup,
  { prior, active }: RubricWeights,
  reached: readonly number[],
  parameters: MethodParameters,
  k: number,
): Environment {
  const scores = criterionScores(group, k);
  const centre = mean(scores);
  return {
    prior: prior[k]!,
    saturation: reached[k]!,
    mean: centre,
    std: deviation(scores),
    cv: centre > 0 ? deviation(scores) / centre : 0,
    lowest: Math.min(...scores),
    highest: Math.max(...scores),
    previous: group.kept[k] ?? prior[k]!,
    step: group.step,
    K: active.filter(Boolean).length,
    gamma: turned(parameters, 'gamma'),
    tau: turned(parameters, 'tau'),
    epsilon: turned(parameters, 'epsilon'),
  };
}

const bodyWgsl = ({ wgsl }: CompiledFormula): string => {
  const values: Record<Quantity, string> = {
    prior: 'prior(k)',
    saturation: 'saturation[k]',
    mean: 'score_mean(k)',
    std: 'score_deviation(k)',
    cv: 'select(0.0, score_deviation(k) / max(score_mean(k), 1e-30), score_mean(k) > 0.0)',
    lowest: 'lowest',
    highest: 'highest',
    previous: 'select(prior(k), kept(k), kept(k) >= 0.0)',
    step: 'step()',
    K: 'count',
    gamma: 'parameter(0u)',
    tau: 'parameter(1u)',
    epsilon: 'parameter(2u)',
  };
  return /* wgsl */ `
      prior_base();
      tilt(parameter(1u));
      reach();
      let count = active_count();
      for (var k = 0u; k < criteria; k++) {
        var lowest = score(0u, k);
        var highest = lowest;
        for (var j = 1u; j < ROLLOUTS; j++) {
          lowest = min(lowest, score(j, k));
          highest = max(highest, score(j, k));
        }
        ${Object.entries(values)
          .map(([name, value]) => `let ${wgslQuantity(name as Quantity)} = ${value};`)
          .join('\n        ')}
        weights[k] = ${wgsl};
      }
      fell_back = formula_weights();
      for (var k = 0u; k < criteria; k++) { keep[k] = weights[k]; }
      reward_by_weights();`;
};

export const custom: Method = customMethod(compileFormula(DEFAULT_FORMULA));
