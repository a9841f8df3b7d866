/** Axes: round numbers under (or beside) a drawing, hairlines through it, and what its directions mean. */
import { markup, type Markup } from '../../markup.ts';
import { tenth } from '../../svg/drawn-steps.ts';
import { middled, text, widthOf } from '../../svg/text.ts';
import type { Look } from './look.ts';
import { line } from './parts.ts';
import type { Scale } from './scale.ts';

interface Across {
  left: number;
  right: number;
  /** Where it lies, and from where to where its hairlines are seen above it. */
  y: number;
  strips: readonly (readonly [number, number])[];
  look: Look;
  zero?: number;
  directions?: readonly [string, string];
  axis?: string;
}

/** @returns what lies behind the marks, the axis itself, and what height it takes below `y` */
export function acrossAxis(
  x: Scale,
  { left, right, y, strips, look, zero, directions, axis }: Across,
): { behind: Markup; drawn: Markup; height: number } {
  const through = (value: number, colour: string) =>
    strips.map(([top, bottom]) => line([x(value), top], [x(value), bottom], { colour }));
  const behind = markup`${x.ticks.map((tick) => tick !== zero && through(tick, look.line))}${
    zero !== undefined && markup`${through(zero, look.ink3)}`
  }`;
  const ticks = x.ticks.map((tick) =>
    text(x(tick), y + 16, x.write(tick), { size: 11, fill: look.ink3, anchor: 'middle' }),
  );
  let height = 20;
  const words: Markup[] = [];
  if (directions && zero !== undefined) {
    words.push(markup`${directionWords(directions, x(zero), { left, right, y: y + 35, look })}`);
    height += 20;
  }
  if (axis) {
    words.push(
      text((left + right) / 2, y + 17 + height - 2, axis, { size: 11, fill: look.ink3, anchor: 'middle' }),
    );
    height += 18;
  }
  return { behind, drawn: markup`<g>${ticks}${words}</g>`, height };
}

/** Either direction on its side of the line; both kept inside. */
function directionWords(
  [before, after]: readonly [string, string],
  middle: number,
  { left, right, y, look }: { left: number; right: number; y: number; look: Look },
): Markup {
  const [first, second] = [`← ${before}`, `${after} →`];
  const type = { size: 12, fill: look.ink2 } as const;
  const [one, two] = [widthOf(first, 12), widthOf(second, 12)];
  let end = Math.max(left + one, middle - 8);
  let start = Math.min(right - two, middle + 8);
  if (end + 12 > start) {
    if (start < right - two - 1) start = Math.min(right - two, end + 12);
    end = Math.min(end, start - 12);
    if (end - one < left) [end, start] = [left + one, Math.max(start, left + one + 12)];
  }
  return markup`${text(end, y, first, { ...type, anchor: 'end' })}${text(start, y, second, type)}`;
}

interface Up {
  left: number;
  right: number;
  look: Look;
}

/** Numbers left of a drawing and hairlines through it. */
export const upAxis = (y: Scale, { left, right, look }: Up): Markup =>
  markup`<g>${y.ticks.map(
    (tick) =>
      markup`<path d="M${tenth(left)} ${tenth(y(tick))}H${tenth(right)}" stroke="${look.line}" fill="none"/>${middled(left - 8, y(tick), y.write(tick), { size: 11, fill: look.ink3, anchor: 'end' })}`,
  )}</g>`;
