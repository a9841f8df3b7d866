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

/** Chance that a criterion is in the rubric. */
export const inclusion = (generator: Float64Array, k: number): number => sigmoid(generator[k * STRIDE]!);

/** Chances of the weights 1, 2, 3 of a criterion that is in. */
export function weightChances(generator: Float64Array, k: number): number[] {
  const logits = WEIGHTS.map((_, level) => generator[k * STRIDE + 1 + level]!);
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Mean weight of a criterion where it is in, 1 to 3. */
export const meanWeight = (generator: Float64Array, k: number): number =>
  weightChances(generator, k).reduce((sum, chance, level) => sum + chance * WEIGHTS[level]!, 0);

/** @param next uniform numbers in (0,1); two are taken per criterion, in or out, so that draws stay in step */
export function drawRubric(generator: Float64Array, next: () => number): number[] {
  return Array.from({ length: countOf(generator) }, (_, k) => {
    const isIn = next() < inclusion(generator, k);
    let rest = next();
    if (!isIn) return 0;
    const chances = weightChances(generator, k);
    for (let level = 0; level < WEIGHTS.length - 1; level++) {
      rest -= chances[level]!;
      if (rest < 0) return WEIGHTS[level]!;
    }
    return WEIGHTS.at(-1)!;
  });
}

/** Natural logarithm of the chance of a rubric. */
export function logChance(generator: Float64Array, rubric: Drawn): number {
  return rubric.reduce((sum, weight, k) => {
    const chance = inclusion(generator, k);
    if (weight === 0) return sum + Math.log(1 - chance);
    return sum + Math.log(chance) + Math.log(weightChances(generator, k)[weight - 1]!);
  }, 0);
}

/** Gradient of `logChance` by the parameters; a weight's logits have none where the criterion is out. */
export function logChanceGradient(generator: Float64Array, rubric: Drawn): Float64Array {
  const gradient = new Float64Array(generator.length);
  rubric.forEach((weight, k) => {
    gradient[k * STRIDE] = (weight > 0 ? 1 : 0) - inclusion(generator, k);
    if (weight === 0) return;
    weightChances(generator, k).forEach((chance, level) => {
      gradient[k * STRIDE + 1 + level] = (WEIGHTS[level] === weight ? 1 : 0) - chance;
    });
  });
  return gradient;
}
