/** What every figure has around it: a title, a line that says what ran, and where it is from. */
import { markup, type Piece } from '../../exchange/markup.ts';
import type { Run } from '../state/Run.svelte.ts';
import { INK, INK_2, INK_3, PAPER } from '../../exchange/svg/colours.ts';
import { rule } from '../../exchange/svg/rule.ts';
import { computedParts, ranParts } from './provenance.ts';
import { lines, SANS, text } from '../../exchange/svg/text.ts';

export const WIDTH = 960;
export const MARGIN = 28;
export const INSIDE = WIDTH - 2 * MARGIN;

/** Line of the header's small print. */
const LEADING = 18;

export interface Figure {
  /** Of its file, without an ending, e.g. "forgotten-footnote-effort-step-83". */
  name: string;
  svg: string;
}

export interface Drawing {
  title: string;
  /** What the marks mean, at the foot, in whole sentences. */
  caption: readonly string[];
  height: number;
  /** Drawn from 0 on, between the margins; the frame puts it in its place. */
  body: Piece;
}

/** @param at the step that the figure shows */
export function framed(run: Run, at: number, { title, caption, height, body }: Drawing): string {
  const ran = lines(ranParts(run, at), ' · ', INSIDE, 13);
  const said = [...ran, ...lines(computedParts(run), ' · ', INSIDE, 12)];
  const notes = lines(caption, ' ', INSIDE - 90, 11);
  const top = 62 + LEADING * said.length;
  const foot = top + height + 14;
  const whole = Math.round(foot + 16 + 15 * notes.length + 14);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img" aria-label="${`${title}. ${said.join(', ')}`}" font-family="${SANS}"><title>${title}</title>
<rect width="${WIDTH}" height="${whole}" fill="${PAPER}"/>
${text(MARGIN, 40, title, { size: 21, weight: 600 })}
${said.map((line, i) =>
  text(MARGIN, 62 + LEADING * i, line, i < ran.length ? { fill: INK_2 } : { size: 12, fill: INK_3 }),
)}
<g transform="translate(${MARGIN} ${top})">${body}</g>
${rule(MARGIN, foot, INSIDE)}
${notes.map((line, i) => text(MARGIN, foot + 20 + 15 * i, line, { size: 11, fill: INK_3 }))}
${text(WIDTH - MARGIN, foot + 20, 'Focal Lab', { size: 11, weight: 600, fill: INK, anchor: 'end' })}
</svg>
`.text;
}
