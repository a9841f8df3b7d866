/** The fork test's answer: does what an estimator promises of a criterion come, when the criterion is favoured? */
import { mean } from '../../lab/spread.ts';
import type { Results } from '../results.ts';
import { PREDICTORS, type ForkResult, type Predictor } from '../run/fork-result.ts';
import { spearman } from '../statistics/spearman.ts';
import { differenceInterval } from './interval.ts';
import type { Interval, ReturnCorrelation } from './shapes.ts';

/** A criterion with a baseline above this has no headroom to divide by. */
export const FULL = 0.995;

/** Forks that the normalised correlation leaves out, of how many. */
export const withoutHeadroom = ({ forks }: Pick<Results, 'forks'>): { full: number; of: number } => ({
  full: forks.filter(({ baseline }) => baseline > FULL).length,
  of: forks.length,
});

/**
 * By scenario and predictor. Rank correlations over criteria within a seed and checkpoint, averaged over the
 * seed's checkpoints, then over seeds with a bootstrap over seeds (design.md 2a). The normalised one leaves
 * criteria out whose baseline is above .995. Predictions that cannot be told are left out.
 */
export function returnCorrelations({ forks }: Pick<Results, 'forks'>): ReturnCorrelation[] {
  const scenarios = [...new Set(forks.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) => {
    const cells = cellsOf(forks.filter((fork) => fork.scenario === scenario));
    return PREDICTORS.map(({ id, says }): ReturnCorrelation => {
      const raw = cells.map((own) => ranked(own, id, ({ gain }) => gain));
      const normalised = cells.map((own) =>
        ranked(
          own.filter(({ baseline }) => baseline <= FULL),
          id,
          ({ gain, baseline }) => gain / (1 - baseline),
        ),
      );
      return {
        ...{ scenario, predictor: id, says },
        raw: overSeeds(cells, raw),
        normalised: overSeeds(cells, normalised),
        cells: raw.filter((rho) => rho !== null).length,
      };
    });
  });
}

/** The criteria of each seed and checkpoint. */
function cellsOf(forks: readonly ForkResult[]): ForkResult[][] {
  const cells = new Map<string, ForkResult[]>();
  for (const fork of forks) {
    const key = `${fork.seed} ${fork.checkpoint}`;
    cells.set(key, [...(cells.get(key) ?? []), fork]);
  }
  return [...cells.values()];
}

function ranked(
  forks: readonly ForkResult[],
  predictor: Predictor,
  came: (fork: ForkResult) => number,
): number | null {
  const known = forks.filter((fork) => Number.isFinite(fork.predicted[predictor] ?? NaN));
  return spearman(
    known.map(({ predicted }) => predicted[predictor]!),
    known.map(came),
  );
}

function overSeeds(
  cells: readonly (readonly ForkResult[])[],
  rhos: readonly (number | null)[],
): Interval | null {
  const bySeed = new Map<number, number[]>();
  cells.forEach((own, i) => {
    const { seed } = own[0]!;
    if (rhos[i] !== null) bySeed.set(seed, [...(bySeed.get(seed) ?? []), rhos[i]!]);
  });
  return bySeed.size === 0 ? null : differenceInterval([...bySeed.values()].map((own) => mean(own)));
}
