/** Lesson 1: seven wishes become one number, and training follows the number. */
import { fullMarks, type Criterion } from '../../lab/rubric/criterion.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { InspectedAnswer } from '../../lab/run/inspect.ts';
import type { Lesson } from '../lesson.ts';
import { among, amongHundred, at, hundred, now, reads, two } from '../reading.ts';
import { bestOf, type LessonView } from '../view.ts';

const SCENARIO = 'forgotten-footnote';
const METHOD = 'static-prior';
/** When the first training ends, and the second one. */
const FIRST = 40;
const SECOND = 80;

const score = (view: LessonView, criterion: string, step: number): number =>
  at(view, METHOD, step, reads('scores', criterion));

/** The criteria's weights in the reward: together they make 1. */
function shares(criteria: readonly Criterion[]): number[] {
  const weights = criteria.map(({ active, weight }) => (active ? weight : 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

const answer = (view: LessonView): InspectedAnswer => bestOf(view)!;

/** Each criterion's share and the answer's score on it. */
const terms = (view: LessonView): [number, number][] => {
  const { criteria } = view.group!;
  const verdicts = answer(view).verdicts;
  return shares(criteria).map((share, k) => [share, verdicts[k]! / fullMarks(criteria[k]!.kind)]);
};
const reward = (view: LessonView): number => terms(view).reduce((sum, [share, own]) => sum + share * own, 0);

/** What is left when all is met but citing and hedging. */
function withoutTwo(criteria: readonly Criterion[]): number {
  const own = shares(criteria);
  return 1 - criteria.reduce((sum, { id }, k) => sum + (id === 'cite' || id === 'hedge' ? own[k]! : 0), 0);
}

export const lesson: Lesson = {
  id: 'a-rubric-becomes-a-reward',
  number: 1,
  minutes: 4,
  actions: {
    rubric: { do: 'light', part: 'rubric' },
    answers: { do: 'light', part: 'answers' },
    hedges: { do: 'light', criterion: 'hedge' },
    outcome: { do: 'light', part: 'outcome' },
    start: { do: 'look', step: 0 },
    end: { do: 'look', step: null },
    equal: {
      do: 'edits',
      changes: [
        { kind: 'weight', criterion: 'cite', value: 5 },
        { kind: 'weight', criterion: 'hedge', value: 5 },
      ],
    },
  },
  numbers: {
    words: (view) => answer(view).words.join(' '),
    met: (view) =>
      String(
        view.group!.criteria.filter(
          ({ kind }, k) => answer(view).verdicts[k]! >= (kind === 'hard-rule' ? 1 : 7),
        ).length,
      ),
    reward: (view) => two(reward(view)),
    'without-two': ({ live }) => two(withoutTwo(live.criteria)),
    lost: ({ live }) => hundred(1 - withoutTwo(live.criteria)),
    'hedge-first': (view) => hundred(score(view, 'hedge', 0)),
    'hedge-trained': (view) => hundred(score(view, 'hedge', FIRST - 1)),
    'hedge-now': (view) => hundred(now(view, METHOD, reads('scores', 'hedge'))),
    'greet-now': (view) => hundred(now(view, METHOD, reads('scores', 'greets'))),
    'direct-first': (view) => two(at(view, METHOD, 0, ({ direct }) => direct)),
    'direct-trained': (view) => two(at(view, METHOD, FIRST - 1, ({ direct }) => direct)),
    'hedge-points': ({ scenario: { rubric } }) =>
      String(Math.ceil(100 * shares(rubric)[rubric.findIndex(({ id }) => id === 'hedge')]!)),
    'hedge-weight': (view) => String(view.scenario.rubric.find(({ id }) => id === 'hedge')!.weight),
  },
  facts: { 'five-points': () => hundred(withoutTwo(findScenario(SCENARIO).rubric)) },
  formulas: {
    reward: {
      tex: 'R = \\sum_k w_k \\, S_k',
      live: (view) =>
        `${terms(view)
          .map(([share, own]) => `${share.toFixed(3)} × ${own}`)
          .join(' + ')} = ${two(reward(view))}`,
    },
  },
  steps: [
    {
      id: 'wishes',
      kind: 'read',
      panels: ['answers', 'rubric'],
      without: ['ranks', 'gamma', 'editor', 'fork', 'dialogs'],
      first: [
        { do: 'open', scenario: SCENARIO, methods: [METHOD], seeds: 1 },
        { do: 'show', view: 'answers' },
        { do: 'train', to: 1 },
      ],
    },
    { id: 'verdicts', kind: 'read' },
    { id: 'sum', kind: 'read' },
    {
      id: 'two-missing',
      kind: 'predict',
      options: 3,
      then: [{ do: 'light', part: 'rubric' }],
      found: (view) => among(withoutTwo(view.live.criteria), [0.78, 0.9]),
    },
    {
      id: 'forty-steps',
      kind: 'predict',
      panels: ['criteria', 'answers', 'rubric', 'timeline'],
      options: 3,
      then: [{ do: 'train', to: FIRST }],
      found: (view) => amongHundred(score(view, 'hedge', FIRST - 1)),
    },
    {
      id: 'hidden',
      kind: 'read',
      panels: ['outcome', 'criteria', 'answers', 'rubric', 'timeline'],
      first: [{ do: 'light', part: 'outcome' }],
    },
    {
      id: 'raise',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'edit', change: { kind: 'weight', criterion: 'hedge', value: 5 } },
        { do: 'train', to: SECOND },
      ],
      found: (view) => amongHundred(score(view, 'hedge', SECOND - 1)),
    },
    { id: 'question', kind: 'question', without: [] },
  ],
};
