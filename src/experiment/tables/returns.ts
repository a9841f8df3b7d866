/** Tables of whether saturation predicts return: by the fork test, and within ordinary runs. */
import { passiveCorrelations } from '../analysis/passive.ts';
import { returnCorrelations, withoutHeadroom } from '../analysis/returns.ts';
import type { PassiveCorrelation, ReturnCorrelation } from '../analysis/shapes.ts';
import type { Results } from '../results.ts';
import { intervalColumns, signed3 } from './numbers.ts';
import { tableOf, type Table } from './table.ts';

/** One table per scenario that has forks. */
export function returnTables(results: Results, { apart = false } = {}): Table[] {
  const all = returnCorrelations(results);
  return [...new Set(all.map(({ scenario }) => scenario))].map((scenario) => {
    const forks = results.forks.filter((fork) => fork.scenario === scenario);
    const { full, of } = withoutHeadroom({ forks });
    return tableOf<ReturnCorrelation>(
      `${results.scenarios[scenario]?.name ?? scenario}: Spearman correlation of what a predictor says with what a criterion ` +
        'gains when it is favoured, over criteria within a seed and checkpoint; mean over checkpoints, then over ' +
        'seeds, with 95 % BCa bootstrap intervals over seeds. Per headroom: gain / (1 − baseline), without the ' +
        `${full} of ${of} forks whose baseline is above 0.995.`,
      [
        ['predictor', 'left', ({ predictor }) => predictor],
        ['what it is', 'left', ({ says }) => says],
        ['cells', 'right', ({ cells }) => String(cells)],
        ['seeds', 'right', ({ raw }) => String(raw?.n ?? 0)],
        ...intervalColumns<ReturnCorrelation>('gain', ({ raw }) => raw, apart, signed3),
        ...intervalColumns<ReturnCorrelation>(
          'gain per headroom',
          ({ normalised }) => normalised,
          apart,
          signed3,
        ),
      ],
      all.filter((own) => own.scenario === scenario),
    );
  });
}

/** One table per scenario. */
export function passiveTables(results: Results, horizon?: number, { apart = false } = {}): Table[] {
  const all = passiveCorrelations(results, horizon);
  return [...new Set(all.map(({ scenario }) => scenario))].map((scenario) => {
    const own = all.filter((each) => each.scenario === scenario);
    return tableOf<PassiveCorrelation>(
      `${results.scenarios[scenario]?.name ?? scenario}: Spearman correlation over criteria of headroom (1 − the reported ` +
        `saturation) at a step with the true score gained ${own[0]!.horizon} steps later, within ordinary runs; the ` +
        'baseline is of the step after, so of other answers. Mean over every tenth step, then over seeds, with 95 % BCa ' +
        'bootstrap intervals. Per headroom: gain / (1 − baseline), without criteria whose baseline is above ' +
        '0.995. It shows no cause.',
      [
        ['arm', 'left', ({ arm }) => arm.label],
        ['seeds', 'right', ({ raw }) => String(raw?.n ?? 0)],
        ...intervalColumns<PassiveCorrelation>('gain', ({ raw }) => raw, apart, signed3),
        ...intervalColumns<PassiveCorrelation>(
          'gain per headroom',
          ({ normalised }) => normalised,
          apart,
          signed3,
        ),
      ],
      own,
    );
  });
}
