/** Numbers as tables of results have them. */
import type { Interval } from '../analysis/shapes.ts';
import { NONE, type Column } from './table.ts';

/** Three decimals, e.g. "0.712", "−0.040"; never "−0.000". A dash where there is no number. */
export function number3(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const text = Math.abs(value).toFixed(3);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** With its sign, e.g. "+0.045". */
export function signed3(value: number | null): string {
  const text = number3(value);
  return value !== null && value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A p-value, e.g. "0.008", "< 0.001". */
export const pText = (p: number | null): string => (p !== null && p < 0.001 ? '< 0.001' : number3(p));

/** e.g. "+0.045 [+0.010, +0.080]"; without brackets where there is no interval. */
export const intervalText = ({ mean, low, high }: Interval, number = number3): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${number(mean)} [${number(low)}, ${number(high)}]`
    : number(mean);

/**
 * The columns of an interval.
 *
 * @param apart in three columns, for a spreadsheet, instead of "mean [low, high]" in one
 */
export function intervalColumns<Row>(
  name: string,
  of: (row: Row) => Interval | null,
  apart: boolean,
  number = number3,
): Column<Row>[] {
  const value = (row: Row): Interval => of(row) ?? { mean: NaN, low: NaN, high: NaN, n: 0 };
  if (!apart) return [[`${name} [95 %]`, 'right', (row) => intervalText(value(row), number)]];
  return [
    [name, 'right', (row) => number(value(row).mean)],
    [`${name}, low`, 'right', (row) => number(value(row).low)],
    [`${name}, high`, 'right', (row) => number(value(row).high)],
  ];
}
