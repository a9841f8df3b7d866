/** Made-up results with chosen values, for the tests of analyses. */
import type { ResultRun, Results, ResultStep } from '../results.ts';
import { madeUpResults, type MadeUp } from '../testing.ts';

/** Made-up results with some fields of their steps set. */
export function madeWith(
  wanted: MadeUp,
  set: (run: ResultRun, step: number) => Partial<ResultStep>,
): Results {
  const results = madeUpResults(wanted);
  const runs = results.runs.map((run) => ({
    ...run,
    steps: run.steps.map((step, i) => ({ ...step, ...set(run, i) })),
  }));
  return { ...results, runs };
}
