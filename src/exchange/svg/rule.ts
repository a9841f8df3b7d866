/** A hairline across. */
import { markup, type Markup } from '../markup.ts';
import { LINE } from './colours.ts';

/** A pixel thick, its upper edge at a height. */
export const rule = (x: number, y: number, length: number, stroke: string = LINE): Markup =>
  markup`<path d="M${x} ${y + 0.5}h${length}" stroke="${stroke}" fill="none"/>`;
