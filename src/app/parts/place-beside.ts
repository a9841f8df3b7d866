/** Where a card stands that belongs to a part of the page: under it, over it, or beside it, within the window. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Space {
  width: number;
  height: number;
}

/** Room between the card and what it belongs to, and between the card and the window's edge. */
const GAP = 8;
const EDGE = 12;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/**
 * @param to the part of the page, in the window's coordinates
 * @param over whether it rather stands over it than under it
 */
export function placeBeside(to: Box, card: Space, view: Space, over = false): { left: number; top: number } {
  const left = clamp(to.left, EDGE, Math.max(EDGE, view.width - card.width - EDGE));
  const below = to.top + to.height + GAP;
  const above = to.top - card.height - GAP;
  const fits = { below: below + card.height <= view.height - EDGE, above: above >= EDGE };
  if (fits.above && (over || !fits.below)) return { left, top: above };
  if (fits.below) return { left, top: below };
  const highest = Math.max(EDGE, view.height - card.height - EDGE);
  const top = clamp(to.top, EDGE, highest);
  const before = to.left - card.width - GAP;
  if (before >= EDGE) return { left: before, top };
  const after = to.left + to.width + GAP;
  if (after + card.width <= view.width - EDGE) return { left: after, top };
  return { left, top: highest };
}
