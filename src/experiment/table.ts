/** The table an experiment prints: final direct, worst and strict per method, with the spread over seeds. */
import { deviation, mean } from '../lab/spread.ts';
import { conditionKey } from './design/design.ts';
import { byCondition, finalValue, type Results } from './results.ts';

const COLUMNS = ['direct', 'worst', 'strict'] as const;

export function resultsTable({ runs, scenarios }: Results): string {
  const several = Object.keys(scenarios).length > 1;
  const rows = byCondition(runs).map((own) => {
    const { scenario, method, variation } = own[0]!;
    const key = conditionKey(scenario, method, variation);
    return [
      several ? key : key.slice(scenario.length + 1),
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

/** Columns padded to equal width. */
export function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}
