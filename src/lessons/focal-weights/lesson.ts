/** Lesson 4, focal weights: gamma from static to nearly max-min, and what epsilon keeps. */
import type { Lesson } from '../lesson.ts';
import {
  among,
  before,
  group,
  most,
  nameOf,
  NONE,
  now,
  OUTCOME_STEPS,
  percent,
  reads,
  signed,
  stands,
  two,
} from '../reading.ts';
import type { LessonView } from '../view.ts';

const SCENARIO = 'forgotten-footnote';
const STATIC = 'static-prior';
const FOCAL = 'focal-prior';
const MAX_MIN = 'max-min';
const GAMMA = 'focal.gamma';

/** The steps at which the lesson turns gamma. */
const FIRST = 5;
const ZERO_UNTIL = 15;
const ONE_UNTIL = 20;
const EIGHT_UNTIL = 25;
const RACE = 60;

const turned = { scenario: SCENARIO, methods: [STATIC, FOCAL] };
const race = { scenario: SCENARIO, methods: [MAX_MIN, FOCAL] };
const gamma = (value: number) => ({
  do: 'edit' as const,
  change: { kind: 'parameter' as const, name: GAMMA, value },
});

/** The largest difference between any two scores of static and focal up to a step. */
function largestDifference(view: LessonView, until: number): number {
  if (view.length < until) return NaN;
  let largest = 0;
  view.lanes.forEach(({ method, seed }, lane) => {
    const twin = view.lanes.findIndex((other) => other.method === FOCAL && other.seed === seed);
    if (method !== STATIC || twin < 0) return;
    for (let step = 0; step < until; step++)
      view.records[lane]![step]!.scores.forEach((score, k) => {
        largest = Math.max(largest, Math.abs(score - view.records[twin]![step]!.scores[k]!));
      });
  });
  return largest;
}

/** A criterion's weight under focal in the last step before this one. */
const weightBefore = (view: LessonView, criterion: string, step: number): number =>
  view.length >= step ? now({ ...view, at: step - 1 }, FOCAL, reads('weights', criterion)) : NaN;

/** The criterion that weighs most then. */
function heaviest(view: LessonView, step: number): { name: string; weight: number } {
  const all = view.live.criteria.map(({ id }) => ({
    name: nameOf(view, id),
    weight: weightBefore(view, id, step),
  }));
  return most(all, ({ weight }) => weight) ?? { name: NONE, weight: NaN };
}

function prior(view: LessonView, criterion: string): number {
  const active = view.live.criteria.filter((each) => each.active);
  const sum = active.reduce((total, { weight }) => total + weight, 0);
  return (active.find(({ id }) => id === criterion)?.weight ?? NaN) / sum;
}

/** (1 - s + epsilon)^gamma at the step shown. */
function factor(view: LessonView, criterion: string, exponent: number): number {
  const saturation = now(view, FOCAL, reads('saturation', criterion));
  return (1 - saturation + (view.live.parameters['focal.epsilon'] ?? NaN)) ** exponent;
}

/** Two digits: "18", "5700", "1.1 × 10¹⁰". */
function rounded(value: number): string {
  const short = Number(value.toPrecision(2));
  if (short < 1e5) return String(short);
  const [digits, power] = short.toExponential(1).split('e+');
  return `${digits} × 10${[...power!].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

/** How many times as much the factor of hedges is as that of greets. */
const ratio = (exponent: number) => (view: LessonView) => {
  const value = factor(view, 'hedge', exponent) / factor(view, 'greets', exponent);
  return Number.isFinite(value) ? rounded(value) : NONE;
};

type Outcome = 'worst' | 'direct';
const outcomeOf = (view: LessonView, method: string, read: Outcome): number =>
  before(view, method, RACE, (record) => record[read], OUTCOME_STEPS);
const ahead = (view: LessonView, read: Outcome): number =>
  outcomeOf(view, MAX_MIN, read) - outcomeOf(view, FOCAL, read);
const outcome = (method: string, read: Outcome) => (view: LessonView) => two(outcomeOf(view, method, read));

export const lesson: Lesson = {
  id: 'focal-weights',
  number: 4,
  minutes: 5,
  actions: {
    gamma: { do: 'light', part: 'gamma' },
    river: { do: 'light', part: 'river' },
    outcome: { do: 'light', part: 'outcome' },
    criteria: { do: 'light', part: 'criteria' },
    hedges: { do: 'light', criterion: 'hedge' },
    'gamma-one': gamma(1),
    'gamma-eight': gamma(8),
    'no-epsilon': { do: 'edit', change: { kind: 'parameter', name: 'focal.epsilon', value: 0 } },
    'usual-epsilon': { do: 'edit', change: { kind: 'parameter', name: 'focal.epsilon', value: 0.05 } },
    'large-epsilon': { do: 'edit', change: { kind: 'parameter', name: 'focal.epsilon', value: 0.5 } },
    methods: { do: 'go', to: 'methods' },
  },
  numbers: {
    'zero-until': () => String(ZERO_UNTIL),
    'largest-difference': (view) => {
      const value = largestDifference(view, ZERO_UNTIL);
      return Number.isFinite(value) ? String(Number(value.toPrecision(2))) : NONE;
    },
    'hedge-prior': (view) => percent(prior(view, 'hedge')),
    'hedge-weight': (view) => percent(weightBefore(view, 'hedge', ONE_UNTIL)),
    'hedge-times': (view) => {
      const value = weightBefore(view, 'hedge', ONE_UNTIL) / prior(view, 'hedge');
      return Number.isFinite(value) ? value.toFixed(1) : NONE;
    },
    'hedge-saturation': (view) => two(now(view, FOCAL, reads('saturation', 'hedge'))),
    'ratio-one': ratio(1),
    'ratio-three': ratio(3),
    'ratio-eight': ratio(8),
    heaviest: (view) => heaviest(view, EIGHT_UNTIL).name,
    'heaviest-weight': (view) => percent(heaviest(view, EIGHT_UNTIL).weight),
    'greets-at-eight': (view) => percent(weightBefore(view, 'greets', EIGHT_UNTIL)),
    race: () => String(RACE),
    'max-min-worst': outcome(MAX_MIN, 'worst'),
    'max-min-direct': outcome(MAX_MIN, 'direct'),
    'focal-worst': outcome(FOCAL, 'worst'),
    'focal-direct': outcome(FOCAL, 'direct'),
    'worst-ahead': (view) => signed(ahead(view, 'worst')),
    'direct-ahead': (view) => signed(ahead(view, 'direct')),
    epsilon: (view) => two(view.live.parameters['focal.epsilon'] ?? NaN),
    'greets-factor': (view) => two(factor(view, 'greets', 1)),
    'greets-without': (view) => two(1 - now(view, FOCAL, reads('saturation', 'greets'))),
  },
  formulas: {
    weight: {
      tex: 'w_k = \\frac{b_k (1 - s_k + \\epsilon)^{\\gamma}}{\\sum_l b_l (1 - s_l + \\epsilon)^{\\gamma}}',
      live: (view) => {
        const own = group(view, 'hedge');
        const power = view.live.parameters[GAMMA];
        const epsilon = view.live.parameters['focal.epsilon'];
        if (!own || !view.explained || power === undefined || epsilon === undefined) return NONE;
        const { prior: shares, saturation } = view.explained;
        const terms = shares.map((share, k) => share * (1 - saturation[k]! + epsilon) ** power);
        const sum = terms.reduce((total, term) => total + term, 0);
        const k = view.live.criteria.findIndex(({ id }) => id === 'hedge');
        const name = nameOf(view, 'hedge');
        return `${name}: ${own.prior.toFixed(3)} · (1 − ${two(saturation[k]!)} + ${two(epsilon)})^${power} / ${sum.toFixed(3)} = ${(terms[k]! / sum).toFixed(3)}`;
      },
    },
    factor: {
      tex: '(1 - s_k + \\epsilon)^{\\gamma}',
      live: (view) => {
        const epsilon = view.live.parameters['focal.epsilon'];
        if (epsilon === undefined) return NONE;
        return ['greets', 'hedge']
          .map((id) => {
            const saturation = now(view, FOCAL, reads('saturation', id));
            return `${nameOf(view, id)}: 1 − ${two(saturation)} + ${two(epsilon)} = ${two(factor(view, id, 1))}`;
          })
          .join('; ');
      },
    },
  },
  steps: [
    {
      id: 'one-formula',
      kind: 'read',
      panels: ['river', 'criteria', 'rubric', 'timeline'],
      first: [
        { do: 'open', ...turned, parameters: { [GAMMA]: 0 } },
        { do: 'train', to: FIRST },
      ],
    },
    {
      id: 'gamma-zero',
      kind: 'predict',
      options: 3,
      then: [{ do: 'train', to: ZERO_UNTIL }],
      found: (view) => {
        if (!stands(view, { ...turned, parameters: { [GAMMA]: 0 }, steps: ZERO_UNTIL })) return null;
        const largest = largestDifference(view, ZERO_UNTIL);
        return largest === 0 ? 0 : among(largest, [0, 0.05]);
      },
    },
    {
      id: 'gamma-one',
      kind: 'predict',
      options: 3,
      then: [gamma(1), { do: 'train', to: ONE_UNTIL }],
      found: (view) =>
        stands(view, { ...turned, parameters: { [GAMMA]: 1 }, steps: ONE_UNTIL })
          ? among(weightBefore(view, 'hedge', ONE_UNTIL) / prior(view, 'hedge'), [1.5, 5])
          : null,
    },
    {
      id: 'gamma-eight',
      kind: 'predict',
      options: 3,
      then: [gamma(8), { do: 'train', to: EIGHT_UNTIL }],
      found: (view) =>
        stands(view, { ...turned, parameters: { [GAMMA]: 8 }, steps: EIGHT_UNTIL })
          ? among(heaviest(view, EIGHT_UNTIL).weight, [1 / 3, 2 / 3])
          : null,
    },
    { id: 'powers', kind: 'read' },
    {
      id: 'max-min',
      kind: 'predict',
      panels: ['river', 'outcome', 'criteria', 'rubric', 'timeline'],
      options: 4,
      then: [
        { do: 'open', ...race },
        { do: 'train', to: RACE },
      ],
      found: (view) => {
        if (!stands(view, { ...race, steps: RACE })) return null;
        const [worst, direct] = [ahead(view, 'worst'), ahead(view, 'direct')];
        if (!Number.isFinite(worst + direct)) return null;
        return (worst > 0 ? 0 : 2) + (direct > 0 ? 0 : 1);
      },
    },
    { id: 'epsilon', kind: 'read' },
    { id: 'which-gamma', kind: 'question' },
  ],
};
