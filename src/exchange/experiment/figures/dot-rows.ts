/** Rows of dots and intervals on one axis, with names before them and numbers after: what most figures here are made of. */
import { markup, type Markup } from '../../markup.ts';
import { rule } from '../../svg/rule.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { acrossAxis } from './axis.ts';
import type { DotPanel, DotRow } from './dot-panel.ts';
import { below, beside, columnPlaces, GAP, LEADING, lineOf, rowName } from './dot-row-words.ts';
import { NARROW, type Look } from './look.ts';
import { box, ends, interval, line, said, touch } from './parts.ts';
import { scale } from './scale.ts';

/** Pixels: heights of a row with one mark and with two, of a group's name, and of the columns' heads. */
const ROW = 26;
const PAIR = 38;
const HEADING = 30;
const HEAD = 22;

/** Where a row of a narrow figure ends, free of hairlines. */
const BELOW = 10;

export function dotRows(panel: DotPanel, look: Look): { body: Markup; height: number } {
  const rows = panel.groups.flatMap((group) => group.rows);
  const alike = panel.alike ?? rows;
  const narrow = look.width < NARROW;
  const columns = columnPlaces(panel, alike, look.width);
  const nameWidth = ({ name, aside }: DotRow) => widthOf(name, 13) + widthOf(aside ?? '', 12) + 22;
  const labels = narrow
    ? 0
    : Math.min(Math.max(80, ...alike.map(nameWidth)), Math.max(120, 0.34 * look.width));
  const [left, right] = narrow ? [6, look.width - 6] : [labels, columns.left - GAP - 6];
  /** Names and numbers share a line where all of them fit. */
  const short = alike.every(
    (row) =>
      row.marks.length === 1 && nameWidth(row) + widthOf(lineOf(panel.columns, row, 0), 12) <= look.width,
  );
  const x = scale(
    [
      ...(panel.zero === undefined ? [] : [panel.zero]),
      ...(panel.hold ?? []),
      ...rows.flatMap(({ marks, behind }) => [
        ...marks.flatMap(({ at }) => ends(at)),
        ...ends(behind ?? null),
      ]),
    ],
    {
      ...{ from: left, to: right, most: Math.min(8, (right - left) / 62) },
      ...(panel.within ? { within: panel.within } : {}),
    },
  );

  const behind: Markup[] = [];
  const drawn: Markup[] = [];
  const strips: [number, number][] = [];
  const top = narrow ? 4 : HEAD;
  let y = top;
  if (!narrow)
    panel.columns.forEach(({ head }, c) =>
      drawn.push(text(columns.ends[c]!, 11, head, { size: 11, fill: look.ink3, anchor: 'end' })),
    );
  panel.groups.forEach(({ name, rows: own }, g) => {
    if (name !== null) {
      if (narrow && g > 0) y += 4;
      if (g > 0 || !narrow) drawn.push(rule(0, y + 1, look.width, look.line));
      drawn.push(text(0, y + 21, fitted(name, look.width, 13, 600), { weight: 600, fill: look.ink }));
      y += HEADING;
    }
    for (const row of own) {
      const two = row.marks.length > 1;
      const strip = two ? PAIR : ROW;
      const half = two ? 7 : 0;
      const words = narrow ? LEADING * (short ? 1 : 1 + row.marks.length) : 0;
      const middle = y + words + strip / 2;
      if (narrow) strips.push([y + words, y + words + strip]);
      if (row.behind) behind.push(band(row.behind, x, middle, strip, look));
      const marks = row.marks.map((mark, i) => {
        const at = middle + half * (i === 0 ? -1 : 1);
        const reach = half || ROW / 2;
        return said(
          mark.says,
          markup`${touch(left, at - reach, right - left, 2 * reach)}${
            Number.isFinite(mark.at.mean)
              ? interval(mark.at, x, at, look, mark.hollow)
              : middled(left + 4, at, 'no value', { size: 11, fill: look.ink3 })
          }`,
        );
      });
      const room = !narrow ? labels - 14 : short ? nameWidth(row) : look.width;
      drawn.push(
        markup`<g>${rowName(row, narrow ? y + 8 : middle, room, look)}${marks}${
          narrow
            ? below(panel.columns, row, y + 8, short, look)
            : beside(row, middle, half, columns.ends, look)
        }</g>`,
      );
      y += words + strip + (narrow ? BELOW : 0);
    }
  });
  const bottom = y + 2;
  const axis = acrossAxis(x, {
    ...{ left, right, y: bottom, strips: narrow ? strips : [[top, bottom] as const], look },
    ...panel,
  });
  return { body: markup`${behind}${axis.behind}${drawn}${axis.drawn}`, height: bottom + axis.height };
}

/** What a row is compared with. */
function band(
  { mean, low, high }: NonNullable<DotRow['behind']>,
  x: (value: number) => number,
  middle: number,
  tall: number,
  look: Look,
): Markup {
  const [top, bottom] = [middle - tall / 2, middle + tall / 2];
  return markup`${
    Number.isFinite(low + high) && box(x(low), top, x(high) - x(low), tall, look.method, 0.16)
  }${Number.isFinite(mean) && line([x(mean), top], [x(mean), bottom], { colour: look.method, width: 1.25 })}`;
}
