/** Final true score of each criterion under each arm. */
import { mean } from '../../lab/spread.ts';
import type { Results } from '../results.ts';
import { armsOf } from './arms.ts';
import { finalOf } from './finals.ts';
import type { HeatMap } from './shapes.ts';

/** One per scenario. Scores are means over seeds; NaN where no seed has one. */
export function heatMaps(results: Results): HeatMap[] {
  const arms = armsOf(results);
  return [...new Set(arms.map(({ arm }) => arm.scenario))].map((scenario) => {
    const criteria = results.scenarios[scenario]?.criteria ?? [];
    return {
      scenario,
      criteria: criteria.map(({ id, name, counts }) => ({ id, name, counts })),
      rows: arms
        .filter(({ arm }) => arm.scenario === scenario)
        .map(({ arm, runs }) => ({
          arm,
          n: runs.length,
          scores: criteria.map(({ id }) => {
            const finals = runs.flatMap((run) => finalOf(run, ({ scores }) => scores[id] ?? null) ?? []);
            return finals.length === 0 ? NaN : mean(finals);
          }),
        })),
    };
  });
}
