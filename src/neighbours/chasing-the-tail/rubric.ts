/** A rubric as weights of criteria, what it makes of scores, and how it grows. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { BIAS_AT, BIAS_ID, CRITERIA, CRITERION_IDS, LIBRARY_IDS } from './criteria.ts';

/** Weights by criterion id; what is not named weighs nothing. */
export type Rubric = Readonly<Record<string, number>>;

/** The paper's weights of a criterion. */
export const LIGHTEST = 1;
export const HEAVIEST = 3;

/** Weights in the order of the tables, [K]. */
export const weightsOf = (rubric: Rubric): number[] => CRITERION_IDS.map((id) => rubric[id] ?? 0);

/** Weighted mean of scores [K] in [0,1]: r = sum w V / sum w (Chasing the Tail, section 3), with V between 0 and 1. */
export function utility(scores: ArrayLike<number>, rubric: Rubric): number {
  const weights = weightsOf(rubric);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, k) => sum + weight * scores[k]!, 0) / total;
}

/**
 * What the judge makes of an answer: the score under the rubric and, where it is biased, alpha more for the gimmick
 * (CHERRL: proxy = gold rubric score + alpha * bias hit).
 *
 * @param scores the judge's, [K]
 */
export const proxyOf = (scores: ArrayLike<number>, rubric: Rubric, alpha: number): number =>
  utility(scores, rubric) + alpha * scores[BIAS_AT]!;

/**
 * The criteria of a lane that is trained under a rubric; all others are judged and earn nothing. The bias is a
 * criterion of alpha times the rubric's whole weight: a weighted mean then is the proxy over 1 + alpha, and
 * advantages do not know the difference where they are divided by their spread.
 */
export function lanesCriteria(rubric: Rubric, alpha: number): Criterion[] {
  const weights = weightsOf(rubric);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return CRITERIA.map((criterion, k) => ({
    ...criterion,
    weight: criterion.id === BIAS_ID ? alpha * total : weights[k]!,
  }));
}

/** Gold's weights as shares that sum to 1, [K]: the yardstick of the engine's direct score. */
export function shares(rubric: Rubric): number[] {
  const weights = weightsOf(rubric);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * The rubric with a criterion in it; one that it holds already weighs one more.
 *
 * @param weight 1 to 3, as in the paper
 * @throws when it is not in the library, the weight is not allowed, or it weighs the most already
 */
export function withCriterion(rubric: Rubric, id: string, weight: number): Rubric {
  if (!LIBRARY_IDS.includes(id))
    throw new Error(`"${id.slice(0, 40)}" is not in the library; allowed are ${LIBRARY_IDS.join(', ')}.`);
  if (!Number.isInteger(weight) || weight < LIGHTEST || weight > HEAVIEST)
    throw new Error(`The weight ${weight} is not a whole number from ${LIGHTEST} to ${HEAVIEST}.`);
  const held = rubric[id] ?? 0;
  if (held >= HEAVIEST) throw new Error(`"${id}" weighs ${held} already; at most ${HEAVIEST} is allowed.`);
  return { ...rubric, [id]: held > 0 ? held + 1 : weight };
}
