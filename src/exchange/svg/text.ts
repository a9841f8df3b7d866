/** Text of figures: set as text, measured by rule, since a figure is made without a page. */
import { markup, type Markup } from '../markup.ts';
import { tenth } from './drawn-steps.ts';
import { INK } from './colours.ts';

export const SANS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

export interface Type {
  size?: number;
  weight?: 400 | 600;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** A line of text on a baseline. */
export function text(x: number, y: number, words: string, type: Type = {}): Markup {
  const { size = 13, weight = 400, fill = INK, anchor = 'start' } = type;
  return markup`<text x="${tenth(x)}" y="${tenth(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${words}</text>`;
}

/** The same, in the middle of a height: a third of its size above the baseline. Not every reader of SVG knows "central". */
export const middled = (x: number, y: number, words: string, type: Type = {}): Markup =>
  text(x, y + 0.35 * (type.size ?? 13), words, type);

/** About how wide a character of Helvetica is, in ems. */
function ems(character: string): number {
  if (/[ijl.,:;'|!ftI()[\]/ ·-]/.test(character)) return 0.29;
  if (/[mwMW@%…—]/.test(character)) return 0.86;
  if (/[A-Z]/.test(character)) return 0.69;
  return character > '\u2e80' ? 1 : 0.55;
}

export const widthOf = (words: string, size: number, weight: 400 | 600 = 400): number =>
  [...words].reduce((sum, character) => sum + ems(character), 0) * size * (weight === 600 ? 1.06 : 1);

/** The words, or as many of their characters as fit, and an ellipsis. */
export function fitted(words: string, width: number, size: number, weight: 400 | 600 = 400): string {
  if (widthOf(words, size, weight) <= width) return words;
  const characters = [...words];
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, size, weight) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Lines of at most a width, broken where two parts meet; a part that alone is wider is cut. */
export function lines(parts: readonly string[], between: string, width: number, size: number): string[] {
  const made: string[] = [];
  for (const part of parts) {
    const longer = made.length > 0 ? made.at(-1) + between + part : '';
    if (longer && widthOf(longer, size) <= width) made[made.length - 1] = longer;
    else made.push(fitted(part, width, size));
  }
  return made;
}
