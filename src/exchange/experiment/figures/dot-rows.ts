/** Rows of dots and intervals on one axis, with names before them and numbers after: what most figures here are made of. */
import type { Interval } from '../../../experiment/analysis/shapes.ts';
import { markup, type Markup } from '../../markup.ts';
import { rule } from '../../svg/rule.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { acrossAxis } from './axis.ts';
import { NARROW, type Look } from './look.ts';
import { box, ends, interval, line, said, touch } from './parts.ts';
import { scale } from './scale.ts';

export interface DotMark {
  at: Interval;
  hollow?: boolean;
  /** What the pointer is told. */
  says: string;
}

export interface DotRow {
  name: string;
  /** After the name, quieter. */
  aside?: string;
  /** One, or two that lie one above the other. */
  marks: readonly DotMark[];
  /** By column; what a second mark has stands under it. */
  values: readonly (string | readonly [string, string])[];
  /** What the row is compared with: a band behind it. */
  behind?: Interval | null;
}

export interface DotColumn {
  head: string;
  /** Before the number where it stands in a line with others, e.g. "n ". */
  short?: string;
}

export interface DotPanel {
  groups: readonly { name: string | null; rows: readonly DotRow[] }[];
  columns: readonly DotColumn[];
  /** Drawn as a line, and held by the scale. */
  zero?: number;
  within?: readonly [number, number];
  /** Ends of the scale, where values have nothing to do with it. */
  hold?: readonly number[];
  /** What either direction of the axis means. */
  directions?: readonly [string, string];
  axis?: string;
  /** Rows of panels beside which this one stands: they share its columns. */
  alike?: readonly DotRow[];
}

const ROW = 26;
const SECOND = 18;
const HEADING = 30;
const HEAD = 22;

/** Pixels between columns of numbers. */
const GAP = 18;

export function dotRows(panel: DotPanel, look: Look): { body: Markup; height: number } {
  const rows = panel.groups.flatMap((group) => group.rows);
  const stacked = look.width < NARROW;
  const alike = panel.alike ?? rows;
  const columns = columnPlaces(panel, alike, look.width);
  const wanted = Math.max(
    80,
    ...alike.map(({ name, aside }) => widthOf(name, 13) + widthOf(aside ?? '', 12) + 22),
  );
  const labels = stacked ? 0 : Math.min(wanted, Math.max(120, 0.34 * look.width));
  const [left, right] = stacked ? [6, look.width - 6] : [labels, columns.left - GAP - 6];
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
      from: left,
      to: right,
      most: Math.min(8, (right - left) / 62),
      ...(panel.within ? { within: panel.within } : {}),
    },
  );

  const behind: Markup[] = [];
  const drawn: Markup[] = [];
  /** Where hairlines of the axis are seen: not through words. */
  const strips: [number, number][] = [];
  const top = stacked ? 4 : HEAD;
  let y = top;
  if (!stacked)
    panel.columns.forEach(({ head }, c) =>
      drawn.push(text(columns.ends[c]!, 11, head, { size: 11, fill: look.ink3, anchor: 'end' })),
    );
  panel.groups.forEach(({ name, rows: own }, g) => {
    if (name !== null) {
      if (stacked && g > 0) y += 6;
      if (g > 0 || !stacked) drawn.push(rule(0, y + 1, look.width, look.line));
      drawn.push(text(0, y + 21, fitted(name, look.width, 13, 600), { weight: 600, fill: look.ink }));
      y += HEADING;
    }
    for (const row of own) {
      const two = row.marks.length > 1;
      const half = two ? 7 : 0;
      const words = stacked ? SECOND * (two ? 3 : 2) : 0;
      const strip = two ? ROW + 8 : ROW;
      const height = words + strip + (stacked ? 12 : 0);
      const middle = y + words + strip / 2;
      if (stacked) strips.push([y + words, y + words + strip]);
      if (row.behind && Number.isFinite(row.behind.mean)) {
        const tall = strip;
        if (Number.isFinite(row.behind.low + row.behind.high))
          behind.push(
            box(
              x(row.behind.low),
              middle - tall / 2,
              x(row.behind.high) - x(row.behind.low),
              tall,
              look.method,
              0.16,
            ),
          );
        behind.push(
          line([x(row.behind.mean), middle - tall / 2], [x(row.behind.mean), middle + tall / 2], {
            colour: look.method,
            width: 1.25,
          }),
        );
      }
      drawn.push(
        markup`<g>${rowName(row, stacked ? y + 8 : middle, stacked ? look.width : labels - 14, look)}${row.marks.map(
          (mark, i) => {
            const at = middle + half * (i === 0 ? -1 : 1);
            return said(
              mark.says,
              markup`${touch(left, at - (half || ROW / 2), right - left, 2 * (half || ROW / 2))}${
                Number.isFinite(mark.at.mean)
                  ? interval(mark.at, x, at, look, mark.hollow)
                  : middled(left + 4, at, 'no value', { size: 11, fill: look.ink3 })
              }`,
            );
          },
        )}${stacked ? below(panel.columns, row, y + 8 + SECOND, look) : beside(row, middle, half, columns.ends, look)}</g>`,
      );
      y += height;
    }
  });
  const axis = acrossAxis(x, {
    left,
    right,
    y: y + 2,
    strips: stacked ? strips : [[top, y + 2]],
    look,
    ...panel,
  });
  return { body: markup`${behind}${axis.behind}${drawn}${axis.drawn}`, height: y + 2 + axis.height };
}

function rowName({ name, aside }: DotRow, y: number, width: number, look: Look): Markup {
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

const valuesOf = (row: DotRow): (readonly string[])[] =>
  row.values.map((value) => (typeof value === 'string' ? [value] : value));

const beside = (row: DotRow, middle: number, half: number, places: readonly number[], look: Look): Markup[] =>
  valuesOf(row).flatMap((value, c) =>
    value.map((words, i) =>
      middled(places[c]!, middle + (value.length > 1 ? half * (i === 0 ? -1 : 1) : 0), words, {
        ...{ size: 12, anchor: 'end' },
        fill: i === 0 ? look.ink : look.ink2,
      }),
    ),
  );

/** The numbers in a line, or two, under the name. */
function below(columns: readonly DotColumn[], row: DotRow, y: number, look: Look): Markup[] {
  const values = valuesOf(row);
  return row.marks.map((_, i) => {
    const words = values.flatMap((value, c) =>
      value[i] === undefined ? [] : [`${columns[c]!.short ?? ''}${value[i]}`],
    );
    return middled(0, y + SECOND * i, fitted(words.join(' · '), look.width, 12), {
      ...{ size: 12, fill: i === 0 ? look.ink2 : look.ink3 },
    });
  });
}

function columnPlaces(
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
