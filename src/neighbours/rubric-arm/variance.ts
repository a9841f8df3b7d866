/** How far sampled gradients scatter, and how much of it is due to rubrics differing rather than verdicts. */
import type { Baseline } from './advantage.ts';

/** Trace of the sample covariance (ddof 1) of some vectors; 0 for fewer than two. */
export function scatter(vectors: readonly ArrayLike<number>[]): number {
  const [first] = vectors;
  if (!first || vectors.length < 2) return 0;
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    let centre = 0;
    for (const vector of vectors) centre += vector[i]! / vectors.length;
    for (const vector of vectors) sum += (vector[i]! - centre) ** 2;
  }
  return sum / (vectors.length - 1);
}

export interface Split {
  /** Variance of the gradient that is left when the rubric is held: the verdict is drawn. */
  verdicts: number;
  /** Variance between rubrics of the mean over verdicts: the paper's cross-rubric term. */
  rubrics: number;
}

/**
 * The law of total variance for one pair's generator gradients (R - c) * gradient of log chance, by rubric. The chance
 * of reward given a rubric is known here, so the first part is exact and the second is estimated from the rubrics drawn.
 *
 * @param chances chance of a right verdict under each rubric, [G]
 * @param gradients of the rubric's log chance, [G]
 * @param baseline c: 0 for "none", else the mean chance. A division by the spread scales both parts alike, and is left out.
 */
export function splitVariance(
  chances: readonly number[],
  gradients: readonly Float64Array[],
  baseline: Baseline,
): Split {
  const count = chances.length;
  const centre = baseline === 'none' ? 0 : chances.reduce((a, b) => a + b, 0) / count;
  const verdicts = chances.reduce((sum, chance, j) => {
    const square = gradients[j]!.reduce((total, slope) => total + slope * slope, 0);
    return sum + (chance * (1 - chance) * square) / count;
  }, 0);
  const means = gradients.map((gradient, j) => gradient.map((slope) => slope * (chances[j]! - centre)));
  return { verdicts, rubrics: scatter(means) };
}
