/**
 * A proxy reward over gold quantiles: which reward f(u) the judge gives to an answer that is better than a share u of the
 * base policy's answers. Made of straight pieces, with jumps between them, so that every integral over it is exact.
 */

/** Straight from (from, start) to (to, end); `start` = `end` means that the answers in between tie. */
export interface Piece {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** Pieces that cover [0,1] from left to right, none of them empty. */
export type Curve = readonly Piece[];

function checkShare(c: number): void {
  if (!(c >= 0 && c <= 1)) throw new Error(`A share of answers is ${c}; allowed is 0 to 1.`);
}

const covering = (pieces: readonly Piece[]): Curve => pieces.filter(({ from, to }) => to > from);

/** The judge ranks as gold does. */
export const rightEverywhere: Curve = [{ from: 0, to: 1, start: 0, end: 1 }];

/**
 * The best answers in reverse order (arXiv 2509.21500): f(u) = 2 − c − u for u > 1 − c, else u.
 *
 * @param c share of answers that are ranked the wrong way round, in [0,1]
 */
export function topWrong(c: number): Curve {
  checkShare(c);
  const edge = 1 - c;
  return covering([
    { from: 0, to: edge, start: 0, end: edge },
    { from: edge, to: 1, start: 1, end: edge },
  ]);
}

/** The worst answers in reverse order (from there too): f(u) = c − u for u ≤ c, else u. */
export function worstWrong(c: number): Curve {
  checkShare(c);
  return covering([
    { from: 0, to: c, start: c, end: 0 },
    { from: c, to: 1, start: c, end: 1 },
  ]);
}

/** A judge that is satisfied too early: the best share c of the answers gets one and the same reward. */
export function ceiling(c: number): Curve {
  checkShare(c);
  const edge = 1 - c;
  return covering([
    { from: 0, to: edge, start: 0, end: edge },
    { from: edge, to: 1, start: edge, end: edge },
  ]);
}

/**
 * A curve drawn through heights at evenly spaced places, straight in between.
 *
 * @param heights at u = 0, 1/n, …, 1; at least two finite numbers of any size
 */
export function through(heights: readonly number[]): Curve {
  const odd = heights.find((height) => !Number.isFinite(height));
  if (odd !== undefined) throw new Error(`A height of the drawing is ${odd}; allowed are finite numbers.`);
  const n = heights.length - 1;
  if (n < 1) throw new Error(`A drawing has ${heights.length} heights; it needs at least 2.`);
  return Array.from({ length: n }, (_, i) => ({
    ...{ from: i / n, to: (i + 1) / n, start: heights[i]!, end: heights[i + 1]! },
  }));
}

/** The curve's height at u in [0,1]; where it jumps, that of the piece on the left. */
export function heightAt(curve: Curve, u: number): number {
  const piece = curve.find(({ to }) => u <= to) ?? curve.at(-1)!;
  const part = (u - piece.from) / (piece.to - piece.from);
  return piece.start + (piece.end - piece.start) * part;
}
