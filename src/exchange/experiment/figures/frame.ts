/** Figures as they are handed out: in a file with its own title, caption and margins, or bare, for a page. */
import { markup, type Markup } from '../../markup.ts';
import { rule } from '../../svg/rule.ts';
import { lines, text } from '../../svg/text.ts';
import type { Figure } from './figure.ts';
import { fileLook, type Look, type Names } from './look.ts';

/** Pixels that a file is wide, and those left free at its edges. */
export const FILE_WIDTH = 960;
const MARGIN = 28;
const LEADING = 16;

/** What a figure is drawn with that goes into a file. */
export const framedLook = (names: Names = {}, width = FILE_WIDTH): Look =>
  fileLook(width - 2 * MARGIN, names);

/**
 * A figure that stands alone: an SVG document.
 *
 * @param ran what it is of, a line each, e.g. "Forgotten footnote, seeds 51–58, 150 steps" and what computed it
 */
export function framed(figure: Figure, look: Look, ran: readonly string[]): string {
  const inside = figure.width;
  const width = inside + 2 * MARGIN;
  const small = inside < 500;
  const titleSize = small ? 17 : 21;
  const title = lines(figure.title.split(' '), ' ', inside, titleSize * 1.06);
  const saying = ran.flatMap((parts) => lines(parts.split(' '), ' ', inside, 12));
  const notes = lines(
    figure.caption.flatMap((each) => each.split(' ')),
    ' ',
    inside - (small ? 0 : 90),
    12,
  );
  const top = 22 + (titleSize + 5) * title.length + LEADING * saying.length + 22;
  const foot = Math.ceil(top + figure.height + 16);
  const height = Math.round(foot + 12 + LEADING * (notes.length + (small ? 1 : 0)) + 16);
  const name = { size: 12, weight: 600, fill: look.ink, anchor: 'end' } as const;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label(figure)}" font-family="${look.sans}"><title>${figure.title}</title>
<rect width="${width}" height="${height}" fill="${look.paper}"/>
${title.map((words, i) => text(MARGIN, 22 + titleSize + (titleSize + 5) * i, words, { size: titleSize, weight: 600, fill: look.ink }))}
${saying.map((words, i) => text(MARGIN, 22 + (titleSize + 5) * title.length + LEADING * (i + 1), words, { size: 12, fill: look.ink3 }))}
<g transform="translate(${MARGIN} ${top})">${figure.body}</g>
${rule(MARGIN, foot, inside, look.line)}
${notes.map((words, i) => text(MARGIN, foot + 22 + LEADING * i, words, { size: 12, fill: look.ink2 }))}
${text(width - MARGIN, foot + 22 + (small ? LEADING * notes.length : 0), 'Focal Lab', name)}
</svg>
`.text;
}

/** The drawing alone, for a page that sets title and caption itself; as wide as the page has room. */
export const bare = (figure: Figure, look: Look): Markup =>
  markup`<svg xmlns="http://www.w3.org/2000/svg" width="${figure.width}" height="${Math.ceil(figure.height)}" viewBox="0 0 ${figure.width} ${Math.ceil(figure.height)}" role="img" aria-label="${label(figure)}" font-family="${look.sans}">${figure.body}</svg>`;

const label = ({ title, caption }: Figure): string => `${title}. ${caption.join(' ')}`;
