/** What the judge says against what is true, and what going on past the peak of the truth cost. */
import { mean } from '../../lab/spread.ts';
import type { Results } from '../results.ts';
import { armsOf, type ArmRuns } from './arms.ts';
import { reader } from './finals.ts';
import { differenceInterval } from './interval.ts';
import type { JudgeAndGold } from './shapes.ts';
import { smoothed, WINDOW } from './smooth.ts';
import { trajectory } from './trajectories.ts';

/** Of the direct score, of every arm in which it is known. */
export const judgeAndGold = (results: Results): JudgeAndGold[] =>
  armsOf(results).flatMap((own) => against(results, own) ?? []);

/**
 * The peak is the middle of the 5 steps with the highest mean over seeds; what was lost is what a seed had at the
 * peak less what it has in its last 5 steps. Noise alone makes a peak, so each seed's loss is taken at the peak of the
 * other seeds: then it is 0 on average where nothing is lost. A single seed has only its own.
 */
function against(results: Results, own: ArmRuns): JudgeAndGold | null {
  const value = reader(results, own.arm.scenario, 'direct');
  const runs = own.runs
    .map(({ steps }) => smoothed(steps.map(value)))
    .filter((steps): steps is number[] => steps.length > 0 && !steps.includes(null));
  if (runs.length === 0) return null;
  const length = Math.min(...runs.map((steps) => steps.length));
  const top = topOf(runs, length);
  const width = Math.min(WINDOW, own.runs[0]!.steps.length);
  return {
    arm: own.arm,
    judge: trajectory(results, own, 'judgeDirect'),
    gold: trajectory(results, own, 'direct'),
    peak: top + Math.floor(width / 2),
    lost: differenceInterval(
      runs.map((steps, i) => {
        const others = runs.length > 1 ? runs.filter((_, j) => j !== i) : runs;
        return steps[topOf(others, length)]! - steps[length - 1]!;
      }),
    ),
  };
}

/** Where the mean of runs is highest, the first time. */
function topOf(runs: readonly (readonly number[])[], length: number): number {
  const average = Array.from({ length }, (_, t) => mean(runs.map((steps) => steps[t]!)));
  return average.indexOf(Math.max(...average));
}
