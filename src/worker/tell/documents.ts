/** What of an experiment can be taken along. */
export const DOCUMENTS = ['report.html', 'results.json', 'metrics.csv'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];
