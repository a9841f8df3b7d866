/** What a panel of rows of dots holds. */
import type { Interval } from '../../../experiment/analysis/shapes.ts';

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

/** By column, one word for each mark. */
export const valuesOf = ({ values }: DotRow): (readonly string[])[] =>
  values.map((value) => (typeof value === 'string' ? [value] : value));
