/** Lesson 6, when it fails: an impossible criterion, a harsh judge, a tug of war and a gimmick. */
import { findScenario } from '../../scenarios/index.ts';
import type { Lesson } from '../lesson.ts';
import { among, before, hundred, NONE, now, OUTCOME_STEPS, percent, reads, stands, two } from '../reading.ts';
import type { LessonView } from '../view.ts';

const UNIFORM = 'static-uniform';
const PRIOR = 'static-prior';
const FOCAL = 'focal-prior';
const END = 40;
const CORRECTED = 60;

const IMPOSSIBLE = 'chasing-the-impossible';
const browse = findScenario(IMPOSSIBLE).rubric.find(({ unsatisfiable }) => unsatisfiable)!.id;
function remedy(scenario: string, id: string) {
  const found = findScenario(scenario).remedies?.find((each) => each.id === id);
  if (!found) throw new Error(`${scenario} has no remedy "${id}", which lesson 6 is about.`);
  return found.parameters;
}

const pair = (scenario: string, against = UNIFORM) => ({ scenario, methods: [against, FOCAL] });
const chase = pair(IMPOSSIBLE);
const CAP = remedy(IMPOSSIBLE, 'capped');
const capped = { ...chase, parameters: CAP };
const harsh = pair('harsh-judge');
const CORRECTION = remedy('harsh-judge', 'noise-corrected');
const tug = pair('tug-of-war', PRIOR);
const gimmick = pair('gimmick');

/** The share of the greetings that the harsh judge misses. */
const missed = (): number =>
  findScenario('harsh-judge').rubric.find(({ id }) => id === 'greets')?.judge.falseNegative ?? NaN;

/** What a criterion weighs in the tug of war. */
const asked = (criterion: string): string =>
  String(findScenario('tug-of-war').rubric.find(({ id }) => id === criterion)?.weight ?? NONE);

type Outcome = 'direct' | 'worst';
const at = (method: string, outcome: Outcome) => (view: LessonView) =>
  before(view, method, END, (record) => record[outcome], OUTCOME_STEPS);
const of = (method: string, quantity: Parameters<typeof reads>[0], criterion: string) => (view: LessonView) =>
  before(view, method, END, reads(quantity, criterion));

const read = (value: (view: LessonView) => number, text: (value: number) => string) => (view: LessonView) =>
  text(value(view));

const solved = (view: LessonView, method: string): number =>
  of(method, 'weights', 'greets')(view) + of(method, 'weights', 'clean')(view);
const overpaid = (view: LessonView): number =>
  of(FOCAL, 'judgeScores', 'sourced')(view) - of(FOCAL, 'scores', 'sourced')(view);

/** The step from which the judge's errors are taken out. */
const switchedOn = ({ edits: made }: LessonView): number | undefined =>
  made.find(
    (edit) => edit.kind === 'parameters' && Object.keys(CORRECTION).every((name) => name in edit.value),
  )?.step;

const edits = (parameters: Readonly<Record<string, number>>) => ({
  do: 'edit' as const,
  change: { kind: 'parameters' as const, value: parameters },
});

export const lesson: Lesson = {
  id: 'when-it-fails',
  number: 6,
  minutes: 6,
  actions: {
    outcome: { do: 'light', part: 'outcome' },
    browse: { do: 'light', criterion: browse },
    greets: { do: 'light', criterion: 'greets' },
    clean: { do: 'light', criterion: 'clean' },
    sourced: { do: 'light', criterion: 'sourced' },
    answers: { do: 'light', part: 'answers' },
    cap: edits(CAP),
    correct: edits(CORRECTION),
    'open-chase': { do: 'open', ...chase },
    'open-harsh': { do: 'open', ...harsh },
    'open-tug': { do: 'open', ...tug },
    'open-gimmick': { do: 'open', ...gimmick },
  },
  numbers: {
    end: () => String(END),
    corrected: () => String(CORRECTED),
    'switched-on': (view) => switchedOn(view)?.toString() ?? NONE,
    passed: () =>
      percent(findScenario(IMPOSSIBLE).rubric.find(({ id }) => id === browse)?.judge.falsePositive ?? NaN),
    missed: () => percent(missed()),
    'focal-direct': read(at(FOCAL, 'direct'), two),
    'uniform-direct': read(at(UNIFORM, 'direct'), two),
    'prior-direct': read(at(PRIOR, 'direct'), two),
    'focal-worst': read(at(FOCAL, 'worst'), two),
    'prior-worst': read(at(PRIOR, 'worst'), two),
    'browse-weight': read(of(FOCAL, 'weights', browse), percent),
    'browse-effort': read(of(FOCAL, 'effort', browse), percent),
    'browse-uniform-effort': read(of(UNIFORM, 'effort', browse), percent),
    'cap-value': () => percent(CAP['focal.cap'] ?? NaN),
    'greets-gold': read(of(FOCAL, 'scores', 'greets'), two),
    'greets-judged': read(of(FOCAL, 'judgeScores', 'greets'), two),
    'greets-saturation': read(of(FOCAL, 'saturation', 'greets'), two),
    'solved-focal': read((view) => solved(view, FOCAL), percent),
    'solved-uniform': read((view) => solved(view, UNIFORM), percent),
    'greets-saturation-now': (view) => two(now(view, FOCAL, reads('saturation', 'greets'))),
    'solved-now': (view) =>
      percent(now(view, FOCAL, reads('weights', 'greets')) + now(view, FOCAL, reads('weights', 'clean'))),
    'greets-asked': () => asked('greets'),
    'no-greeting-asked': () => asked('direct_start'),
    'focal-greets': read(of(FOCAL, 'scores', 'greets'), two),
    'focal-no-greeting': read(of(FOCAL, 'scores', 'direct_start'), two),
    'prior-greets': read(of(PRIOR, 'scores', 'greets'), two),
    'prior-no-greeting': read(of(PRIOR, 'scores', 'direct_start'), two),
    'sourced-judged': read(of(FOCAL, 'judgeScores', 'sourced'), two),
    'sourced-gold': read(of(FOCAL, 'scores', 'sourced'), two),
    'sourced-uniform-judged': read(of(UNIFORM, 'judgeScores', 'sourced'), two),
    'sourced-uniform-gold': read(of(UNIFORM, 'scores', 'sourced'), two),
    'sourced-saturation': read(of(FOCAL, 'saturation', 'sourced'), two),
  },
  facts: { missed: () => hundred(missed()), 'seen-at-most': () => two(1 - missed()) },
  formulas: {
    seen: {
      tex: '\\mathrm{seen} = (1 - f) \\cdot \\mathrm{true}',
      live: (view) => {
        const gold = of(FOCAL, 'scores', 'greets')(view);
        return `(1 − ${two(missed())}) · ${two(gold)} = ${two((1 - missed()) * gold)}`;
      },
    },
  },
  steps: [
    {
      id: 'four-cases',
      kind: 'read',
      panels: ['river', 'outcome', 'criteria', 'timeline'],
      first: [{ do: 'open', ...chase }],
    },
    {
      id: 'impossible',
      kind: 'predict',
      options: 3,
      then: [{ do: 'train', to: END }],
      found: (view) =>
        stands(view, { ...chase, steps: END }) ? among(of(FOCAL, 'effort', browse)(view), [0.01, 0.2]) : null,
    },
    {
      id: 'cap',
      kind: 'read',
      first: [
        { do: 'open', ...capped },
        { do: 'train', to: END },
      ],
    },
    {
      id: 'harsh',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'open', ...harsh },
        { do: 'train', to: END },
      ],
      found: (view) =>
        stands(view, { ...harsh, steps: END })
          ? among(of(FOCAL, 'saturation', 'greets')(view), [0.5, 0.85])
          : null,
    },
    { id: 'corrected', kind: 'read', first: [edits(CORRECTION), { do: 'train', to: CORRECTED }] },
    {
      id: 'tug',
      kind: 'predict',
      options: 3,
      then: [
        { do: 'open', ...tug },
        { do: 'train', to: END },
      ],
      found: (view) =>
        stands(view, { ...tug, steps: END })
          ? among(of(FOCAL, 'scores', 'greets')(view), [0.25, 0.75])
          : null,
    },
    {
      id: 'gimmick',
      kind: 'predict',
      panels: ['river', 'outcome', 'criteria', 'answers', 'timeline'],
      options: 3,
      then: [
        { do: 'open', ...gimmick },
        { do: 'train', to: END },
      ],
      found: (view) => (stands(view, { ...gimmick, steps: END }) ? among(overpaid(view), [0.1, 0.4]) : null),
    },
    {
      id: 'who-knows',
      kind: 'question',
      panels: ['river', 'outcome', 'criteria', 'answers', 'rubric', 'timeline'],
    },
  ],
};
