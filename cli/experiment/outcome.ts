/** Writes what an experiment came to: the numbers, a report, its figures; and prints the comparison. */
import { metricsCsv } from '../../src/exchange/csv.ts';
import { experimentDocument } from '../../src/exchange/experiment/document.ts';
import { asFiles } from '../../src/exchange/experiment/draw.ts';
import { reportOf } from '../../src/experiment/report/report-of.ts';
import type { Results } from '../../src/experiment/results.ts';
import { tableText } from '../../src/experiment/tables/align.ts';
import { finalTables } from '../../src/experiment/tables/finals.ts';
import { tableCsv } from '../../src/exchange/table/csv.ts';
import { tableLatex } from '../../src/exchange/table/latex.ts';
import { tableMarkdown } from '../../src/exchange/table/markdown.ts';
import { comparisonTables } from '../../src/experiment/tables/comparisons.ts';
import type { Folder } from './folder.ts';

/** What an experiment writes besides what it goes on from. */
export const WRITTEN = ['results.json', 'metrics.csv', 'report.html', 'figures', 'tables'] as const;

export function writeAll(folder: Folder, results: Results): void {
  folder.write('results.json', JSON.stringify(results));
  folder.write('metrics.csv', metricsCsv(results));
  folder.write('report.html', experimentDocument(results));
  const report = reportOf(results);
  let figures = 0;
  for (const { id, spec } of report.sections.flatMap((section) => section.figures))
    asFiles(spec, results).forEach((svg, i) => {
      folder.write(`figures/${id}${i > 0 ? `-${i + 1}` : ''}.svg`, svg);
      figures++;
    });
  for (const { id, tables } of report.sections)
    tables.forEach((table, i) => {
      const name = `tables/${id}-${i + 1}`;
      folder.write(`${name}.csv`, tableCsv(table));
      folder.write(`${name}.md`, tableMarkdown(table));
      folder.write(`${name}.tex`, tableLatex(table));
    });
  const { device } = results;
  for (const table of [...finalTables(results), ...comparisonTables(results)])
    console.log(`${tableText(table)}\n`);
  for (const sentence of report.answer) console.log(sentence);
  console.log(
    `${device.label}, engine ${device.engine}, ${device.secondsPerStep.toFixed(2)} s and ` +
      `${device.dispatchesPerStep ?? 'unknown'} dispatches per step of a batch.\n` +
      `Wrote results.json, metrics.csv, report.html, ${figures} figures and the tables to ${folder.path}.`,
  );
}
