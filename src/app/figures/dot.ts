/** The mark of a criterion: its hue, and a shape that tells apart those that share one (cf. ../parts/Dot.svelte). */
import { markup, type Markup } from '../../exchange/markup.ts';
import type { Look } from '../palette.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { hueOf, PAPER } from './colours.ts';

export function dot(look: Look | undefined, x: number, y: number): Markup {
  const fill = hueOf(look);
  const [left, top] = [tenth(x), tenth(y)];
  switch (look?.shape) {
    case 'square':
      return markup`<rect x="${tenth(x - 4.5)}" y="${tenth(y - 4.5)}" width="9" height="9" fill="${fill}"/>`;
    case 'diamond':
      return markup`<path d="M${left} ${tenth(y - 5.6)}l5.6 5.6-5.6 5.6-5.6-5.6z" fill="${fill}"/>`;
    case 'ring':
      return markup`<circle cx="${left}" cy="${top}" r="3.3" fill="${PAPER}" stroke="${fill}" stroke-width="2.4"/>`;
    default:
      return markup`<circle cx="${left}" cy="${top}" r="4.5" fill="${fill}"/>`;
  }
}
