/** Why the run cannot be forked now, for the title of what is disabled; empty when it can. */
import type { Run } from '../state/Run.svelte.ts';

export function whyNoFork(run: Run): string {
  if (run.recorded) return 'This is a recorded run: play your own, then fork it.';
  if (run.head < 0) return 'There is no step yet to fork at.';
  if (run.at + 1 >= run.steps) return 'This is the last step: look back to an earlier one, and fork there.';
  return run.ready ? '' : 'The run is not open.';
}
