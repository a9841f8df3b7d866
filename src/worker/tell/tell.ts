/** What is told of an experiment, so far or when it is done: its report, and the documents that are taken along. */
import { experimentDocument } from '../../exchange/experiment/document.ts';
import { metricsCsv } from '../../exchange/csv.ts';
import { reportOf } from '../../experiment/report/report-of.ts';
import type { ExperimentReport } from '../../experiment/report/shapes.ts';
import type { Results } from '../../experiment/results.ts';
import type { DocumentName } from './documents.ts';
import { resultsFrom, type Made } from '../../experiment/run/results-from.ts';

/** What was handed out while it ran, or a results file. */
export type Subject = { made: Made } | { results: Results };

export interface Told {
  report: ExperimentReport;
  /** The results that it is of, without their runs: what figures are labelled with. */
  frame: Results;
}

const resultsOf = (subject: Subject): Results =>
  'results' in subject ? subject.results : resultsFrom(subject.made);

/** @returns null where no run has come far enough to be told */
export function tell(subject: Subject): Told | null {
  const results = resultsOf(subject);
  if (results.runs.length === 0 && results.forks.length === 0) return null;
  return { report: reportOf(results), frame: { ...results, runs: [], forks: [], summary: [] } };
}

export function documentOf(subject: Subject, name: DocumentName): string {
  const results = resultsOf(subject);
  switch (name) {
    case 'report.html':
      return experimentDocument(results);
    case 'results.json':
      return JSON.stringify(results);
    case 'metrics.csv':
      return metricsCsv(results);
  }
}
