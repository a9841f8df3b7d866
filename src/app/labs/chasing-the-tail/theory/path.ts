/** SVG paths of this view's lines. */
import type { Curve } from '../../../../neighbours/chasing-the-tail/theory/curve.ts';

type Scale = (value: number) => number;

/** Steps in height below this are rounding, not jumps. */
const JUMP = 1e-6;

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A curve of straight pieces; its jumps are left open. */
export function curvePath(curve: Curve, x: Scale, y: Scale): string {
  let height = NaN;
  return curve
    .map(({ from, to, start, end }) => {
      const joined = Math.abs(start - height) < JUMP;
      height = end;
      return `${joined ? '' : `M${at(x(from), y(start))}`}L${at(x(to), y(end))}`;
    })
    .join('');
}

/** Win rate over KL. */
export const frontierPath = (
  points: readonly { kl: number; winRate: number }[],
  x: Scale,
  y: Scale,
): string => points.map(({ kl, winRate }, i) => `${i === 0 ? 'M' : 'L'}${at(x(kl), y(winRate))}`).join('');
