/** Floor and cap on weights, by scaling and then clipping (the way is ours; see methods.md 1.10). */

const HALVINGS = 60;

/**
 * w_k = clip(c w_k, floor, cap) with c such that the sum is 1; criteria of weight 0 stay at 0.
 *
 * Bounds that cannot be met by K weighted criteria (K * floor > 1, K * cap < 1) give way to 1/K.
 *
 * @param weights sum to 1
 */
export function boundWeights(weights: readonly number[], floor: number, cap: number): number[] {
  const weighted = weights.filter((weight) => weight > 0).length;
  const low = Math.min(floor, 1 / weighted);
  const high = Math.max(cap, 1 / weighted);
  if (low <= 0 && high >= 1) return [...weights];
  const scaled = (factor: number) =>
    weights.map((weight) => (weight > 0 ? Math.min(high, Math.max(low, factor * weight)) : 0));
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  let below = 0;
  let above = 1 / Math.min(...weights.filter((weight) => weight > 0)); // every weight at its cap
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (below + above) / 2;
    if (sum(scaled(middle)) < 1) below = middle;
    else above = middle;
  }
  const result = scaled(above);
  const total = sum(result);
  return result.map((weight) => weight / total);
}
