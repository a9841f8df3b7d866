/** Keeps labels of a figure from lying on each other. */

/** Heights moved apart until none is nearer than `gap`, kept within bounds, in the order given. */
export function apart(heights: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  let above = top - gap;
  for (const i of order) above = placed[i] = Math.max(placed[i]!, above + gap);
  let below = bottom + gap;
  for (const i of order.reverse()) below = placed[i] = Math.min(placed[i]!, below - gap);
  return placed;
}
