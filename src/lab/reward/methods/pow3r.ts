/**
 * POW3R (methods.md 2): criteria that currently tell the rollouts apart get more weight inside their category.
 *
 * Rewards are made of verdicts, 1 from a passing score on; so coefficients multiply verdicts, and effort,
 * which multiplies them with the spread of scores, is approximate for Principles. Saturation is the share
 * that passed. Multipliers belong to a prompt, and move once per step, as every step has all prompts.
 */
import { directReward } from '../saturation.ts';
import { groupMeans } from './group.ts';
import { METHOD_LIBRARY } from './library.wgsl.ts';
import { parameterOf, type Method, type MethodParameter, type RubricWeights } from './method.ts';

/** A score of 0.7 passes 0.7, though neither is exactly that in floats. */
const SLACK = 1e-6;

const PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'pow3r.lambda',
    label: 'lambda',
    default: 0.5,
    min: 0,
    max: 1,
    explain: 'How much contrast counts; 0 is weighting by the rubric and its categories alone.',
  },
  {
    name: 'pow3r.beta',
    label: 'beta',
    default: 0.5,
    min: 0,
    max: 1,
    explain: 'How fast multipliers follow the present contrast; 0 leaves them at 1.',
  },
  {
    name: 'pow3r.min',
    label: 'least',
    default: 0.5,
    min: 0.01,
    max: 1,
    explain: 'The smallest multiplier.',
  },
  { name: 'pow3r.max', label: 'most', default: 2, min: 1, max: 10, explain: 'The largest multiplier.' },
  {
    name: 'pow3r.epsilon',
    label: 'epsilon',
    default: 1e-4,
    min: 1e-6,
    max: 0.1,
    step: 1e-4,
    explain: 'Variance that even a criterion without contrast is given.',
  },
  {
    name: 'pow3r.pass',
    label: 'pass',
    default: 0.7,
    min: 0.1,
    max: 1,
    explain: 'Score from which a criterion counts as passed.',
  },
];

export const pow3r: Method = {
  id: 'pow3r',
  name: 'POW3R',
  idea: 'Inside each category, weight follows how strongly a criterion separates the answers at present.',
  source: 'arXiv 2605.20164, as restated by arXiv 2609.35646 (App. F.4); constants are ours',
  confidence: 'summary',
  formula:
    'R_j=\\tfrac1{|C|}\\sum_C\\frac{\\sum_{k\\in C}b_k\\alpha_kG_{jk}}{\\sum_{k\\in C}b_k\\alpha_k},\\quad ' +
    '\\hat\\alpha_k=\\mathrm{clip}\\big(1-\\lambda+\\lambda\\tfrac{g_k}{\\bar g_C}\\big),\\quad ' +
    'g_k=\\sqrt{\\mathrm{Var}_jG_{jk}+\\epsilon},\\quad ' +
    '\\alpha_k\\leftarrow\\mathrm{clip}\\big((1-\\beta)\\alpha_k+\\beta\\hat\\alpha_k\\big)',
  parameters: PARAMETERS,
  finish: 'rewards',
  keeps: () => 'multipliers',
  weigh: (group, { prior, category }, parameters) => {
    const value = (name: string) => parameterOf(PARAMETERS, parameters, `pow3r.${name}`);
    const clip = (alpha: number) => Math.min(value('max'), Math.max(value('min'), alpha));
    const least = value('pass') - SLACK;
    const verdicts = { ...group, scores: Array.from(group.scores, (score) => Number(score > least)) };
    const rates = groupMeans(verdicts);
    const alpha = prior.map((_, k) => group.kept[k] ?? 1);
    const weights = balanced(prior, category, alpha);
    const contrast = rates.map((rate) => Math.sqrt(rate * (1 - rate) + value('epsilon')));
    const usual = perCategory(
      category,
      prior.map((weight, k) => weight * contrast[k]!),
    );
    const weighed = perCategory(category, prior);
    const keep = alpha.map((now, k) => {
      if (!prior[k]) return now;
      const aim = 1 - value('lambda') + (value('lambda') * contrast[k]! * weighed[k]!) / usual[k]!;
      return clip((1 - value('beta')) * now + value('beta') * clip(aim));
    });
    return {
      weights,
      saturation: rates,
      rewards: directReward(verdicts, weights),
      coefficients: weights,
      keep,
    };
  },
  wgsl: {
    library: METHOD_LIBRARY,
    body: /* wgsl */ `
      let lambda = parameter(0u);
      let beta = parameter(1u);
      let least = parameter(2u);
      let most = parameter(3u);
      let passing = parameter(5u) - ${SLACK};
      var contrast: array<f32, MAX_CRITERIA>;
      var categories = 0.0;
      for (var k = 0u; k < criteria; k++) {
        saturation[k] = 0.0;
        for (var j = 0u; j < ROLLOUTS; j++) { saturation[k] += select(0.0, 1.0, score(j, k) > passing); }
        saturation[k] /= f32(ROLLOUTS);
        contrast[k] = sqrt(saturation[k] * (1.0 - saturation[k]) + parameter(4u));
        keep[k] = select(1.0, kept(k), kept(k) >= 0.0);
        var first = prior(k) > 0.0;
        for (var l = 0u; l < k; l++) { first = first && !(prior(l) > 0.0 && category(l) == category(k)); }
        categories += select(0.0, 1.0, first);
      }
      for (var k = 0u; k < criteria; k++) {
        weights[k] = 0.0;
        if (prior(k) > 0.0) {
          var pulled = 0.0;
          for (var l = 0u; l < criteria; l++) {
            if (category(l) == category(k)) { pulled += prior(l) * keep[l]; }
          }
          weights[k] = prior(k) * keep[k] / (categories * pulled);
        }
      }
      for (var k = 0u; k < criteria; k++) {
        if (prior(k) > 0.0) {
          var usual = 0.0;
          var weighed = 0.0;
          for (var l = 0u; l < criteria; l++) {
            if (category(l) == category(k)) {
              usual += prior(l) * contrast[l];
              weighed += prior(l);
            }
          }
          let aim = clamp(1.0 - lambda + lambda * contrast[k] * weighed / usual, least, most);
          keep[k] = clamp((1.0 - beta) * keep[k] + beta * aim, least, most);
        }
      }
      reward_by_weights();
      for (var j = 0u; j < ROLLOUTS; j++) {
        rewards[j] = 0.0;
        for (var k = 0u; k < criteria; k++) { rewards[j] += select(0.0, weights[k], score(j, k) > passing); }
      }`,
  },
};

/** For each criterion, the sum over its category. */
const perCategory = (category: readonly number[], values: readonly number[]): number[] =>
  category.map((own) => values.reduce((sum, value, k) => (category[k] === own ? sum + value : sum), 0));

/** What multiplies each verdict: the share in its category, of which those with weight count alike. */
function balanced(
  prior: RubricWeights['prior'],
  category: readonly number[],
  alpha: readonly number[],
): number[] {
  const pulled = prior.map((weight, k) => weight * alpha[k]!);
  const inCategory = perCategory(category, pulled);
  const categories = new Set(category.filter((_, k) => prior[k]! > 0)).size;
  return pulled.map((value, k) => (value > 0 ? value / (categories * inCategory[k]!) : 0));
}
