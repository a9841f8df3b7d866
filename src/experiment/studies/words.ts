/** Numbers of analyses in words. */
import type { Comparison, Interval } from '../analysis/shapes.ts';
import { intervalText as written, pText, signed3 } from '../tables/numbers.ts';

/** e.g. "+0.012 [+0.003, +0.020]"; the mean alone where there is no interval. */
export const intervalText = (interval: Interval): string => written(interval, signed3);

/** e.g. "+0.012 [0.003, 0.020] (adjusted p .031, n 8, 4 comparisons)". */
export function differenceText({ difference, adjusted, family, zeros }: Comparison): string {
  const n = difference.n - zeros;
  if (zeros === difference.n && difference.n > 0) return `equal on all ${zeros} seeds`;
  const test =
    adjusted === null
      ? `${difference.n} ${difference.n === 1 ? 'seed' : 'seeds'}, no test`
      : `adjusted p ${pText(adjusted)}, n ${n}, ${family} comparisons`;
  return `${intervalText(difference)} (${test})`;
}

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;

/** e.g. "12 %"; a share from 0 to 1. */
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
