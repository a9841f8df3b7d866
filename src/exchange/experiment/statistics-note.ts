/** How the statistics of an experiment were made, for those who read its report. */
import type { Fact } from '../report/content.ts';

export interface StatisticsDone {
  /** Draws of each bootstrap, e.g. 10000. */
  draws: number;
  /** Paired seeds of the comparisons: fewest and most. */
  seeds: readonly [number, number];
  /** Comparisons that were planned, and corrected for together; 0 where none were. */
  family: number;
  /** Smallest adjusted p that so many seeds and comparisons can reach; null where no test was made. */
  smallest: number | null;
}

/** Fewer paired seeds than this have no test. */
const LEAST_SEEDS = 5;

/** @param done what the report's numbers were made with */
export function statisticsNote({ draws, seeds: [fewest, most], family, smallest }: StatisticsDone): Fact[] {
  const seeds = fewest === most ? String(most) : `${fewest} to ${most}`;
  return [
    ['Final value', 'The mean of a run’s last 10 steps.'],
    [
      'Pairs',
      `Runs of one seed share their random numbers and start from the same base policy, so differences are taken seed by seed; here ${seeds} of them.`,
    ],
    [
      'Intervals',
      `95 %, by the bootstrap over seeds, bias-corrected and accelerated (BCa; Efron 1987), ${draws} draws with a fixed seed. A single seed has none.`,
    ],
    [
      'Tests',
      `The exact Wilcoxon signed-rank test, two-sided. Seeds whose difference is exactly 0 are dropped, and the number that remains is given; ties are counted exactly, by enumeration. Fewer than ${LEAST_SEEDS} seeds have no test: no result could be told from chance.`,
    ],
    [
      'Corrections',
      family > 0
        ? `The p-values of the comparisons that were planned are adjusted together, by the method of Holm (1979): ${family} of them. All other comparisons are exploratory, and say so.`
        : 'No comparison was planned beforehand; all are exploratory.',
    ],
    [
      'Smallest p',
      smallest === null
        ? 'No test was made.'
        : `So many seeds and comparisons cannot reach an adjusted p below ${written(smallest)}.${smallest > 0.05 ? ' That is above .05, so no test could have found anything: only the intervals are to be read.' : ''}`,
    ],
    [
      'Not in the intervals',
      'Every seed starts from the same base policy. The intervals say how much training varies from that policy, not how much results would vary from another.',
    ],
    [
      'Not in any number',
      'The policy is tiny, its language made up, and its judge simulated. The results are about how reward methods behave here, and no claim about language models.',
    ],
  ];
}

/** With two digits, e.g. ".0078". */
const written = (p: number): string => Number(p.toPrecision(2)).toString().replace(/^0\./, '.');
