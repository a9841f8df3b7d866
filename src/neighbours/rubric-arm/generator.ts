/**
 * The rubric generator: for each candidate criterion, whether it is in the rubric, and if so with which weight. It asks
 * the same of every prompt; the paper's generator is a language model that reads the prompt.
 *
 * Its parameters are one flat list, [K * 4]: per criterion the logit of being in, and a logit for each of the weights
 * 1, 2, 3 (Chasing the Tail's weights; Rubric-ARM writes rubrics as text).
 */
import { sigmoid } from './sigmoid.ts';

export const WEIGHTS = [1, 2, 3] as const;
const STRIDE = 1 + WEIGHTS.length;

/** [K]: 0 where a criterion is not in, else its weight. */
export type Drawn = readonly number[];

/** Every criterion in or out at even odds, every weight as likely as the others. */
export const newGenerator = (criteria: number): Float64Array => new Float64Array(criteria * STRIDE);

const countOf = (generator: Float64Array): number => generator.length / STRIDE;

/** What the logits come to: computed once where many rubrics are drawn. */
export interface Chances {
  /** Of being in, [K]. */
  included: readonly number[];
  /** Of the weights 1, 2, 3 of a criterion that is in, [K][3]. */
  weights: readonly (readonly number[])[];
}

export function chancesOf(generator: Float64Array): Chances {
  const criteria = Array.from({ length: countOf(generator) }, (_, k) => k * STRIDE);
  return {
    included: criteria.map((at) => sigmoid(generator[at]!)),
    weights: criteria.map((at) => softmax(generator.subarray(at + 1, at + STRIDE))),
  };
}

function softmax(logits: Float64Array): number[] {
  const top = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Mean weight of a criterion where it is in, 1 to 3. */
export const meanWeight = ({ weights }: Chances, k: number): number =>
  weights[k]!.reduce((sum, chance, level) => sum + chance * WEIGHTS[level]!, 0);

/** @param next uniform numbers in (0,1); two are taken per criterion, in or out, so that draws stay in step */
export function drawRubric({ included, weights }: Chances, next: () => number): number[] {
  return included.map((chance, k) => {
    const isIn = next() < chance;
    let rest = next();
    if (!isIn) return 0;
    for (let level = 0; level < WEIGHTS.length - 1; level++) {
      rest -= weights[k]![level]!;
      if (rest < 0) return WEIGHTS[level]!;
    }
    return WEIGHTS.at(-1)!;
  });
}

/** Natural logarithm of the chance of a rubric. */
export function logChance({ included, weights }: Chances, rubric: Drawn): number {
  return rubric.reduce((sum, weight, k) => {
    if (weight === 0) return sum + Math.log(1 - included[k]!);
    return sum + Math.log(included[k]!) + Math.log(weights[k]![weight - 1]!);
  }, 0);
}

/** Gradient of `logChance` by the parameters; a weight's logits have none where the criterion is out. */
export function logChanceGradient({ included, weights }: Chances, rubric: Drawn): Float64Array {
  const gradient = new Float64Array(rubric.length * STRIDE);
  rubric.forEach((weight, k) => {
    gradient[k * STRIDE] = (weight > 0 ? 1 : 0) - included[k]!;
    if (weight === 0) return;
    for (let level = 0; level < WEIGHTS.length; level++)
      gradient[k * STRIDE + 1 + level] = (WEIGHTS[level] === weight ? 1 : 0) - weights[k]![level]!;
  });
  return gradient;
}
