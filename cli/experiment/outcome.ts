/** Writes what an experiment came to: the numbers, a report, its figures; and prints the comparison. */
import { metricsCsv } from '../../src/exchange/csv.ts';
import { experimentDocument } from '../../src/exchange/experiment/document.ts';
import { asFiles } from '../../src/exchange/experiment/draw.ts';
import { reportOf } from '../../src/experiment/report/report-of.ts';
import type { Results } from '../../src/experiment/results.ts';
import { tableText } from '../../src/experiment/tables/align.ts';
import { finalTables } from '../../src/experiment/tables/finals.ts';
import type { Folder } from './folder.ts';

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
  const { device } = results;
  for (const table of finalTables(results)) console.log(`${tableText(table)}\n`);
  for (const sentence of report.answer) console.log(sentence);
  console.log(
    `${device.label}, engine ${device.engine}, ${device.secondsPerStep.toFixed(2)} s and ` +
      `${device.dispatchesPerStep ?? 'unknown'} dispatches per step of a batch.\n` +
      `Wrote results.json, metrics.csv, report.html and ${figures} figures to ${folder.path}.`,
  );
}
