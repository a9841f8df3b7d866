/** Where the bands of the river lie, one per method. */

/** Heights of the bands: equal, but the last one (the method in focus) half as tall again. */
export function bandHeights(methods: number, height: number, gap: number): number[] {
  const parts = Array.from({ length: methods }, (_, i) => (i === methods - 1 && methods > 1 ? 1.5 : 1));
  const unit = (height - gap * (methods - 1)) / parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part * unit);
}
