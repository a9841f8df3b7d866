/** Values over steps, smoothed by the mean of 5. */
import { mean } from '../../lab/spread.ts';

/** Steps of a window. */
export const WINDOW = 5;

/**
 * Element t is the mean of the values at t to t + 4; null where one of them is missing. Four shorter than
 * `values`; of fewer than 5 values the one mean of them all.
 */
export function smoothed(values: readonly (number | null)[]): (number | null)[] {
  const width = Math.min(WINDOW, values.length);
  if (width === 0) return [];
  return Array.from({ length: values.length - width + 1 }, (_, t) => {
    const own = values.slice(t, t + width);
    return own.includes(null) ? null : mean(own as number[]);
  });
}
