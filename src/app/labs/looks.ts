/** How arms are told apart: a hue each, the same everywhere in the labs, and a mark, for those who do not see the hue. */
import { lookAt, SHAPES, type Shape } from '../palette.ts';

export interface ArmLook {
  /** A colour of the page's tokens, in either theme. */
  colour: string;
  /** Its number among the hues of figures (src/exchange/svg/colours.ts). */
  hue: number;
  shape: Shape;
}

/** @param place of the arm in its lab's list, from 0 on; its hue is the one that reports give it (src/exchange/labs) */
export function armLook(place: number): ArmLook {
  const { hue } = lookAt(Math.max(0, place));
  // Where hues begin again, the marks are others.
  const shape = SHAPES[(Math.max(0, place) + Math.floor(Math.max(0, place) / 8)) % SHAPES.length]!;
  return { colour: `var(--c${hue})`, hue, shape };
}

/** How measures that share a chart are told apart: by the line. */
const DASHES = ['', '5 3', '1.5 3', '8 3 2 3'] as const;
export const measureDash = (place: number): string => DASHES[place % DASHES.length]!;
