/** How the statistics of an experiment were made, for those who read its report. */
import type { Fact } from '../report/content.ts';
import { probability } from './figures/numbers.ts';

/** Comparisons of a scenario that were corrected for together. */
export interface Family {
  comparisons: number;
  /** Smallest adjusted p that so many seeds and comparisons can reach; null where there was no comparison. */
  smallest: number | null;
}

export interface StatisticsDone {
  /** Draws of each bootstrap, e.g. 2000. */
  draws: number;
  /** Paired seeds of the comparisons: fewest and most. */
  seeds: readonly [fewest: number, most: number];
  planned: Family;
  exploratory: Family;
}

/** What no report goes without, whatever it is of. */
const LIMITS: readonly Fact[] = [
  [
    'Not in the intervals',
    'Every seed starts from the same base policy. The intervals say how much training varies from that policy, not how much results would vary from another.',
  ],
  [
    'Not in any number',
    'The policy is tiny, its language made up, and its judge simulated. The results are about how reward methods behave here, and no claim about language models.',
  ],
];

/** @param done what the report's numbers were made with */
export function statisticsNote({
  draws,
  seeds: [fewest, most],
  planned,
  exploratory,
}: StatisticsDone): Fact[] {
  const seeds = fewest === most ? String(most) : `${fewest} to ${most}`;
  return [
    ['Final value', 'The mean of a run’s last 10 steps, or of all where it has fewer.'],
    [
      'Pairs',
      `Runs of one seed share their random numbers and start from the same base policy, so differences are taken seed by seed. Seeds that are paired here: ${seeds}.`,
    ],
    [
      'Intervals',
      `95 %, by a bootstrap over seeds, ${draws} draws from a fixed seed: of paired differences and of correlations bias-corrected and accelerated (BCa; Efron 1987), of levels by percentiles. Bands of lines take fewer draws, and hold at each step by itself, not for a line as a whole. Fewer than 3 seeds have no interval.`,
    ],
    [
      'Tests',
      'The exact Wilcoxon signed-rank test, two-sided. Seeds whose difference is 0, but for rounding (a millionth of the values), are dropped, and the number that remains is given; ties have their mean rank, and p is counted over all signs of the ranks that there are. Fewer than 5 seeds have no test: even if all of them agree, p is above .05.',
    ],
    [
      'Corrections',
      `By the method of Holm (1979), for each scenario: ${said(planned, 'planned')}, named before anything was run, and apart from them ${said(exploratory, 'exploratory')}. Those that cannot be tested count as p = 1.`,
    ],
    ['Smallest p', [reach(planned, 'planned'), reach(exploratory, 'exploratory')].filter(Boolean).join(' ')],
    ...LIMITS,
  ].map(([name, value]) => [name!, value || 'No comparison was made.'] as const);
}

const said = ({ comparisons }: Family, kind: string): string =>
  `${comparisons === 0 ? 'no' : comparisons} ${kind} ${comparisons === 1 ? 'comparison' : 'comparisons'} together`;

const reach = ({ smallest }: Family, kind: string): string =>
  smallest === null
    ? ''
    : `The adjusted p of ${kind} comparisons cannot come below ${probability(smallest)} with so many seeds${
        smallest > 0.05 ? ': above .05 whatever comes out, so only intervals are shown' : ''
      }.`;
