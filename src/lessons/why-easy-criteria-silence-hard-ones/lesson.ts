/** Lesson 2: only differences within a group teach, so a criterion without a spread is silent, easy or hard. */
import { deviation, mean } from '../../lab/spread.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import type { Lesson } from '../lesson.ts';
import { among, amongHundred, at as meanAt, hundred, reads, signed, two } from '../reading.ts';
import type { LessonView } from '../view.ts';

const PRIOR = 'static-prior';
const UNIFORM = 'static-uniform';
/** When the first training ends, and the second one. */
const FIRST = 30;
const SECOND = 60;

const at = (
  view: LessonView,
  method: string,
  quantity: 'scores' | 'effort' | 'weights',
  criterion: string,
  step = view.at,
): number => meanAt(view, method, step, reads(quantity, criterion));

/** The place of a criterion in the group that is looked at. */
const place = (view: LessonView, criterion: string): number =>
  view.group!.criteria.findIndex(({ id }) => id === criterion);

const rewards = ({ rollouts }: ExplainedGroup): number[] => rollouts.map(({ reward }) => reward);
const best = ({ rollouts }: ExplainedGroup) => rollouts.find(({ rank }) => rank === 1)!;
/** The criterion's scores in the group. */
const column = (view: LessonView, criterion: string): number[] =>
  view.explained!.rollouts.map(({ scores }) => scores[place(view, criterion)]!);

/** The largest change of any advantage of the group, if everyone had so much more reward. */
function changeOfAdvantages(view: LessonView, bonus: number): number {
  const before = rewards(view.explained!);
  const advantages = (values: readonly number[]) =>
    values.map((value) => (value - mean(values)) / (deviation(values) + 1e-6));
  const own = advantages(before);
  return Math.max(
    ...advantages(before.map((value) => value + bonus)).map((value, j) => Math.abs(value - own[j]!)),
  );
}

/** What every answer gets on top in the second question. */
const BONUS = 0.3;

const WATCHED = ['greets', 'clean', 'facts', 'hedge'] as const;

/** Which of the watched criteria has the most effort at a step. */
function loudest(view: LessonView, step: number): number | null {
  const efforts = WATCHED.map((id) => at(view, PRIOR, 'effort', id, step));
  return efforts.every(Number.isFinite) ? efforts.indexOf(Math.max(...efforts)) : null;
}

export const lesson: Lesson = {
  id: 'why-easy-criteria-silence-hard-ones',
  number: 2,
  minutes: 4,
  actions: {
    numbers: { do: 'show', view: 'numbers' },
    river: { do: 'light', part: 'river' },
    criteria: { do: 'light', part: 'criteria' },
    hedges: { do: 'light', criterion: 'hedge' },
    start: { do: 'look', step: 0 },
    end: { do: 'look', step: null },
  },
  numbers: {
    size: (view) => String(view.explained!.rollouts.length),
    'best-reward': (view) => two(best(view.explained!).reward),
    'group-mean': (view) => two(mean(rewards(view.explained!))),
    change: (view) => two(changeOfAdvantages(view, BONUS)),
    'clean-weight': (view) => hundred(at(view, PRIOR, 'weights', 'clean')),
    'clean-effort': (view) => hundred(at(view, PRIOR, 'effort', 'clean')),
    'clean-score': (view) => hundred(at(view, PRIOR, 'scores', 'clean')),
    'facts-weight': (view) => hundred(at(view, PRIOR, 'weights', 'facts')),
    'facts-effort': (view) => hundred(at(view, PRIOR, 'effort', 'facts')),
    'hedge-weight': (view) => hundred(at(view, PRIOR, 'weights', 'hedge')),
    'greets-weight': (view) => hundred(at(view, PRIOR, 'weights', 'greets')),
    'hedge-score': (view) => hundred(at(view, PRIOR, 'scores', 'hedge')),
    'hedge-effort': (view) => hundred(at(view, PRIOR, 'effort', 'hedge')),
    'hedge-prior-end': (view) => hundred(at(view, PRIOR, 'scores', 'hedge', SECOND - 1)),
    'hedge-equal-end': (view) => hundred(at(view, UNIFORM, 'scores', 'hedge', SECOND - 1)),
  },
  formulas: {
    advantage: {
      tex: 'A = \\frac{R - \\mathrm{mean}(R)}{\\mathrm{std}(R)}',
      live: (view) => {
        const group = view.explained!;
        const { reward, advantage } = best(group);
        return `best answer: (${two(reward)} − ${two(mean(rewards(group)))}) / ${two(deviation(rewards(group)))} = ${signed(advantage)}`;
      },
    },
    loudness: {
      tex: 'w_k \\cdot \\mathrm{std}(S_k)',
      live: (view) =>
        (['clean', 'facts', 'hedge'] as const)
          .map((id) => {
            const weight = view.explained!.weights[place(view, id)]!;
            const own = deviation(column(view, id));
            return `${view.group!.criteria[place(view, id)]!.name}: ${two(weight)} × ${two(own)} = ${(weight * own).toFixed(3)}`;
          })
          .join('\n'),
    },
  },
  steps: [
    {
      id: 'group',
      kind: 'read',
      panels: ['criteria', 'answers'],
      without: ['ranks', 'gamma', 'editor', 'fork', 'dialogs'],
      first: [
        { do: 'open', scenario: 'forgotten-footnote', methods: [UNIFORM, PRIOR], seeds: 1 },
        { do: 'show', view: 'answers' },
        { do: 'train', to: 1 },
      ],
    },
    { id: 'advantage', kind: 'read', without: ['gamma', 'editor', 'fork', 'dialogs'] },
    {
      id: 'bonus',
      kind: 'predict',
      options: 3,
      first: [{ do: 'show', view: 'numbers' }],
      then: [{ do: 'light', part: 'answers' }],
      found: (view) => among(changeOfAdvantages(view, BONUS), [0.005, 1]),
    },
    {
      id: 'effort',
      kind: 'predict',
      panels: ['river', 'criteria', 'answers', 'timeline'],
      options: WATCHED.length,
      first: [{ do: 'show', view: 'answers' }],
      then: [{ do: 'train', to: FIRST }],
      found: (view) => loudest(view, FIRST - 1),
    },
    { id: 'loudness', kind: 'read' },
    { id: 'hard', kind: 'read' },
    {
      id: 'equal',
      kind: 'predict',
      panels: ['river', 'outcome', 'criteria', 'answers', 'timeline'],
      options: 3,
      then: [{ do: 'train', to: SECOND }],
      found: (view) => amongHundred(at(view, UNIFORM, 'scores', 'hedge', SECOND - 1)),
    },
    { id: 'question', kind: 'question', without: [], first: [{ do: 'light', part: 'river' }] },
  ],
};
