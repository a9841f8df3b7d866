/** How the statistics of a lab's study were made, for those who read its report. */
import { RESAMPLES } from '../../experiment/statistics/resamples.ts';
import { testedOf } from '../../neighbours/compare.ts';
import type { Told } from '../../neighbours/study.ts';
import { probability } from '../experiment/figures/numbers.ts';
import type { Fact } from '../report/content.ts';

export function labStatisticsNote({ compared, planned, smallest }: Told): Fact[] {
  const { length: many } = testedOf(compared);
  const rest = compared.length - many;
  const seeds = compared.map((each) => each.seeds.length);
  const [fewest, most] = seeds.length > 0 ? [Math.min(...seeds), Math.max(...seeds)] : [0, 0];
  return [
    [
      'Pairs',
      `Tracks of one seed share their random numbers, so differences are taken seed by seed. Seeds that are paired here: ${fewest === most ? most : `${fewest} to ${most}`}; a seed counts where both arms have the outcome.`,
    ],
    [
      'Intervals',
      `95 %, by a bootstrap over seeds, ${RESAMPLES} draws from a fixed seed: of paired differences bias-corrected and accelerated (BCa; Efron 1987), of levels by percentiles. Bands of lines take fewer draws, and hold at each step by itself. Fewer than 3 seeds have no interval.`,
    ],
    [
      'Tests',
      'The exact Wilcoxon signed-rank test, two-sided; seeds whose difference is 0, but for rounding (a millionth of the values), are dropped, and ties have their mean rank.',
    ],
    [
      'Corrections',
      `By the method of Holm (1979), over ${many} ${many === 1 ? 'comparison' : 'comparisons'}, ${planned ? 'named before anything was run' : 'which are exploratory'}. Those that cannot be tested count as p = 1.${rest > 0 ? ` The other ${rest} are exploratory: they have an interval and no test.` : ''}`,
    ],
    [
      'Smallest p',
      smallest === null
        ? 'Nothing was tested.'
        : `The adjusted p cannot come below ${probability(smallest)} with so many seeds${smallest > 0.05 ? ': above .05 whatever comes out, so only intervals are shown' : ''}.`,
    ],
    [
      'Not in any number',
      'The policy is tiny, its language made up, and its judge simulated. The results are about how methods behave here, and no claim about language models.',
    ],
  ];
}
