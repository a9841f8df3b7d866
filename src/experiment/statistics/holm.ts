/** Holm's correction for several comparisons, and what so many pairs can reach at best. */

/** Adjusted p-values in the order given (Holm 1979, step-down): monotone in p, at most 1. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let highest = 0;
  order.forEach((index, place) => {
    highest = Math.max(highest, Math.min(1, (ps.length - place) * ps[index]!));
    adjusted[index] = highest;
  });
  return adjusted;
}

/**
 * The smallest adjusted p of an exact signed-rank test: all pairs on one side, 2 of 2^n signs, times the
 * comparisons; e.g. 8 pairs and 4 comparisons: .03125.
 */
export const smallestAdjusted = (pairs: number, comparisons: number): number =>
  Math.min(1, Math.max(1, comparisons) * 2 ** (1 - pairs));
