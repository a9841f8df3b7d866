/** Ranks from 1; values that are equal share the mean of their places. */

/** @param near values no further than this above the lowest of their tie belong to it */
export function midranks(values: readonly number[], near = 0): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let first = 0; first < order.length;) {
    let after = first + 1;
    while (after < order.length && values[order[after]!]! - values[order[first]!]! <= near) after++;
    for (let place = first; place < after; place++) ranks[order[place]!] = (first + 1 + after) / 2;
    first = after;
  }
  return ranks;
}
