/** Compares arms seed by seed: mean difference, BCa interval, exact Wilcoxon test, and Holm's correction over all of them. */
import { differenceInterval } from '../experiment/analysis/interval.ts';
import { holm } from '../experiment/statistics/holm.ts';
import { signedRank } from '../experiment/statistics/wilcoxon.ts';
import type { Compared, Comparison, Neighbour, Track } from './neighbour.ts';
import { findOutcome } from './parts.ts';

/** What 32-bit numbers leave of a difference that is none, as a share of their size. */
const TRACE = 1e-6;

/** Outcomes by seed; seeds without one are left out. */
function bySeed(
  lab: Neighbour,
  tracks: readonly Track[],
  scenario: string,
  arm: string,
  outcome: string,
): Map<number, number> {
  const { of } = findOutcome(lab, outcome);
  return new Map(
    tracks.flatMap((track) => {
      if (track.scenario !== scenario || track.arm !== arm) return [];
      const value = of(track);
      return Number.isFinite(value) ? [[track.seed, value] as const] : [];
    }),
  );
}

function differencesOf(
  lab: Neighbour,
  tracks: readonly Track[],
  { scenario, arm, against, outcome }: Comparison,
): { seeds: number[]; differences: number[]; trace: number } {
  const own = bySeed(lab, tracks, scenario, arm, outcome);
  const other = bySeed(lab, tracks, scenario, against, outcome);
  const seeds = [...own.keys()].filter((seed) => other.has(seed)).sort((a, b) => a - b);
  const size = (seed: number) => Math.max(Math.abs(own.get(seed)!), Math.abs(other.get(seed)!));
  const trace = TRACE * Math.max(0, ...seeds.map(size));
  const differences = seeds.map((seed) => {
    const difference = own.get(seed)! - other.get(seed)!;
    return Math.abs(difference) <= trace ? 0 : difference;
  });
  return { seeds, differences, trace };
}

/** Those that are tested, and corrected for together. */
export const testedOf = <One extends Comparison>(comparisons: readonly One[]): One[] =>
  comparisons.filter(({ exploratory }) => !exploratory);

/**
 * @param comparisons that are corrected for together; those without a test count as p = 1
 * @throws for an outcome that the lab does not have
 */
export function compareTracks(
  lab: Neighbour,
  tracks: readonly Track[],
  comparisons: readonly Comparison[],
): Compared[] {
  const made = comparisons.map((comparison) => {
    const { seeds, differences, trace } = differencesOf(lab, tracks, comparison);
    const known = seeds.length >= 2;
    const { mean: difference, low, high } = differenceInterval(known ? differences : []);
    const p = known && !comparison.exploratory ? signedRank(differences, trace).p : null;
    return { ...comparison, seeds, difference, low, high, p };
  });
  const tested = testedOf(made);
  const adjusted = holm(tested.map(({ p }) => p ?? 1));
  return made.map((each) => ({
    ...each,
    adjusted: each.p === null ? null : adjusted[tested.indexOf(each)]!,
  }));
}
