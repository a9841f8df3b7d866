/** Which runs of results can be compared, and how much of them: every analysis reads results through this. */
import { jobsOf } from '../design/plan.ts';
import type { ResultRun, Results } from '../results.ts';

export interface UsableRuns {
  /** All of one scenario have as many steps as each other. */
  runs: readonly ResultRun[];
  /** What is missing of what was asked, in a sentence; null where nothing is. */
  leftOut: string | null;
}

/**
 * Runs that took all their steps, where there are any; otherwise all that took one, cut to the last step that
 * they all have. Of results that are partial, those finished are a fair part: seeds are run in the design's order,
 * whatever comes of them.
 */
export function usableRuns(results: Results): UsableRuns {
  const { runs, design, shard, scenarios } = results;
  const stepsAsked = (run: ResultRun): number =>
    design?.training.steps ?? scenarios[run.scenario]?.training.steps ?? run.steps.length;
  const asked = Math.max(runs.length, design ? jobsOf(design, shard).length : 0);
  const complete = runs.filter((run) => run.steps.length > 0 && run.steps.length >= stepsAsked(run));
  if (complete.length > 0) {
    const missing = asked - complete.length;
    return { runs: complete, leftOut: missing === 0 ? null : partly(complete.length, asked) };
  }
  const begun = runs.filter(({ steps }) => steps.length > 0);
  if (begun.length === 0) return { runs: [], leftOut: 'No run has taken a step yet.' };
  const steps = Math.min(...begun.map((run) => run.steps.length));
  const without = asked - begun.length;
  return {
    runs: begun.map((run) => (run.steps.length > steps ? { ...run, steps: run.steps.slice(0, steps) } : run)),
    leftOut:
      `No run has all its steps yet: each is read up to its ${ordinal(steps)}, the last that all have` +
      `${without === 0 ? '' : `, and ${without} of ${asked} have not begun`}.`,
  };
}

const partly = (complete: number, asked: number): string =>
  `${complete} of the ${asked} runs asked for ${complete === 1 ? 'is' : 'are'} complete; what there is of the others is left out.`;

/** e.g. "43rd". */
function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
