/** A table as CSV: the head, then the rows; numbers as spreadsheets read them, no caption. */
import { NONE, type Table } from '../../experiment/tables/table.ts';
import { csvCell } from '../csv.ts';

/** A number as tables have it, e.g. "+0.045", "−0.040", "12". */
const NUMBER = /^[+−-]?\d+(\.\d+)?$/;

function cellOf(text: string): string {
  if (text === NONE) return '';
  return NUMBER.test(text) ? text.replace(/^\+/, '').replace(/^−/, '-') : csvCell(text);
}

export const tableCsv = ({ head, rows }: Table): string =>
  [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\n') + '\n';
