/** Lesson 7, is it significant: seeds, pairs, intervals, tests, and whether saturation predicts return. */
import { percentileInterval } from '../../experiment/statistics/bootstrap.ts';
import { spearman } from '../../experiment/statistics/spearman.ts';
import { signedRank } from '../../experiment/statistics/wilcoxon.ts';
import type { Lesson } from '../lesson.ts';
import {
  among,
  beforeBySeed,
  count,
  fine,
  most,
  nameOf,
  NONE,
  OUTCOME_STEPS,
  reads,
  signed,
  stands,
  two,
} from '../reading.ts';
import type { LessonView } from '../view.ts';
import { measured, MEASURED_SEEDS } from './measured.ts';

const STATIC = 'static-uniform';
const FOCAL = 'focal-uniform';
const SEEDS = 4;
const END = 30;
const LATER = 45;
/** Smaller groups, so that four seeds take seconds on a processor too. */
const training = { numGenerations: 8 };

const run = { scenario: 'forgotten-footnote', methods: [STATIC, FOCAL] };
const one = { ...run, seeds: 1, aboutSeeds: true, training };
const four = { ...run, seeds: SEEDS, aboutSeeds: true, training };

const seedsOf = (view: LessonView): number[] => [...new Set(view.lanes.map(({ seed }) => seed))];

/** Focal less static on the worst criterion, seed by seed. */
function differences(view: LessonView, step = END): number[] {
  const focal = beforeBySeed(view, FOCAL, step, ({ worst }) => worst, OUTCOME_STEPS);
  const plain = beforeBySeed(view, STATIC, step, ({ worst }) => worst, OUTCOME_STEPS);
  if (focal.length !== plain.length) return [];
  const all = focal.map((value, i) => value - plain[i]!);
  return all.every(Number.isFinite) ? all : []; // a sign that is not known is not one behind
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const positive = (values: readonly number[]): number => values.filter((value) => value > 0).length;
/** A p-value: "0.125", "0.00781". */
const chance = (value: number): string => String(Number(value.toPrecision(3)));
/** The least p of a two-sided test when all n seeds agree. */
const leastChance = (n: number): number => 2 / 2 ** n;

/** Room to improve before some steps, and what was gained in them, of each criterion under static weights. */
function promiseAndGain(view: LessonView) {
  return view.live.criteria.map(({ id }) => {
    const room = beforeBySeed(view, STATIC, END, reads('saturation', id)).map((value) => 1 - value);
    const from = beforeBySeed(view, STATIC, END, reads('scores', id));
    const to = beforeBySeed(view, STATIC, LATER, reads('scores', id));
    return { id, room, gain: to.map((value, seed) => value - from[seed]!) };
  });
}

/** Rank correlation of the two over criteria, mean over seeds. */
function correlation(view: LessonView): number {
  if (view.length < LATER) return NaN;
  const criteria = promiseAndGain(view);
  const perSeed = seedsOf(view).flatMap((_, seed) => {
    const known = criteria.filter(({ room, gain }) => Number.isFinite(room[seed]! + gain[seed]!));
    const found = spearman(
      known.map(({ room }) => room[seed]!),
      known.map(({ gain }) => gain[seed]!),
    );
    return found === null ? [] : [found];
  });
  return perSeed.length > 0 ? mean(perSeed) : NaN;
}

/** The criterion that gained most, and how much. */
function mostGained(view: LessonView): { name: string; gain: number } {
  if (view.length < LATER) return { name: NONE, gain: NaN };
  const all = promiseAndGain(view).map(({ id, gain }) => ({ name: nameOf(view, id), gain: mean(gain) }));
  return most(all, ({ gain }) => gain) ?? { name: NONE, gain: NaN };
}

const interval = (view: LessonView) => percentileInterval(differences(view));
const outcome = (scenario: string, against: string, which: 'worst' | 'direct') => {
  const values = measured(scenario, against, which);
  return values.length > 0
    ? { mean: signed(mean(values)), ahead: positive(values), of: values.length }
    : null;
};
const told = (scenario: string, against: string, which: 'worst' | 'direct') => () => {
  const found = outcome(scenario, against, which);
  return found ? `${found.mean} (${found.ahead}/${found.of})` : NONE;
};

export const lesson: Lesson = {
  id: 'is-it-significant',
  number: 7,
  minutes: 6,
  actions: {
    outcome: { do: 'light', part: 'outcome' },
    criteria: { do: 'light', part: 'criteria' },
    seeds: { do: 'light', part: 'seeds' },
    experiments: { do: 'go', to: 'experiments', study: 'static-against-focal' },
    'fork-test': { do: 'go', to: 'experiments', study: 'fork-test' },
    'open-four': { do: 'open', ...four },
  },
  numbers: {
    end: () => String(END),
    later: () => String(LATER),
    'first-difference': (view) => fine(differences(view)[0] ?? NaN),
    differences: (view) => differences(view).map(fine).join(', ') || NONE,
    'mean-difference': (view) => fine(mean(differences(view))),
    ahead: (view) => (differences(view).length > 0 ? count(positive(differences(view))) : NONE),
    seeds: (view) => count(seedsOf(view).length),
    low: (view) => fine(interval(view).low),
    high: (view) => fine(interval(view).high),
    'least-five': () => chance(leastChance(5)),
    'least-six': () => chance(leastChance(6)),
    'least-eight': () => chance(leastChance(8)),
    'p-here': (view) => {
      const values = differences(view);
      const p = values.length > 0 ? signedRank(values).p : null;
      return p === null ? NONE : chance(p);
    },
    'false-alarm': () => two(1 - 0.95 ** 20),
    correlation: (view) => signed(correlation(view)),
    'most-gained': (view) => mostGained(view).name,
    'most-gain': (view) => signed(mostGained(view).gain),
    'measured-seeds': () => `${Math.min(...MEASURED_SEEDS)}–${Math.max(...MEASURED_SEEDS)}`,
    'footnote-prior': told('forgotten-footnote', 'static-prior', 'worst'),
    'footnote-uniform': told('forgotten-footnote', 'static-uniform', 'worst'),
    'sourced-uniform': told('short-but-sourced', 'static-uniform', 'worst'),
    'harsh-uniform': told('harsh-judge', 'static-uniform', 'direct'),
  },
  formulas: {
    paired: {
      tex: '\\bar{d} = \\frac{1}{n} \\sum_i (x_i - y_i)',
      live: (view) => {
        const values = differences(view);
        if (values.length === 0) return NONE;
        return `(${values.map(fine).join(' ')}) / ${values.length} = ${fine(mean(values))}`;
      },
    },
    least: {
      tex: 'p_{\\mathrm{min}} = \\frac{2}{2^n}',
      live: (view) => {
        const n = seedsOf(view).length;
        return `2 / 2^${n} = 2 / ${2 ** n} = ${chance(leastChance(n))}`;
      },
    },
  },
  steps: [
    {
      id: 'one-seed',
      kind: 'read',
      panels: ['river', 'outcome', 'criteria', 'timeline'],
      first: [
        { do: 'open', ...one },
        { do: 'train', to: END },
      ],
    },
    {
      id: 'more-seeds',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'open', ...four },
        { do: 'train', to: END },
      ],
      found: (view) =>
        stands(view, { ...run, steps: END }) && differences(view).length === SEEDS
          ? among(positive(differences(view)), [1.5, 3.5])
          : null,
    },
    { id: 'pairs', kind: 'read' },
    { id: 'interval', kind: 'read' },
    {
      id: 'least',
      kind: 'predict',
      options: 3,
      then: [{ do: 'light', part: 'seeds' }],
      found: (view) => {
        const n = seedsOf(view).length;
        return n > 0 ? among(leastChance(n), [0.01, 0.05]) : null;
      },
    },
    { id: 'many', kind: 'read' },
    {
      id: 'return',
      kind: 'predict',
      options: 3,
      then: [{ do: 'train', to: LATER }],
      found: (view) => (stands(view, { ...run, steps: LATER }) ? among(correlation(view), [0.3, 0.7]) : null),
    },
    { id: 'measured', kind: 'read' },
    { id: 'believe', kind: 'question' },
  ],
};
