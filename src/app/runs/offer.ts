/** Which kept run the page offers to resume when somebody comes back. */
import type { KeptRun } from '../../worker/store/kept-run.ts';

/**
 * The latest run, where it is unfinished and nobody has it open.
 *
 * @param runs the latest first
 * @param open ids of runs that go on somewhere
 */
export function offered(runs: readonly KeptRun[], open: readonly string[]): KeptRun | null {
  const [latest] = runs;
  return latest && !latest.finished && !open.includes(latest.id) ? latest : null;
}
