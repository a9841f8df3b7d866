/**
 * The judge: reads two answers' scores through a rubric and says which is better. The smallest form of the paper's
 * pairwise judge (a language model): logistic in the weighted mean of score gaps.
 *
 *     z = SHARPNESS * sum_k r_k q_k x_k / sum_k r_k + b        chance of "the first" = sigmoid(z)
 *
 * with the rubric's weights r, gaps x = first's scores - second's, and its own parameters: a reliability q per
 * criterion (below 0: it reads the criterion the other way round) and a position bias b. One list, [K + 1]: q, then b.
 */
import type { Drawn } from './generator.ts';
import { sigmoid } from './sigmoid.ts';

/** How decided a new judge is: a gap of 1 on every criterion is a logit of so much. */
export const SHARPNESS = 4;

/** Believes every criterion as it reads, and leans to the answer that it is shown first by `bias`, a logit. */
export function newJudge(criteria: number, bias: number): Float64Array {
  const judge = new Float64Array(criteria + 1).fill(1);
  judge[criteria] = bias;
  return judge;
}

export const positionBias = (judge: Float64Array): number => judge[judge.length - 1]!;

/**
 * Logit of "the first is better"; a rubric without criteria leaves the bias alone.
 *
 * @param gaps [K], each in [-1,1]
 */
export function logit(judge: Float64Array, rubric: Drawn, gaps: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < rubric.length; k++) {
    sum += rubric[k]! * judge[k]! * gaps[k]!;
    total += rubric[k]!;
  }
  return (total > 0 ? (SHARPNESS * sum) / total : 0) + positionBias(judge);
}

/** Chance that it says "the first". */
export const firstChance = (judge: Float64Array, rubric: Drawn, gaps: ArrayLike<number>): number =>
  sigmoid(logit(judge, rubric, gaps));

/** Gradient of the logit by the parameters. */
export function logitGradient(judge: Float64Array, rubric: Drawn, gaps: ArrayLike<number>): Float64Array {
  const gradient = new Float64Array(judge.length);
  const total = rubric.reduce((a, b) => a + b, 0);
  if (total > 0)
    for (let k = 0; k < rubric.length; k++) gradient[k] = (SHARPNESS * rubric[k]! * gaps[k]!) / total;
  gradient[judge.length - 1] = 1;
  return gradient;
}
