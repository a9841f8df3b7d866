/** Saturation at a step against what a criterion gains afterwards, read from ordinary runs: no cause is shown. */
import { mean } from '../../lab/spread.ts';
import type { ResultRun, Results, ResultStep } from '../results.ts';
import { spearman } from '../statistics/spearman.ts';
import { armsOf } from './arms.ts';
import { differenceInterval } from './interval.ts';
import { FULL } from './returns.ts';
import type { Interval, PassiveCorrelation } from './shapes.ts';
import { WINDOW } from './smooth.ts';

/** A reading is taken at every tenth step. */
const APART = 10;

/**
 * Of every arm. Headroom is 1 - the saturation that the method reports at step t, or 1 - the judge's score there;
 * the baseline is the true score at step t + 1, so that the two are of different answers (of one sample they
 * would correlate by themselves); the gain is the mean true score at steps t + horizon to t + horizon + 4 less the
 * baseline. Spearman over criteria at each t, averaged within a run, then over seeds. The normalised one
 * leaves criteria out whose baseline is above .995.
 *
 * @param horizon steps, 2 or more
 */
export function passiveCorrelations(results: Results, horizon = 15): PassiveCorrelation[] {
  if (!(Number.isInteger(horizon) && horizon >= 2))
    throw new Error(`The horizon is ${horizon}; allowed are whole numbers from 2.`);
  return armsOf(results).map(({ arm, runs }) => {
    const active = activeOf(results, arm.scenario);
    const over = (normalised: boolean): Interval | null => {
      const bySeed = runs.flatMap((run) => ofRun(run, active, horizon, normalised) ?? []);
      return bySeed.length === 0 ? null : differenceInterval(bySeed);
    };
    return { scenario: arm.scenario, arm, horizon, raw: over(false), normalised: over(true) };
  });
}

/** Criteria that are trained on; those that no answer can meet among them, since what they promise never comes. */
function activeOf({ design, scenarios }: Results, id: string): string[] {
  const off = design?.scenarios.find((own) => own.id === id)?.rubric.filter(({ active }) => !active) ?? [];
  const ids = (scenarios[id]?.criteria ?? []).map((criterion) => criterion.id);
  return ids.filter((own) => !off.some((criterion) => criterion.id === own));
}

function ofRun(
  { steps }: ResultRun,
  criteria: readonly string[],
  horizon: number,
  normalised: boolean,
): number | null {
  const rhos: number[] = [];
  for (let t = 0; t + horizon + WINDOW <= steps.length; t += APART) {
    const later = steps.slice(t + horizon, t + horizon + WINDOW);
    const readings = criteria.flatMap((id) => reading(steps[t]!, steps[t + 1]!, later, id) ?? []);
    const used = normalised ? readings.filter(({ baseline }) => baseline <= FULL) : readings;
    const rho = spearman(
      used.map(({ headroom }) => headroom),
      used.map(({ gain, baseline }) => (normalised ? gain / (1 - baseline) : gain)),
    );
    if (rho !== null) rhos.push(rho);
  }
  return rhos.length === 0 ? null : mean(rhos);
}

/** null where the criterion is not in all the steps. */
function reading(now: ResultStep, next: ResultStep, later: readonly ResultStep[], id: string) {
  const saturation = now.saturation[id] ?? now.judgeScores[id];
  const baseline = next.scores[id];
  const after = later.map(({ scores }) => scores[id] ?? NaN);
  if (saturation === undefined || baseline === undefined) return null;
  const gain = mean(after) - baseline;
  return Number.isFinite(gain) && Number.isFinite(saturation)
    ? { headroom: 1 - saturation, baseline, gain }
    : null;
}
