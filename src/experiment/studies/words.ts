/** Numbers of analyses in words. */
import type { Comparison, Dose, Interval } from '../analysis/shapes.ts';
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

/** Fewer seeds support no claim of direction. */
const FEWEST = 5;

/**
 * Where along a dose the intervals are above 0, below it, or hold it, e.g. "ahead at 0 and 0.1; undecided at 0.2;
 * behind at 0.4 (n 8)"; of fewer than 5 seeds the differences alone.
 */
export function standings(points: Dose['points']): string {
  const seeds = Math.min(...points.map(({ difference }) => difference.n));
  if (seeds < FEWEST)
    return (
      points.map(({ value, difference }) => `${signed3(difference.mean)} at ${value}`).join(', ') +
      ` (${seeds} ${seeds === 1 ? 'seed' : 'seeds'}: no claim)`
    );
  const side = ({ low, high }: Interval) => (low > 0 ? 'ahead' : high < 0 ? 'behind' : 'undecided');
  const runs: { side: string; at: string[] }[] = [];
  for (const { value, difference } of points) {
    const own = side(difference);
    if (runs.at(-1)?.side === own) runs.at(-1)!.at.push(String(value));
    else runs.push({ side: own, at: [String(value)] });
  }
  return `${runs.map((run) => `${run.side} at ${listed(run.at)}`).join('; ')} (intervals of ${seeds} seeds)`;
}

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;

const percent = (share: number): string => (100 * share).toFixed(share < 0.1 ? 1 : 0);

/** e.g. "12 % [10, 14]"; shares from 0 to 1. */
export const shareText = ({ mean, low, high }: Interval): string =>
  `${percent(mean)} %${Number.isFinite(low) ? ` [${percent(low)}, ${percent(high)}]` : ''}`;
