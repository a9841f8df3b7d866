/** Where names of points stand so that they lie on no other point, and on no other name. */

export interface Point {
  x: number;
  y: number;
  /** Of its name. */
  width: number;
}

export interface Place {
  x: number;
  /** The middle of the name. */
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HALF = 7;

/**
 * Right, left, above, below, and further off; the first that meets nothing, or else what meets least.
 *
 * @param lines that names keep off as well
 */
export function placeBeside(points: readonly Point[], bounds: Box, lines: readonly Box[] = []): Place[] {
  const own: Box[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const taken = [...own, ...lines];
  return points.map(({ x, y, width }, i) => {
    const choices: Place[] = [
      ...[0, -12, 12].flatMap((lift): Place[] => [
        { x: x + 10, y: y + lift, anchor: 'start' },
        { x: x - 10, y: y + lift, anchor: 'end' },
      ]),
      { x, y: y - 15, anchor: 'middle' },
      { x, y: y + 15, anchor: 'middle' },
      ...[-24, 24, -36, 36].flatMap((lift): Place[] => [
        { x: x + 10, y: y + lift, anchor: 'start' },
        { x: x - 10, y: y + lift, anchor: 'end' },
      ]),
    ];
    const costs = choices.map((choice) => {
      const box = boxOf(choice, width);
      const outside =
        Math.max(0, bounds.left - box.left) +
        Math.max(0, box.right - bounds.right) +
        Math.max(0, bounds.top - box.top) +
        Math.max(0, box.bottom - bounds.bottom);
      return 100 * outside + taken.reduce((sum, other, j) => sum + (j === i ? 0 : overlap(box, other)), 0);
    });
    const best = choices[costs.indexOf(Math.min(...costs))]!;
    taken.push(boxOf(best, width));
    return best;
  });
}

function boxOf({ x, y, anchor }: Place, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HALF, bottom: y + HALF };
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
