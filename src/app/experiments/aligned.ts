/** How columns of a table stand: numbers to the right, words to the left. */
import type { TableData } from '../../experiment/report/shapes.ts';

/** e.g. ".84", "+0.69 (0.51 to 0.80)", "−.01", "12 of 16", "–": a number first, and no name. */
const NUMBER = /^(?:[+\-−±<≤≈]?\s*\.?\d|–$|$)/;

export type Aligned = TableData & { align: ('left' | 'right')[] };

export const aligned = (table: TableData): Aligned => ({
  ...table,
  align: table.head.map((_, i) =>
    i > 0 && table.rows.every((row) => NUMBER.test(row[i] ?? '')) ? 'right' : 'left',
  ),
});
