/** A line and its name, entry after entry, in as many rows as they need. */
import { markup, type Markup } from '../../markup.ts';
import { fitted, middled, widthOf } from '../../svg/text.ts';
import type { Look } from './look.ts';
import { line, type Stroke } from './parts.ts';

const LEADING = 19;
const SAMPLE = 30;

export function legend(
  entries: readonly { words: string; stroke: Stroke }[],
  look: Look,
): { drawn: Markup; height: number } {
  let [x, y] = [0, 9];
  const drawn = entries.map(({ words, stroke }) => {
    const bold = (stroke.width ?? 1) > 2 ? 600 : 400;
    const name = fitted(words, look.width - SAMPLE, 12, bold);
    const width = SAMPLE + widthOf(name, 12, bold);
    if (x > 0 && x + width > look.width) [x, y] = [0, y + LEADING];
    const entry = markup`${line([x, y], [x + 24, y], stroke)}${middled(x + SAMPLE, y, name, { size: 12, weight: bold, fill: bold === 600 ? look.ink : look.ink2 })}`;
    x += width + 20;
    return entry;
  });
  return { drawn: markup`<g>${drawn}</g>`, height: entries.length > 0 ? y + LEADING - 5 : 0 };
}
