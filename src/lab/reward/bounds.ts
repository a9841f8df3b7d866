/** Floor and cap on weights, by scaling and then clipping (the way is ours; see methods.md 1.10). */

/** Stands in for a weight of 0, so that it can be scaled up to a floor too. */
const TINY = 1e-12;

/**
 * w_k = clip(c w_k, floor, cap) over the criteria that count, with c such that the sum is 1.
 *
 * Bounds that K criteria cannot meet (K * floor > 1, K * cap < 1) give way to 1/K.
 *
 * @param weights sum to 1, or all 0
 * @param counts criteria with a base weight; the others stay at 0
 */
export function boundWeights(
  weights: readonly number[],
  counts: readonly boolean[],
  floor: number,
  cap: number,
): number[] {
  const K = counts.filter(Boolean).length;
  if (K === 0 || (floor <= 0 && cap >= 1)) return [...weights];
  const low = Math.min(floor, 1 / K);
  const high = Math.max(cap, 1 / K);
  const scaled = (factor: number) =>
    weights.map((weight, k) =>
      counts[k] ? Math.min(high, Math.max(low, factor * Math.max(weight, TINY))) : 0,
    );
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  // Halving the exponent of c finds it to the last bit, however far apart the weights are.
  let below = Math.log(TINY);
  let above = Math.log(high / TINY); // every weight at its cap
  for (;;) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (sum(scaled(Math.exp(middle))) < 1) below = middle;
    else above = middle;
  }
  const result = scaled(Math.exp(above));
  const total = sum(result);
  return result.map((weight) => weight / total);
}
