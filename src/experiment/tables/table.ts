/** A table of results: text in rows and columns, ready to be set in any format. */

export interface Table {
  caption: string;
  head: readonly string[];
  /** Each as long as `head`. */
  rows: readonly (readonly string[])[];
  /** By column. */
  align: readonly ('left' | 'right')[];
}

/** Where a table has nothing to say. */
export const NONE = '–';

/** One column: its name, and its cell of a row. */
export type Column<Row> = readonly [name: string, align: 'left' | 'right', cell: (row: Row) => string];

export const tableOf = <Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Table => ({
  caption,
  head: columns.map(([name]) => name),
  align: columns.map(([, align]) => align),
  rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
});
