/** The words of a row of dots: its name, and its numbers in columns beside it or in lines under the name. */
import type { Markup } from '../../markup.ts';
import { markup } from '../../markup.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { valuesOf, type DotColumn, type DotPanel, type DotRow } from './dot-panel.ts';
import type { Look } from './look.ts';

/** Pixels: between lines of words, and between columns of numbers. */
export const LEADING = 18;
export const GAP = 18;

export function rowName({ name, aside }: DotRow, y: number, width: number, look: Look): Markup {
  const whole = widthOf(name, 13);
  const asideWidth = aside ? widthOf(aside, 12) + 6 : 0;
  const room =
    whole + asideWidth <= width ? whole : Math.max(width - asideWidth, Math.min(whole, 0.6 * width));
  const words = fitted(name, room + 0.5, 13);
  const after = widthOf(words, 13) + 6;
  const base = y + 4.5; // one line for both sizes
  return markup`${text(0, base, words, { fill: look.ink })}${
    aside ? text(after, base, fitted(aside, width - after + 1, 12), { size: 12, fill: look.ink3 }) : ''
  }`;
}

export const beside = (
  row: DotRow,
  middle: number,
  half: number,
  places: readonly number[],
  look: Look,
): Markup[] =>
  valuesOf(row).flatMap((value, c) =>
    value.map((words, i) =>
      middled(places[c]!, middle + (value.length > 1 ? half * (i === 0 ? -1 : 1) : 0), words, {
        ...{ size: 12, anchor: 'end' },
        fill: i === 0 ? look.ink : look.ink2,
      }),
    ),
  );

/** The numbers of one of a row's marks in a line, e.g. "n 8 · +.59 · [+.47, +.69] · p .031". */
export const lineOf = (columns: readonly DotColumn[], row: DotRow, mark: number): string =>
  valuesOf(row)
    .flatMap((value, c) => (value[mark] === undefined ? [] : [`${columns[c]!.short ?? ''}${value[mark]}`]))
    .join(' · ');

/** The numbers in a line of their own for each mark, or at the end of the name's line. */
export function below(
  columns: readonly DotColumn[],
  row: DotRow,
  y: number,
  sameLine: boolean,
  look: Look,
): Markup[] {
  return row.marks.map((_, i) =>
    text(
      sameLine ? look.width : 0,
      y + 4.5 + (sameLine ? 0 : LEADING * (i + 1)),
      fitted(lineOf(columns, row, i), look.width, 12),
      { size: 12, fill: i === 0 ? look.ink2 : look.ink3, anchor: sameLine ? 'end' : 'start' },
    ),
  );
}

export function columnPlaces(
  { columns }: DotPanel,
  rows: readonly DotRow[],
  width: number,
): { left: number; ends: number[] } {
  const ends: number[] = [];
  let right = width;
  for (let c = columns.length - 1; c >= 0; c--) {
    ends[c] = right;
    const cells = rows.flatMap((row) => valuesOf(row)[c] ?? []);
    right -= Math.max(widthOf(columns[c]!.head, 11), ...cells.map((cell) => widthOf(cell, 12))) + GAP;
  }
  return { left: right + GAP, ends };
}
