/** Numbers of analyses in words. */
import type { Comparison, Interval } from '../analysis/shapes.ts';

/** e.g. "+0.012" or "−0.300"; a true minus sign, as in tables. */
export const signed = (value: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`.replace(/^[−+]0\.000$/, '0.000');

/** e.g. "+0.012 [0.003, 0.020]"; the mean alone where there is no interval. */
export const intervalText = ({ mean, low, high }: Interval): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${signed(mean)} [${signed(low)}, ${signed(high)}]`
    : signed(mean);

/** e.g. "+0.012 [0.003, 0.020] (adjusted p .031, n 8, 4 comparisons)". */
export function differenceText({ difference, adjusted, family, zeros }: Comparison): string {
  const n = difference.n - zeros;
  if (zeros === difference.n && difference.n > 0) return `no different on any of ${zeros} seeds`;
  const test =
    adjusted === null
      ? `${difference.n} ${difference.n === 1 ? 'seed' : 'seeds'}, no test`
      : `adjusted p ${pText(adjusted)}, n ${n}, ${family} comparisons`;
  return `${intervalText(difference)} (${test})`;
}

/** e.g. ".031" or "below .001". */
export const pText = (p: number): string => (p < 0.001 ? 'below .001' : p.toFixed(3).replace(/^0/, ''));

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;

/** e.g. "12 %"; a share from 0 to 1. */
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
