/** Lesson 3, what saturation is: the plain mean, the tilt by the present reward, and how tau changes both. */
import type { Lesson } from '../lesson.ts';
import { among, count, group, nameOf, NONE, now, percent, reads, signed, stands, two } from '../reading.ts';
import type { LessonView } from '../view.ts';
import { answersThatCount, means, mostMoved, moved, sharesAt } from './tilt.ts';

const SCENARIO = 'forgotten-footnote';
const FOCAL = 'focal-prior';
const SHARP = 0.02;
const FIRST = 5;
const SHARP_AT = FIRST + 1;
const END = 40;
/** From here on a criterion counts as saturated in this lesson. */
const DONE = 0.9;

const run = { scenario: SCENARIO, methods: [FOCAL] };
const saturation = (criterion: string) => (view: LessonView) =>
  two(now(view, FOCAL, reads('saturation', criterion)));
const facts = (view: LessonView, tau: number) =>
  means(view, tau).find(({ criterion }) => criterion === 'facts');

function saturated(view: LessonView, step: number): number {
  if (view.length < step) return NaN;
  const reached = view.live.criteria.map(({ id }) => {
    const lanes = view.records.map((records) => reads('saturation', id)(records[step - 1]!));
    return lanes.reduce((sum, value) => sum + value, 0) / lanes.length;
  });
  return reached.some(Number.isFinite) ? reached.filter((value) => value >= DONE).length : NaN;
}

export const lesson: Lesson = {
  id: 'what-is-saturation',
  number: 3,
  minutes: 5,
  actions: {
    saturation: { do: 'light', part: 'criteria' },
    greets: { do: 'light', criterion: 'greets' },
    hedges: { do: 'light', criterion: 'hedge' },
    answers: { do: 'light', part: 'answers' },
    numbers: { do: 'show', view: 'numbers' },
    'sharp-tau': { do: 'edit', change: { kind: 'parameter', name: 'focal.tau', value: SHARP } },
    'usual-tau': { do: 'edit', change: { kind: 'parameter', name: 'focal.tau', value: 1 } },
    methods: { do: 'go', to: 'methods' },
    river: { do: 'light', part: 'river' },
  },
  numbers: {
    'greets-now': saturation('greets'),
    'hedges-now': saturation('hedge'),
    'group-size': (view) => (view.explained ? count(view.explained.rollouts.length) : NONE),
    'facts-plain': (view) => two(facts(view, 1)?.plain ?? NaN),
    'top-share': (view) => percent(Math.max(...(sharesAt(view, 1) ?? [NaN]))),
    'even-share': (view) => percent(1 / (view.explained?.rollouts.length ?? NaN)),
    'most-moved': (view) => {
      const most = mostMoved(view, 1);
      return most ? nameOf(view, most.criterion) : NONE;
    },
    'most-plain': (view) => two(mostMoved(view, 1)?.plain ?? NaN),
    'most-tilted': (view) => two(mostMoved(view, 1)?.tilted ?? NaN),
    'counting-usual': (view) => count(answersThatCount(view, 1)),
    'counting-sharp': (view) => count(answersThatCount(view, SHARP)),
    'sharp-tau': () => String(SHARP),
    'sharp-share': (view) => percent(Math.max(...(sharesAt(view, SHARP) ?? [NaN]))),
    'sharp-moved': (view) => {
      const most = mostMoved(view, SHARP);
      return most ? nameOf(view, most.criterion) : NONE;
    },
    'sharp-shift': (view) => {
      const most = mostMoved(view, SHARP);
      return most ? signed(most.tilted - most.plain) : NONE;
    },
    'done-from': () => String(DONE),
    'done-first': (view) => count(saturated(view, FIRST)),
    'done-end': (view) => count(saturated(view, END)),
    criteria: (view) => count(view.live.criteria.length),
    end: () => String(END),
  },
  formulas: {
    plain: {
      tex: '\\bar{S}_k = \\frac{1}{G} \\sum_j S_{jk}',
      live: (view) => {
        const own = group(view, 'facts');
        if (!own) return NONE;
        const first = own.scores.slice(0, 4).map(two);
        const sum = [...first, ...(own.scores.length > 4 ? ['…'] : [])].join(' + ');
        return `${nameOf(view, 'facts')}: (${sum}) / ${own.scores.length} = ${two(facts(view, 1)?.plain ?? NaN)}`;
      },
    },
    tilted: {
      tex: 's_k = \\sum_j q_j S_{jk}, \\quad q_j = \\frac{e^{D_j / \\tau}}{\\sum_i e^{D_i / \\tau}}',
      live: (view) => {
        const own = group(view, 'facts');
        const shares = sharesAt(view, 1);
        if (!own || !shares) return NONE;
        const first = own.scores.slice(0, 3).map((score, j) => `${shares[j]!.toFixed(3)}·${two(score)}`);
        return `${nameOf(view, 'facts')}: ${first.join(' + ')} + … = ${two(facts(view, 1)?.tilted ?? NaN)}`;
      },
    },
  },
  steps: [
    {
      id: 'done-already',
      kind: 'read',
      panels: ['criteria', 'answers', 'timeline'],
      first: [
        { do: 'open', ...run },
        { do: 'train', to: FIRST },
      ],
    },
    { id: 'plain-mean', kind: 'read' },
    { id: 'where-it-points', kind: 'read' },
    {
      id: 'how-far',
      kind: 'predict',
      options: 3,
      then: [{ do: 'show', view: 'numbers' }],
      found: (view) => {
        const most = mostMoved(view, 1);
        return stands(view, { ...run, steps: FIRST }) && most ? among(moved(most), [0.05, 0.2]) : null;
      },
    },
    {
      id: 'how-many',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'edit', change: { kind: 'parameter', name: 'focal.tau', value: SHARP } },
        { do: 'train', to: SHARP_AT },
      ],
      found: (view) =>
        stands(view, { ...run, parameters: { 'focal.tau': SHARP }, steps: SHARP_AT })
          ? among(answersThatCount(view, SHARP), [4.5, 11.5])
          : null,
    },
    {
      id: 'how-soon',
      kind: 'predict',
      panels: ['river', 'criteria', 'answers', 'timeline'],
      first: [{ do: 'edit', change: { kind: 'parameter', name: 'focal.tau', value: 1 } }],
      options: 3,
      then: [{ do: 'train', to: END }],
      found: (view) =>
        stands(view, { ...run, steps: END }) ? among(saturated(view, END), [2.5, 4.5]) : null,
    },
    {
      id: 'an-estimate',
      kind: 'read',
      first: [{ do: 'show', view: 'answers' }],
      panels: ['river', 'criteria', 'answers', 'rubric', 'timeline'],
    },
    { id: 'mean-or-tilt', kind: 'question' },
  ],
};
