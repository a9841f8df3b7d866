/** Where a thick stream says its peak: inside it, where it is thickest. */
import type { Flow } from './flow.ts';

export interface Peak {
  column: number;
  /** Where its label stands, at the peak or near it. */
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
    for (let step = 0; step <= head; step++) {
      const here = flow.share(step, column);
      if (here > share) [best, share] = [step, here];
    }
    if (best < 0 || best > head - half) return [];
    // Where around the peak the stream leaves most room for the whole label.
    let room = { step: -1, middle: 0, height: ROOM / height };
    const stride = Math.max(1, Math.floor(half / 8));
    for (let at = Math.max(half, best - half); at <= Math.min(head - half, best + half); at += stride) {
      const found = clear(flow, place, at - half, at + half, stride);
      if (found.height > room.height) room = { step: at, ...found };
    }
    return room.step < 0 ? [] : [{ column, step: room.step, share, middle: room.middle }];
  });
}

/** What a stream covers all the way from one step to another; no height where it is broken. */
function clear(flow: Flow, place: number, from: number, to: number, stride: number) {
  let [lower, upper] = [0, 1];
  for (let step = from; step <= to; step += stride) {
    if (!flow.runs(step, place)) return { middle: 0, height: 0 };
    lower = Math.max(lower, flow.lower(step, place));
    upper = Math.min(upper, flow.upper(step, place));
  }
  return { middle: (lower + upper) / 2, height: upper - lower };
}
