/** Paired probability of improvement. */

/** Share of differences above 0, those of 0 half; NaN of none. */
export const improvement = (differences: readonly number[]): number =>
  differences.reduce((sum, value) => sum + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0) / differences.length;
