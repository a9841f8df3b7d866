/** Tables as plain text, for a terminal. */
import type { Table } from './table.ts';

/** Columns padded to equal width. */
export function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** The caption above the columns. */
export const tableText = ({ caption, head, rows }: Table): string =>
  `${caption}\n\n${align([head, ...rows])}`;
