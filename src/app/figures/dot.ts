/** The mark of a column: in ink where it is no criterion's. */
import type { Markup } from '../../exchange/markup.ts';
import { hueOf } from '../../exchange/svg/colours.ts';
import { shapeAt } from '../../exchange/svg/dot.ts';
import type { Look } from '../palette.ts';

export const dot = (look: Look | undefined, x: number, y: number): Markup =>
  shapeAt(look?.shape ?? 'round', hueOf(look), x, y);
