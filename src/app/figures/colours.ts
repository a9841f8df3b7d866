/** Colours of figures as numbers, for those that are mixed. */
import { INK, PAPER } from '../../exchange/svg/colours.ts';
import { parseHex } from '../river/colour.ts';

export const RGB_PAPER = parseHex(PAPER);
export const RGB_INK = parseHex(INK);
