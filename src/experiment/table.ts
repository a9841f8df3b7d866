/** The table an experiment prints: final direct, worst and strict per method, with the spread over seeds. */
import { deviation, mean } from '../lab/spread.ts';
import { finalValue, type Results } from './results.ts';
import { align } from './tables/align.ts';

const COLUMNS = ['direct', 'worst', 'strict'] as const;

export function resultsTable({ runs }: Results): string {
  const methods = [...new Set(runs.map(({ method }) => method))];
  const rows = methods.map((method) => {
    const own = runs.filter((run) => run.method === method);
    return [
      method,
      String(own.length),
      ...COLUMNS.map((metric) => meanAndSpread(own.map((run) => finalValue(run, (step) => step[metric])))),
    ];
  });
  return align([['method', 'seeds', ...COLUMNS], ...rows]);
}

const meanAndSpread = (values: number[]): string =>
  values.length < 2
    ? mean(values).toFixed(3)
    : `${mean(values).toFixed(3)} ± ${deviation(values).toFixed(3)}`;
