/** Takes the page's run away as files: its metrics, and a report of it. */
import { metricsCsv } from '../../exchange/csv.ts';
import { saveText } from '../parts/save-file.ts';
import type { Run } from '../state/Run.svelte.ts';
import { reportHtml, type About } from './report.ts';
import { runResults } from './run-results.ts';

export { reportHtml, runResults };

/** e.g. "forgotten-footnote-metrics-step-83.csv" */
const fileName = ({ scenario, head }: Run, what: string, ending: string): string =>
  `${scenario.id}-${what}-step-${head}.${ending}`;

/** Step by step, one row per method and seed. */
export const saveMetricsCsv = (run: Run): void =>
  saveText(metricsCsv(runResults(run)), fileName(run, 'metrics', 'csv'), 'text/csv');

/** The same as `results.json` of the command line has it, with a summary. */
export const saveMetricsJson = (run: Run): void =>
  saveText(JSON.stringify(runResults(run)), fileName(run, 'results', 'json'), 'application/json');

/** One HTML file that opens anywhere, offline too. */
export const saveReport = (run: Run, about: Omit<About, 'today'> = {}): void =>
  saveText(reportHtml(run, { ...about, today: today() }), fileName(run, 'report', 'html'), 'text/html');

function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
