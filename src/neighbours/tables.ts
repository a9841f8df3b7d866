/** Tables of a lab's study: how arms compare, and where each of them ends. */
import { levelInterval } from '../experiment/analysis/interval.ts';
import type { Interval } from '../experiment/analysis/shapes.ts';
import { intervalColumns, pText, signed3 } from '../experiment/tables/numbers.ts';
import { NONE, tableOf, type Column, type Table } from '../experiment/tables/table.ts';
import type { Compared, Neighbour, Track } from './neighbour.ts';
import { testedOf } from './compare.ts';
import { findArm, findOutcome, findScenario } from './parts.ts';
import type { StudyPlan } from './plan.ts';
import { canTest, type Told } from './study.ts';

/** Which way is better, in an outcome's name, e.g. "gold at the end ↑". */
function outcomeName(lab: Neighbour, id: string): string {
  const { name, better } = findOutcome(lab, id);
  return better === null ? name : `${name} ${better === 'higher' ? '↑' : '↓'}`;
}

/**
 * @param apart interval bounds in columns of their own, for a spreadsheet
 */
export function comparisonTable(
  lab: Neighbour,
  { compared, planned, smallest }: Told,
  { apart = false } = {},
): Table {
  const { length: many } = testedOf(compared);
  const tested = ({ seeds, p }: Compared) => p !== null && canTest(seeds.length, many);
  const columns: Column<Compared>[] = [
    ['scenario', 'left', ({ scenario }) => findScenario(lab, scenario).name],
    ['outcome', 'left', ({ outcome }) => outcomeName(lab, outcome)],
    ['arm', 'left', ({ arm }) => findArm(lab, arm).name],
    ['against', 'left', ({ against }) => findArm(lab, against).name],
    ['n', 'right', ({ seeds }) => String(seeds.length)],
    ...intervalColumns<Compared>(
      'difference',
      ({ difference: mean, low, high, seeds }) => ({ mean, low, high, n: seeds.length }),
      apart,
      signed3,
    ),
    ['p', 'right', (row) => (tested(row) ? pText(row.p) : NONE)],
    ['adjusted p', 'right', (row) => (tested(row) ? pText(row.adjusted) : NONE)],
  ];
  const count = `${many} ${many === 1 ? 'comparison' : 'comparisons'}`;
  const rest = compared.length - many;
  const caption = [
    `${lab.name}: differences arm less the other, paired by seed, with 95 % BCa bootstrap intervals over seeds.`,
    `${planned ? 'Named before anything was run' : 'Exploratory'}: ${count}, tested by the exact two-sided Wilcoxon signed-rank test and corrected together by Holm’s method;`,
    smallest === null || smallest > 0.05
      ? 'so few seeds cannot bring an adjusted p to .05, so there are intervals only.'
      : `the smallest adjusted p that could be reached is ${pText(smallest)}.`,
    ...(rest > 0 ? [`Exploratory, by the interval alone: the other ${rest}, without a p.`] : []),
  ].join(' ');
  return tableOf(caption, columns, compared);
}

interface Level {
  scenario: string;
  arm: string;
  outcome: string;
  value: Interval;
}

/** Every outcome of every arm: mean over seeds and its interval. */
export function levelTable(
  lab: Neighbour,
  { scenarios, arms }: Pick<StudyPlan, 'scenarios' | 'arms'>,
  tracks: readonly Track[],
): Table {
  const rows = scenarios.flatMap((scenario) =>
    lab.outcomes.flatMap(({ id, of }) =>
      arms.map((arm): Level => {
        const own = tracks.filter((track) => track.scenario === scenario && track.arm === arm);
        return { scenario, arm, outcome: id, value: levelInterval(own.map(of).filter(Number.isFinite)) };
      }),
    ),
  );
  return tableOf<Level>(
    `${lab.name}: where each arm ends, mean over seeds with a 95 % percentile bootstrap interval. n: seeds that have the outcome.`,
    [
      ['scenario', 'left', ({ scenario }) => findScenario(lab, scenario).name],
      ['outcome', 'left', ({ outcome }) => outcomeName(lab, outcome)],
      ['arm', 'left', ({ arm }) => findArm(lab, arm).name],
      ['n', 'right', ({ value }) => String(value.n)],
      ...intervalColumns<Level>('mean', ({ value }) => value, false),
    ],
    rows,
  );
}
