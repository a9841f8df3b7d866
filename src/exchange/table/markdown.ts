/** A table as GitHub's Markdown, its caption above it as Pandoc reads one. */
import type { Table } from '../../experiment/tables/table.ts';

/** What Markdown would take for markup or HTML stands for itself after a backslash; a cell is one line. */
export const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|~$&!#]/g, '\\$&');

export function tableMarkdown({ caption, head, rows, align }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `Table: ${plain(caption)}`,
    '',
    line(head.map(plain)),
    line(align.map((side) => (side === 'right' ? '---:' : ':---'))),
    ...rows.map((row) => line(row.map(plain))),
    '',
  ].join('\n');
}
