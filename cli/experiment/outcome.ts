/** Writes what an experiment came to: the numbers, and what is said of them. */
import { metricsCsv } from '../../src/exchange/csv.ts';
import type { Results } from '../../src/experiment/results.ts';
import { resultsTable } from '../../src/experiment/table.ts';
import type { Folder } from './folder.ts';

export function writeAll(folder: Folder, results: Results): void {
  folder.write('results.json', JSON.stringify(results));
  folder.write('metrics.csv', metricsCsv(results));
  const { device, complete } = results;
  if (results.runs.length > 0) console.log(resultsTable(results));
  console.log(
    `${complete ? '' : 'Not complete. '}Final values: mean of the last 10 steps, then over seeds with the sample ` +
      `standard deviation. Every seed starts from the scenario's base policy.\n${device.label}, engine ${device.engine}, ` +
      `${device.secondsPerStep.toFixed(2)} s and ${device.dispatchesPerStep ?? 'unknown'} dispatches per step.\n` +
      `Wrote ${folder.file('results.json')} and ${folder.file('metrics.csv')}.`,
  );
}
