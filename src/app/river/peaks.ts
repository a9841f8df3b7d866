/** Where a thick stream says its peak: inside it, where it is thickest. */
import type { Flow } from './flow.ts';

export interface Peak {
  column: number;
  step: number;
  share: number;
  /** Middle of the stream there, as a share of the band: bed 0, surface 1. */
  middle: number;
}

/** Pixels that a stream is at least thick where its peak is written, and beside that under the whole label. */
const THICK = 40;
const ROOM = 20;

/**
 * The peaks of some streams up to a step, of those thick enough; a peak that is still too near to the head to be one
 * is left out, for the label beside the head says it.
 *
 * @param columns the streams
 * @param height of the band in pixels
 * @param pixels per step
 * @param halfWidth of a column's label in pixels
 */
export function peaks(
  flow: Flow,
  columns: readonly number[],
  head: number,
  height: number,
  pixels: number,
  halfWidth: (column: number) => number,
): Peak[] {
  return columns.flatMap((column) => {
    const place = flow.order.indexOf(column);
    const half = Math.ceil((halfWidth(column) + 4) / pixels);
    let best = -1;
    let share = THICK / height;
    for (let step = half; step <= head - half; step++) {
      const here = flow.share(step, column);
      if (here > share) [best, share] = [step, here];
    }
    if (best < 0) return [];
    for (let step = head - half + 1; step <= head; step++) if (flow.share(step, column) > share) return [];
    let [lower, upper] = [0, 1];
    const stride = Math.max(1, Math.floor(half / 8));
    for (let step = best - half; step <= best + half; step += stride) {
      lower = Math.max(lower, flow.lower(step, place));
      upper = Math.min(upper, flow.upper(step, place));
      if (!flow.runs(step, place)) return [];
    }
    if ((upper - lower) * height < ROOM) return [];
    return [{ column, step: best, share, middle: (lower + upper) / 2 }];
  });
}
