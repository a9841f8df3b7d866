/** Which values a bootstrap draws: the same every time, and made once for all samples of a size. */
import { PURPOSE, uniformStream } from '../../lab/random/draw.ts';

/** Resamples of an interval, if nothing else is said. */
export const RESAMPLES = 2000;

const kept = new Map<string, Uint32Array>();
/** Tables that are kept, and numbers in one of them at most: some megabytes in all. */
const MOST_KEPT = 24;
const LARGEST_KEPT = 100_000;

/**
 * @param n size of the sample
 * @param stream another number, other draws
 * @returns places in the sample, [count][n] in one list; shared, not to be written to
 */
export function resamples(n: number, count = RESAMPLES, stream = 0): Uint32Array {
  const key = `${n} ${count} ${stream}`;
  const known = kept.get(key);
  if (known) return known;
  const next = uniformStream(0, PURPOSE.bootstrap, stream);
  const drawn = Uint32Array.from({ length: n * count }, () => Math.floor(next() * n));
  if (drawn.length > LARGEST_KEPT) return drawn;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, drawn);
  return drawn;
}
