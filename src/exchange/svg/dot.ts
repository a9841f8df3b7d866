/** The mark of a criterion: its hue, and a shape that tells apart those that share one (cf. src/app/parts/Dot.svelte). */
import { markup, type Markup } from '../markup.ts';
import { PAPER } from './colours.ts';
import { tenth } from './drawn-steps.ts';
import type { Shape } from './palette.ts';

/** About 9 pixels wide, around a point. */
export function shapeAt(shape: Shape, fill: string, x: number, y: number, paper: string = PAPER): Markup {
  const [left, top] = [tenth(x), tenth(y)];
  switch (shape) {
    case 'square':
      return markup`<rect x="${tenth(x - 4.5)}" y="${tenth(y - 4.5)}" width="9" height="9" fill="${fill}"/>`;
    case 'diamond':
      return markup`<path d="M${left} ${tenth(y - 5.6)}l5.6 5.6-5.6 5.6-5.6-5.6z" fill="${fill}"/>`;
    case 'ring':
      return markup`<circle cx="${left}" cy="${top}" r="3.3" fill="${paper}" stroke="${fill}" stroke-width="2.4"/>`;
    case 'round':
      return markup`<circle cx="${left}" cy="${top}" r="4.5" fill="${fill}"/>`;
  }
}
