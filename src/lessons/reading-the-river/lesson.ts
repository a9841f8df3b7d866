/** Lesson 5, reading the river: effort is weight times difference, so weight alone moves nothing. */
import { deviation } from '../../lab/spread.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { Lesson } from '../lesson.ts';
import { among, before, most, nameOf, NONE, now, over, percent, reads, stands, two } from '../reading.ts';
import type { LessonView } from '../view.ts';

const SCENARIO = 'forgotten-footnote';
const STATIC = 'static-prior';
const UNIFORM = 'static-uniform';
const FOCAL = 'focal-prior';

const START = 5;
const STILL = 40;
const LOUD = STILL + 5;
const LATER = 70;
const SILENT = 15;
const HEAVY = 10;

const run = { scenario: SCENARIO, methods: [STATIC, FOCAL] };
const heavy = { do: 'edit' as const, change: { kind: 'weight' as const, criterion: 'hedge', value: HEAVY } };

const IMPOSSIBLE = 'chasing-the-impossible';
const browse = findScenario(IMPOSSIBLE).rubric.find(({ unsatisfiable }) => unsatisfiable)!;
/** The same scenario with a judge that never passes what nobody can do. */
const honest = {
  scenario: IMPOSSIBLE,
  methods: [UNIFORM, FOCAL],
  changes: [{ kind: 'criterion' as const, criterion: browse.id, value: { ...browse, judge: {} } }],
};

/** The criterion whose stream under static weights changes most from the first steps to the last ones. */
function mostChanged(view: LessonView): { name: string; from: number; to: number } {
  const all = view.live.criteria.map(({ id }) => ({
    name: nameOf(view, id),
    from: over(view, STATIC, 0, START, reads('effort', id)),
    to: before(view, STATIC, STILL, reads('effort', id)),
  }));
  return most(all, change) ?? { name: NONE, from: NaN, to: NaN };
}
const change = ({ from, to }: { from: number; to: number }): number => Math.abs(to - from);

/** Effort on hedges in the steps right after they were made heavy, under static weights. */
const firstEffort = (view: LessonView): number => before(view, STATIC, LOUD, reads('effort', 'hedge'));

/** The highest share that a criterion ever had under a method so far, and when. */
function peak(view: LessonView, method: string, criterion: string): { step: number; share: number } {
  let best = { step: NaN, share: NaN };
  for (let step = 0; step < view.length; step++) {
    const share = over(view, method, step - 2, step + 3, reads('effort', criterion));
    if (!(share <= best.share)) best = { step, share };
  }
  return best;
}

/** What the formula of effort needs of the group looked at: the three criteria that weigh most. */
function worked(view: LessonView): string {
  const { explained } = view;
  if (!explained) return NONE;
  const spreads = explained.weights.map((_, k) =>
    deviation(explained.rollouts.map(({ scores }) => scores[k]!)),
  );
  const sum = explained.weights.reduce((total, weight, k) => total + weight * spreads[k]!, 0);
  return view.live.criteria
    .slice(0, explained.weights.length)
    .map(({ id }, k) => ({ id, weight: explained.weights[k]!, spread: spreads[k]! }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(
      ({ id, weight, spread }) =>
        `${nameOf(view, id)}: ${two(weight)} × ${two(spread)} / ${two(sum)} = ${two((weight * spread) / sum)}`,
    )
    .join('\n');
}

export const lesson: Lesson = {
  id: 'reading-the-river',
  number: 5,
  minutes: 5,
  actions: {
    river: { do: 'light', part: 'river' },
    greets: { do: 'light', criterion: 'greets' },
    hedges: { do: 'light', criterion: 'hedge' },
    browse: { do: 'light', criterion: browse.id },
    heavy,
    gradient: { do: 'show', view: 'gradient' },
    'look-back': { do: 'look', step: START },
    head: { do: 'look', step: null },
  },
  numbers: {
    still: () => String(STILL),
    later: () => String(LATER),
    silent: () => String(SILENT),
    changed: (view) => mostChanged(view).name,
    'changed-from': (view) => percent(mostChanged(view).from),
    'changed-to': (view) => percent(mostChanged(view).to),
    'greets-weight': (view) => percent(now(view, STATIC, reads('weights', 'greets'))),
    'greets-effort': (view) => percent(now(view, STATIC, reads('effort', 'greets'))),
    'hedge-before': (view) => percent(before(view, STATIC, STILL, reads('effort', 'hedge'))),
    'hedge-score': (view) => percent(before(view, STATIC, STILL, reads('scores', 'hedge'))),
    'heavy-share': (view) => {
      const others = view.live.criteria.filter(({ id, active }) => active && id !== 'hedge');
      return percent(HEAVY / others.reduce((sum, { weight }) => sum + weight, HEAVY));
    },
    'hedge-weight': (view) => percent(before(view, STATIC, LOUD, reads('weights', 'hedge'))),
    'hedge-effort': (view) => percent(firstEffort(view)),
    'hedge-later': (view) => percent(peak(view, STATIC, 'hedge').share),
    'hedge-peak': (view) => {
      const { step } = peak(view, STATIC, 'hedge');
      return Number.isFinite(step) ? String(step) : NONE;
    },
    'hedge-score-later': (view) => percent(before(view, STATIC, LATER, reads('scores', 'hedge'))),
    'browse-weight': (view) => percent(before(view, FOCAL, SILENT, reads('weights', browse.id))),
    'browse-effort': (view) => percent(before(view, FOCAL, SILENT, reads('effort', browse.id))),
    'browse-uniform': (view) => percent(before(view, UNIFORM, SILENT, reads('weights', browse.id))),
  },
  formulas: {
    effort: { tex: 'e_k = \\frac{w_k \\sigma_k}{\\sum_l w_l \\sigma_l}', live: worked },
  },
  steps: [
    {
      id: 'streams',
      kind: 'read',
      panels: ['river', 'criteria', 'timeline'],
      first: [
        { do: 'open', ...run },
        { do: 'train', to: START },
      ],
    },
    {
      id: 'still-weights',
      kind: 'predict',
      options: 3,
      then: [{ do: 'train', to: STILL }],
      found: (view) =>
        stands(view, { ...run, steps: STILL }) ? among(change(mostChanged(view)), [0.02, 0.1]) : null,
    },
    { id: 'effort', kind: 'read', panels: ['river', 'criteria', 'answers', 'timeline'] },
    {
      id: 'heavy',
      kind: 'predict',
      panels: ['river', 'criteria', 'rubric', 'timeline'],
      options: 3,
      then: [heavy, { do: 'train', to: LOUD }],
      found: (view) =>
        stands(view, { ...run, steps: LOUD }) && view.edits.some(({ kind }) => kind === 'weight')
          ? among(firstEffort(view), [0.1, 0.25])
          : null,
    },
    { id: 'waits', kind: 'read', first: [{ do: 'train', to: LATER }] },
    {
      id: 'silent',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'open', ...honest },
        { do: 'train', to: SILENT },
      ],
      found: (view) =>
        stands(view, { ...honest, steps: SILENT })
          ? among(before(view, FOCAL, SILENT, reads('effort', browse.id)), [0.01, 0.2])
          : null,
    },
    { id: 'marks', kind: 'read', panels: ['river', 'criteria', 'answers', 'timeline'] },
    {
      id: 'which-picture',
      kind: 'question',
      panels: ['river', 'outcome', 'criteria', 'answers', 'rubric', 'timeline'],
    },
  ],
};
