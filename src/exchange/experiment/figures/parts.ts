/** Parts that figures share: lines, interval marks, and what the pointer is told of them. */
import type { Interval } from '../../../experiment/analysis/shapes.ts';
import { markup, type Markup, type Piece } from '../../markup.ts';
import { tenth } from '../../svg/drawn-steps.ts';
import type { Look } from './look.ts';

/** Marks that say their numbers where a pointer rests on them. */
export const said = (words: string, inside: Piece): Markup => markup`<g><title>${words}</title>${inside}</g>`;

export interface Stroke {
  colour: string;
  width?: number;
  dash?: string;
}

export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { colour, width = 1, dash }: Stroke,
): Markup =>
  markup`<path d="M${tenth(x1)} ${tenth(y1)}L${tenth(x2)} ${tenth(y2)}" stroke="${colour}" stroke-width="${width}"${dash ? markup` stroke-dasharray="${dash}"` : ''} fill="none"/>`;

export const box = (x: number, y: number, width: number, height: number, fill: string, opacity = 1): Markup =>
  markup`<rect x="${tenth(x)}" y="${tenth(y)}" width="${tenth(Math.max(0, width))}" height="${tenth(Math.max(0, height))}" fill="${fill}"${opacity < 1 ? markup` fill-opacity="${Math.round(1000 * opacity) / 1000}"` : ''}/>`;

/** Where a pointer finds a thin mark. */
export const touch = (x: number, y: number, width: number, height: number): Markup =>
  box(x, y, width, height, 'transparent');

/** A mean: solid, or hollow. */
export const spot = (x: number, y: number, look: Look, hollow = false, radius = 4.5): Markup =>
  hollow
    ? markup`<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${radius - 0.8}" fill="${look.paper}" stroke="${look.ink}" stroke-width="1.6"/>`
    : markup`<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${radius}" fill="${look.ink}"/>`;

/** An interval as a line and its mean as a spot on it; nothing where nothing is known. */
export function interval(
  { mean, low, high }: Interval,
  x: (value: number) => number,
  y: number,
  look: Look,
  hollow = false,
): Markup {
  const known = Number.isFinite(low) && Number.isFinite(high);
  return markup`${
    known && line([x(low), y], [x(high), y], { colour: look.ink, width: hollow ? 1.4 : 2 })
  }${Number.isFinite(mean) && spot(x(mean), y, look, hollow)}`;
}

/** What of an interval a scale has to hold. */
export const ends = (interval: Interval | null): number[] =>
  interval ? [interval.mean, interval.low, interval.high].filter(Number.isFinite) : [];
