/** What the criteria's charts say: scores by method at a step, and which criterion has the lowest. */
import { unit } from '../format.ts';
import { counts } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';

/** From this many seeds on, their range is worth a band. */
export const BAND = 3;

/** A criterion's score under each method; NaN for what nothing detects yet, rather than 0. */
export function scoresOf(
  run: Run,
  column: number,
  at: number,
): { name: string; value: number; range: string }[] {
  const { smooth, methods } = run;
  const detected = run.columns[column]!.detector !== null;
  return methods.map(({ name, lanes }, m) => {
    const { low, high } = smooth.range(m, column);
    const range = lanes.length > 1 ? ` (${unit(low[at])} to ${unit(high[at])})` : '';
    return { name, value: detected ? (smooth.mean(m, 'scores', column)[at] ?? NaN) : NaN, range };
  });
}

/** The lowest score of any method among the criteria that count, and whose it is. */
export function lowestOf(run: Run, at: number): { column: number; method: string } {
  let best = { column: -1, value: Infinity, method: '' };
  for (const column of run.shown) {
    if (!counts(run.columns[column]!)) continue;
    for (const { name, value } of scoresOf(run, column, at))
      if (value < best.value) best = { column, value, method: name };
  }
  return best;
}
