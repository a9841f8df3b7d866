/** A table as LaTeX, with the rules of the booktabs package. */
import type { Table } from '../../experiment/tables/table.ts';

/** Brackets and stars are braced: at the start of a row they would be read as belonging to the line break before. */
const WRITTEN: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
  '<': '$<$',
  '>': '$>$',
  '|': '\\textbar{}',
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '–': '--',
};

/** A text as it stands in LaTeX, in one line and without control characters. */
export const latexText = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .replace(/[&%$#_{}~^\\<>|[\]*−±×≤≥–]/g, (character) => WRITTEN[character]!);

/** Needs \usepackage{booktabs}. */
export function tableLatex({ caption, head, rows, align }: Table): string {
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(' & ')} \\\\`;
  return [
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexText(caption)}}`,
    `  \\begin{tabular}{${align.map((side) => side[0]).join('')}}`,
    '    \\toprule',
    line(head),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}
