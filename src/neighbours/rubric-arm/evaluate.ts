/** How good a generator and a judge are together, on pairs that neither learnt from. */
import { chancesOf, drawRubric, meanWeight, type Drawn } from './generator.ts';
import { logit, positionBias } from './judge.ts';
import type { Pair } from './pairs.ts';
import type { Preference } from './preference.ts';

export interface Quality {
  /** Share of right verdicts, both orders counted; a tie is half. */
  accuracy: number;
  /** Share of pairs on which the verdict stays with the same answer when the order is swapped. */
  consistency: number;
}

/** Verdicts are the likelier ones, not drawn; right is what the hidden preference says, whatever a label says. */
export function qualityOf(judge: Float64Array, rubrics: readonly Drawn[], pairs: readonly Pair[]): Quality {
  let [right, consistent] = [0, 0];
  for (const rubric of rubrics)
    for (const { gaps, better } of pairs) {
      const first = logit(judge, rubric, gaps);
      const swapped = 2 * positionBias(judge) - first; // all but the bias changes sign
      right += (share(first, better) + share(swapped, !better)) / 2;
      // `===` holds 0 and -0 for the same.
      consistent += Number(Math.sign(first) === -Math.sign(swapped));
    }
  const count = rubrics.length * pairs.length;
  return { accuracy: right / count, consistency: consistent / count };
}

const share = (logitOfFirst: number, firstIsBetter: boolean): number =>
  logitOfFirst === 0 ? 0.5 : Number(logitOfFirst > 0 === firstIsBetter);

/** Rubrics to evaluate with, drawn as in training. */
export function drawRubrics(generator: Float64Array, count: number, next: () => number): number[][] {
  const chances = chancesOf(generator);
  return Array.from({ length: count }, () => drawRubric(chances, next));
}

/** What was learnt, by criterion: chance of being in, times mean weight, times reliability, [K]. Below 0: disliked. */
export function learntWeights(generator: Float64Array, judge: Float64Array): number[] {
  const chances = chancesOf(generator);
  return chances.included.map((chance, k) => chance * meanWeight(chances, k) * judge[k]!);
}

/** Weights of either sign, scaled so that their sizes sum to 1; all 0 stay so. */
export function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + Math.abs(weight), 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}

/** Cosine of the angle between two rubrics' weights, -1 to 1; NaN where one is all 0. */
export function cosine(a: readonly number[], b: Preference): number {
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
