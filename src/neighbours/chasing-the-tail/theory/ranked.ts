/**
 * A drawn curve made measure-preserving: each height becomes the share of answers that lie below it, so that f(u) is
 * uniform on [0,1] as Theorem 1 wants it. Answers that tie get the middle of the ranks that they share, and stay tied.
 */
import type { Curve, Piece } from './curve.ts';

export interface Ranked {
  curve: Curve;
  /** Share of answers that tie with others, in [0,1]; above 0 no order of theirs is measure-preserving. */
  tied: number;
}

/** Heights that differ by less than this part of the whole range are one height: rounding is no order. */
const SAME = 1e-9;

/** @param drawn of any heights; ranks are all that counts, so stretching it upwards changes nothing */
export function ranked(drawn: Curve): Ranked {
  const heights = drawn.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);
  const same = SAME * (heights.at(-1)! - heights[0]!);
  const levels = heights.filter((level, i) => i === 0 || level - heights[i - 1]! > same);
  const levelOf = (height: number): number => levels.findLastIndex((level) => level <= height);
  /** The piece's lowest and highest level; the same one where its answers tie. */
  const span = ({ start, end }: Piece): [number, number] => [
    levelOf(Math.min(start, end)),
    levelOf(Math.max(start, end)),
  ];

  // Answers at each level (they tie), and between it and the next one (they do not).
  const at = levels.map(() => 0);
  const above = levels.map(() => 0);
  for (const piece of drawn) {
    const width = piece.to - piece.from;
    const [first, last] = span(piece);
    if (first === last) at[first]! += width;
    for (let k = first; k < last; k++)
      above[k]! += (width * (levels[k + 1]! - levels[k]!)) / (levels[last]! - levels[first]!);
  }
  const below: number[] = [];
  let sum = 0;
  for (const k of levels.keys()) {
    below.push(sum);
    sum += at[k]! + above[k]!;
  }

  const curve = drawn.flatMap((piece): Piece[] => {
    const { from, to, start, end } = piece;
    const [first, last] = span(piece);
    if (first === last) {
      const rank = below[first]! + at[first]! / 2;
      return [{ from, to, start: rank, end: rank }];
    }
    const placeOf = (k: number) => from + ((to - from) * (levels[k]! - start)) / (end - start);
    const rising = end > start;
    const parts = Array.from({ length: last - first }, (_, i) => {
      const k = rising ? first + i : last - 1 - i;
      const [low, high] = [below[k]! + at[k]!, below[k]! + at[k]! + above[k]!];
      return rising
        ? { from: placeOf(k), to: placeOf(k + 1), start: low, end: high }
        : { from: placeOf(k + 1), to: placeOf(k), start: high, end: low };
    });
    // Rounding must leave no gap at the piece's own ends.
    parts[0]!.from = from;
    parts.at(-1)!.to = to;
    return parts.filter((part) => part.to > part.from);
  });
  return { curve, tied: at.reduce((total, share) => total + share, 0) };
}
