/** Turns effort shares into the stacked streams of one band. */

/** One stream: its lower and upper edge at each step as shares of the band, bed 0, surface 1. */
export interface Stream {
  criterion: number;
  lower: number[];
  upper: number[];
}

/**
 * Shares that sum to 1 in each step. Smoothing leaves them short of it, or beyond, where a criterion came or went;
 * one that was not judged has NaN. A step without signal, or in which nothing weighs, is all NaN.
 *
 * @param efforts per step and column, [step][K]
 */
export function effortShares(efforts: readonly (readonly number[])[]): number[][] {
  return efforts.map((effort) => {
    const sum = effort.reduce((total, value) => total + (Number.isFinite(value) ? value : 0), 0);
    return effort.map((value) => (sum > 0 ? value / sum : NaN));
  });
}

/** Whether nothing flows in a step. */
export const isDry = (shares: readonly number[]): boolean => shares.every(Number.isNaN);

/**
 * A stream has no edges, NaN, where its criterion was not judged; beside steps where it was it has no height,
 * so that it wells up from nothing.
 *
 * @param shares effort per step and column, [step][K]; a step without signal holds NaN alone
 * @param order columns from the bed up
 */
export function stackStreams(shares: readonly (readonly number[])[], order: readonly number[]): Stream[] {
  const floor = shares.map((share) => (isDry(share) ? NaN : 0));
  return order.map((criterion) => {
    const flows = (step: number) => !Number.isNaN(shares[step]?.[criterion] ?? NaN);
    const near = (step: number) => flows(step - 1) || flows(step) || flows(step + 1);
    const edge = () => floor.map((height, step) => (near(step) ? height : NaN));
    const lower = edge();
    shares.forEach((share, step) => flows(step) && (floor[step]! += share[criterion]!));
    return { criterion, lower, upper: edge() };
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
