/** Many cases of links and files, good and hostile: how they were met, and which took longest. */
import { runCase, type CaseReport } from '../src/exchange/fuzz/case.ts';

export interface FuzzReport {
  cases: number;
  reports: readonly CaseReport[];
  slowest: CaseReport & { seed: number };
}

/** @throws at the first case that is not met as it should be */
export async function fuzz(
  cases: number,
  first: number,
  onProgress: (done: number) => void,
): Promise<FuzzReport> {
  const reports: CaseReport[] = [];
  let slowest: FuzzReport['slowest'] | undefined;
  for (let i = 0; i < cases; i++) {
    const report = await runCase(first + i);
    reports.push(report);
    if (!slowest || report.milliseconds > slowest.milliseconds) slowest = { ...report, seed: first + i };
    if ((i + 1) % 1000 === 0) onProgress(i + 1);
  }
  return { cases, reports, slowest: slowest! };
}

const OUTCOMES = ['read', 'refused', 'left to others'] as const;

/** Counts by kind and outcome, then the slowest case. */
export function fuzzTable({ cases, reports, slowest }: FuzzReport): string {
  const kinds = [...new Set(reports.map(({ kind }) => kind))].sort();
  const line = (name: string, own: readonly CaseReport[]) =>
    [
      name.padEnd(26),
      ...OUTCOMES.map((outcome) =>
        String(own.filter((report) => report.outcome === outcome).length).padStart(15),
      ),
    ].join('');
  const said = new Set(reports.flatMap((report) => report.said?.replace(/"[^"]*"|\d+/g, '#') ?? []));
  return [
    `${''.padEnd(26)}${OUTCOMES.map((outcome) => outcome.padStart(15)).join('')}`,
    ...kinds.map((kind) =>
      line(
        kind,
        reports.filter((report) => report.kind === kind),
      ),
    ),
    line('all', reports),
    '',
    `${cases} cases, ${said.size} kinds of refusal; no exception escaped and nothing changed.`,
    `Slowest to read: ${slowest.milliseconds.toFixed(0)} ms, case ${slowest.seed} (${slowest.kind}, ${slowest.outcome}).`,
  ].join('\n');
}
