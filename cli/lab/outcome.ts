/** Writes what a study of a lab came to, and prints the comparison and the answer. */
import { tableText } from '../../src/experiment/tables/align.ts';
import { labDocument } from '../../src/exchange/labs/document.ts';
import { labFigures } from '../../src/exchange/labs/figures.ts';
import { labMetricsCsv } from '../../src/exchange/labs/metrics-csv.ts';
import { writeLabFile } from '../../src/exchange/labs/results-file.ts';
import { tableCsv } from '../../src/exchange/table/csv.ts';
import { tableMarkdown } from '../../src/exchange/table/markdown.ts';
import type { Neighbour } from '../../src/neighbours/neighbour.ts';
import type { LabResults } from '../../src/neighbours/results.ts';
import { tellStudy } from '../../src/neighbours/study.ts';
import { comparisonTable } from '../../src/neighbours/tables.ts';
import type { Folder } from '../experiment/folder.ts';

/** What a study goes on from. */
export const KEPT = 'lab.json';

export const LAB_WRITTEN = [
  ...[KEPT, 'metrics.csv', 'comparisons.csv', 'comparisons.md', 'report.html', 'figures'],
] as const;

export function writeLab(folder: Folder, lab: Neighbour, results: LabResults): void {
  const told = tellStudy(lab, results.plan, results.tracks);
  folder.write(KEPT, writeLabFile(results));
  folder.write('metrics.csv', labMetricsCsv(results));
  const table = comparisonTable(lab, told);
  folder.write('comparisons.csv', tableCsv(comparisonTable(lab, told, { apart: true })));
  folder.write('comparisons.md', tableMarkdown(table));
  folder.write('report.html', labDocument(lab, results, told));
  const figures = labFigures(lab, results);
  for (const { name, svg } of figures) folder.write(`figures/${name}`, svg);

  console.log(`${lab.study.question}\nClaim: ${lab.study.claim}\n`);
  if (told.compared.length > 0) console.log(`${tableText(table)}\n`);
  for (const sentence of [...told.warnings, ...told.answer]) console.log(sentence);
  const { device } = results;
  console.log(
    `${device.label}, engine ${device.engine}, ${device.secondsPerStep.toFixed(3)} s per step of a batch.\n` +
      `Wrote ${LAB_WRITTEN.slice(0, -1).join(', ')} and ${figures.length} figures to ${folder.path}.`,
  );
}
