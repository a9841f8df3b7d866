/** The forest plot: what an arm gains over its baseline, seed by seed, with intervals. */
import type { Comparison } from '../../../experiment/analysis/shapes.ts';
import { metric, type MetricId } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import type { DotRow } from './dot-panel.ts';
import { text } from '../../svg/text.ts';
import { dotRows } from './dot-rows.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';
import { between, counted, decimalsFor, NONE, plain, probability, signed } from './numbers.ts';
import { ends } from './parts.ts';

/** What the two directions of a metric's axis mean; metrics of one kind share an axis. */
type Kind = 'higher' | 'lower' | 'neither';

const kindOf = (id: MetricId): Kind => (id === 'kl' ? 'neither' : metric(id).lower ? 'lower' : 'higher');

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/**
 * @param comparisons in the order in which they are shown
 * @param by what groups of rows have in common; metrics of which less is better have an axis of their own
 */
export function forest(
  comparisons: readonly Comparison[],
  look: Look,
  by: 'metric' | 'scenario' = 'metric',
): Figure {
  const reasons = unique(
    comparisons.flatMap(({ adjusted, whyNoTest }) => (adjusted === null && whyNoTest ? [whyNoTest] : [])),
  );
  const scenarios = unique(comparisons.map(({ scenario }) => scenario));
  const baselines = unique(comparisons.map(({ baseline }) => baseline.label));
  const metrics = unique(comparisons.map((each) => each.metric));
  const decimalsOf = (kind: Kind) =>
    decimalsFor(comparisons.flatMap((each) => (kindOf(each.metric) === kind ? ends(each.difference) : [])));
  const decimals = {
    higher: decimalsOf('higher'),
    lower: decimalsOf('lower'),
    neither: decimalsOf('neither'),
  };
  const row = (each: Comparison): DotRow => ({
    name: each.arm.label,
    aside: [
      `vs ${each.baseline.label}`,
      ...(by === 'metric' && scenarios.length > 1 ? [look.scenario(each.scenario)] : []),
      ...(by === 'scenario' && metrics.length > 1 ? [metric(each.metric).name] : []),
    ].join(', '),
    marks: [
      {
        at: each.difference,
        hollow: !each.planned,
        says: inWords(each, decimals[kindOf(each.metric)], look),
      },
    ],
    values: [
      each.zeros > 0
        ? `${each.difference.n - each.zeros} of ${each.difference.n}`
        : String(each.difference.n),
      signed(each.difference.mean, decimals[kindOf(each.metric)]),
      between(each.difference, decimals[kindOf(each.metric)], signed),
      each.adjusted === null
        ? NONE + noteSign(reasons.indexOf(each.whyNoTest ?? ''))
        : probability(each.adjusted),
    ],
  });
  const alike = comparisons.map(row);
  const drawn: Markup[] = [];
  let height = 0;
  if (comparisons.length === 0) {
    drawn.push(text(0, 13, 'Nothing was compared.', { fill: look.ink2 }));
    height = 20;
  }
  for (const kind of ['higher', 'lower', 'neither'] as const) {
    const own = comparisons.filter(({ metric }) => kindOf(metric) === kind);
    if (own.length === 0) continue;
    const keys = unique(own.map((each) => each[by]));
    const baseline = baselines.length === 1 ? baselines[0]! : 'baseline';
    const panel = dotRows(
      {
        groups: keys.map((key) => ({
          name: by === 'metric' ? metric(key as MetricId).name : look.scenario(key),
          rows: own.filter((each) => each[by] === key).map(row),
        })),
        columns: [
          { head: 'n', short: 'n ' },
          { head: 'difference' },
          { head: '95 % interval' },
          { head: 'adjusted p', short: 'p ' },
        ],
        zero: 0,
        alike,
        directions:
          kind === 'neither'
            ? ['less', 'more']
            : kind === 'higher'
              ? [`${baseline} better`, 'arm better']
              : ['arm better', `${baseline} better`],
      },
      look,
    );
    if (height > 0) height += 22;
    drawn.push(markup`<g transform="translate(0 ${Math.round(height)})">${panel.body}</g>`);
    height += panel.height;
  }
  return {
    title: 'What each arm gains over its baseline',
    caption: caption(comparisons, reasons, look),
    width: look.width,
    height,
    body: markup`${drawn}`,
  };
}

/** A letter for each reason; nothing where there is none. */
const noteSign = (index: number): string => (index < 0 ? '' : ` ${String.fromCharCode(97 + (index % 26))}`);

function caption(comparisons: readonly Comparison[], reasons: readonly string[], look: Look): string[] {
  const both = unique(comparisons.map(({ planned }) => planned)).length > 1;
  const tested = comparisons.filter(({ adjusted }) => adjusted !== null);
  const families = unique(
    tested.map(
      ({ family, smallest, planned }) =>
        `${family} ${planned ? 'planned' : 'exploratory'} ${family === 1 ? 'comparison' : 'comparisons'} (no p below ${probability(smallest)} can come of so many seeds)`,
    ),
  );
  const scenarios = unique(comparisons.map(({ scenario }) => scenario));
  return [
    'Mean of the differences between runs of the same seed, with its 95 % bootstrap interval.',
    both
      ? 'Solid: planned beforehand; hollow: exploratory.'
      : comparisons.every(({ planned }) => planned)
        ? 'All were planned beforehand.'
        : 'All are exploratory.',
    ...(comparisons.some(({ zeros }) => zeros > 0) ? ['n: seeds that differ, of all.'] : ['n: seeds.']),
    ...(families.length > 0
      ? [
          `p: exact Wilcoxon signed-rank test, two-sided, corrected by Holm over ${families.join(' and, apart, over ')}.`,
        ]
      : []),
    ...reasons.map((reason, i) => `${String.fromCharCode(97 + (i % 26))}: ${reason}`),
    ...(scenarios.length === 1 ? [`Scenario: ${look.scenario(scenarios[0]!)}.`] : []),
  ];
}

function inWords(each: Comparison, decimals: number, look: Look): string {
  const { arm, baseline, difference, p, adjusted, zeros, improvement, effect } = each;
  return [
    `${arm.label} less ${baseline.label}, ${metric(each.metric).name}, ${look.scenario(each.scenario)}: ${signed(difference.mean, decimals)} ${between(difference, decimals, signed)}, ${counted(difference.n, 'seed')}`,
    ...(zeros > 0 ? [`${zeros} without a difference`] : []),
    ...(p !== null && adjusted !== null
      ? [
          `p ${probability(p)}, ${probability(adjusted)} after correction for ${counted(each.family, 'comparison')}`,
        ]
      : [each.whyNoTest ?? 'no test']),
    ...(Number.isFinite(improvement)
      ? [`better on ${plain(100 * improvement, 0)} % of seeds, ties half`]
      : []),
    ...(effect !== null && Number.isFinite(effect)
      ? [`mean difference of ${plain(effect, 1)} standard deviations`]
      : []),
    each.planned ? 'planned' : 'exploratory',
  ].join('; ');
}
