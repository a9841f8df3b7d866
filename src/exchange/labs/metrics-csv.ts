/** Every number of a lab's study as CSV: a row per scenario, arm, seed, step and measure. */
import type { LabResults } from '../../neighbours/results.ts';
import { csvCell } from '../csv.ts';

/** 7 significant digits, what a 32-bit float holds; an empty cell where there is no number. */
const cellOf = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(7))) : '';

export function labMetricsCsv({ tracks }: LabResults): string {
  const rows = ['scenario,arm,seed,step,measure,value'];
  for (const { scenario, arm, seed, values } of tracks) {
    const before = `${csvCell(scenario)},${csvCell(arm)},${seed}`;
    const measures = Object.entries(values);
    const steps = measures[0]?.[1].length ?? 0;
    for (let step = 0; step < steps; step++)
      for (const [id, own] of measures) rows.push(`${before},${step},${csvCell(id)},${cellOf(own[step]!)}`);
  }
  return `${rows.join('\n')}\n`;
}
