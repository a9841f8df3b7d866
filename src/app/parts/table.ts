/** A chart's numbers as a table: what a screen reader reads and a spreadsheet takes. */

export interface Table {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly (string | number)[])[];
}

/** As many steps as a table holds when it is meant to be read. */
const ROWS = 25;

/** Round steps of a run, evenly; its last one, and the one looked at. */
export function tabledSteps(length: number, at: number, most = ROWS): number[] {
  const unit = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].find((each) => length / each <= most);
  const stride = unit ?? Math.ceil(length / most);
  const steps = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  return [...new Set([...steps, at, length - 1])]
    .filter((step) => step >= 0 && step < length)
    .sort((a, b) => a - b);
}

/** A cell as it is read: three decimals tell more than any chart shows; a dash where there is no number. */
export const cellText = (cell: string | number): string =>
  typeof cell === 'string'
    ? cell
    : !Number.isFinite(cell)
      ? '–'
      : Number.isInteger(cell)
        ? String(cell)
        : cell.toFixed(3);

/** Lines of cells with tabs between them, as spreadsheets take them from the clipboard. */
export const toTsv = ({ head, rows }: Table): string =>
  [head, ...rows.map((row) => row.map((cell) => (cellText(cell) === '–' ? '' : cellText(cell))))]
    .map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]+/g, ' ')).join('\t'))
    .join('\n');
