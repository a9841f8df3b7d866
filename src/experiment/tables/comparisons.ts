/** Tables of comparisons: paired differences with their intervals, tests and what they were corrected for. */
import { comparisons } from '../analysis/comparisons.ts';
import { metric } from '../analysis/metric.ts';
import type { Comparison } from '../analysis/shapes.ts';
import { usableRuns } from '../analysis/usable-runs.ts';
import type { Results } from '../results.ts';
import { intervalColumns, number3, pText, signed3 } from './numbers.ts';
import { NONE, tableOf, type Column, type Table } from './table.ts';

const columns = (apart: boolean): Column<Comparison>[] => [
  ['metric', 'left', (row) => metric(row.metric).name],
  ['arm', 'left', (row) => row.arm.label],
  ['baseline', 'left', (row) => row.baseline.label],
  ['n', 'right', ({ difference }) => String(difference.n)],
  ...intervalColumns<Comparison>('difference', ({ difference }) => difference, apart, signed3),
  ['n tested', 'right', ({ p, difference, zeros }) => (p === null ? NONE : String(difference.n - zeros))],
  ['p', 'right', ({ p }) => pText(p)],
  ['comparisons', 'right', ({ family }) => String(family)],
  ['adjusted p', 'right', ({ adjusted }) => pText(adjusted)],
  ['improvement', 'right', ({ improvement }) => number3(improvement)],
  ['effect', 'right', ({ effect }) => signed3(effect)],
  ['family', 'left', ({ planned }) => (planned ? 'planned' : 'exploratory')],
];

/**
 * One table per scenario; the caption states what was done.
 *
 * @param all what `comparisons` made of the results
 * @param apart interval bounds in columns of their own
 */
export function comparisonTables(
  results: Results,
  all: readonly Comparison[] = comparisons(results),
  { apart = false } = {},
): Table[] {
  const { leftOut } = usableRuns(results);
  return [...new Set(all.map(({ scenario }) => scenario))].map((scenario) => {
    const own = all.filter((each) => each.scenario === scenario);
    const caption = [
      `${results.scenarios[scenario]?.name ?? scenario}: paired differences of final values (mean of the last 10 ` +
        'steps), arm less baseline, with 95 % BCa bootstrap intervals over seeds.',
      ...[true, false].flatMap((planned) => familyText(own.filter((each) => each.planned === planned))),
      'Improvement: share of seeds on which the arm is better, ties half. Effect: mean difference over its standard deviation.',
      ...(leftOut ? [leftOut] : []),
    ].join(' ');
    return tableOf(caption, columns(apart), own);
  });
}

/** What was tested of a family, what it was corrected for, and why anything was not. */
function familyText(family: readonly Comparison[]): string[] {
  const [first] = family;
  if (!first) return [];
  const reached = Math.min(...family.map(({ smallest }) => smallest));
  const reasons = [...new Set(family.flatMap(({ whyNoTest }) => whyNoTest ?? []))];
  const tested = family.some(({ p }) => p !== null);
  const name = first.planned ? 'Planned' : 'Exploratory';
  const count = `${first.family} ${first.family === 1 ? 'comparison' : 'comparisons'}`;
  return [
    `${name}: ${count}; ` +
      (tested
        ? 'exact two-sided Wilcoxon signed-rank tests (zeros dropped) with Holm’s correction over all of them, '
        : 'none is tested, ') +
      `smallest adjusted p that could be reached ${pText(reached)}.`,
    ...reasons.map((reason) => (tested ? `Where there is no test: ${reason}` : reason)),
  ];
}
