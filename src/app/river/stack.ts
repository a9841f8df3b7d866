/** Turns effort shares into the stacked streams of one band. */

/** One stream: its lower and upper edge at each step as shares of the band, bed 0, surface 1. */
export interface Stream {
  criterion: number;
  lower: number[];
  upper: number[];
}

/**
 * @param shares effort per step and criterion, [step][K]; a step without signal holds NaN
 * @param order criterion indices from the bed up
 */
export function stackStreams(shares: readonly number[][], order: readonly number[]): Stream[] {
  const floor = shares.map((share) => (share.some(Number.isNaN) ? NaN : 0));
  return order.map((criterion) => {
    const lower = [...floor];
    shares.forEach((share, step) => (floor[step]! += share[criterion]!));
    return { criterion, lower, upper: [...floor] };
  });
}

/** Runs of steps that have a value, as [first, last] pairs: the gaps between them show as paper. */
export function unbroken(values: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  values.forEach((value, step) => {
    if (Number.isNaN(value)) return;
    const last = runs.at(-1);
    if (last && last[1] === step - 1) last[1] = step;
    else runs.push([step, step]);
  });
  return runs;
}

/** Heights of the bands: equal, but the last one (the method in focus) half as tall again. */
export function bandHeights(methods: number, height: number, gap: number): number[] {
  const parts = Array.from({ length: methods }, (_, i) => (i === methods - 1 && methods > 1 ? 1.5 : 1));
  const unit = (height - gap * (methods - 1)) / parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part * unit);
}
