/** Whatever a run comes to, what a prediction is compared with is one of its options, or not known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import type { InspectedGroup } from '../../lab/run/inspect.ts';
import { planLanes } from '../../lab/run/session.ts';
import { FALLBACK, LESSON_IDS, loadLesson } from '../../lessons/index.ts';
import type { Action, Lesson, SetUp } from '../../lessons/lesson.ts';
import type { LessonView } from '../../lessons/view.ts';
import type { OpenRequest } from '../../worker/protocol.ts';
import { actionsUpTo, requestOf } from './set-up.ts';

const wishes: OpenRequest = {
  scenario: '',
  methods: [],
  seeds: { first: 1, count: 1 },
  backend: 'auto',
  engine: 'auto',
  freshBase: false,
};

/** Shares as runs have them, the ends and ties among them, and now and then none at all. */
const share = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 4, arbitrary: fc.constantFrom(0, 0.1, 0.5, 0.85, 1) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
interface Drawn {
  /** What all quantities are taken from, one after the other. */
  values: number[];
  rollouts: number;
  seeds: number;
  /** Steps that the run has more than the lesson asked for. */
  late: number;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  values: fc.oneof(
    fc.array(share, { minLength: 1, maxLength: 97 }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 97 }),
  ),
  rollouts: fc.constantFrom(2, 4, 8, 16),
  seeds: fc.integer({ min: 1, max: 4 }),
  late: fc.integer({ min: -3, max: 3 }),
});

/** A run as it may be when a prediction is compared: what the lesson asked for was done, and came to anything. */
function viewAt(lesson: Lesson, index: number, { values, rollouts, seeds, late }: Drawn): LessonView {
  const actions = actionsUpTo(lesson, index, true);
  const setUp = actions[0] as Extract<Action, { do: 'open' }> & SetUp;
  const { scenario, request } = requestOf(setUp, wishes);
  let edited: Edited = {
    state: {
      criteria: request.rubric ?? scenario.rubric,
      parameters: { ...defaultParameters(), ...request.parameters },
      training: { ...scenario.training, ...request.training },
      formula: DEFAULT_FORMULA,
    },
    edits: [],
  };
  let length = 0;
  for (const action of actions) {
    if (action.do === 'train') length = action.to;
    const changes = action.do === 'edit' ? [action.change] : action.do === 'edits' ? action.changes : [];
    for (const change of changes) edited = carryOut(edited, change, length);
  }
  length = Math.max(0, length + late);
  let next = 0;
  const value = (): number => values[next++ % values.length]!;
  const { criteria } = edited.state;
  const each = (): number[] => criteria.map(value);
  const lanes = planLanes({
    methods: request.methods,
    seeds: Array.from({ length: setUp.seeds ?? seeds }, (_, i) => i + 1),
  });
  const answers = Array.from({ length: rollouts }, () => ({
    scores: each(),
    direct: value(),
    reward: value(),
  }));
  return {
    scenario,
    live: edited.state,
    edits: edited.edits,
    lanes,
    records: lanes.map(() =>
      Array.from({ length }, (_, step) => {
        const quantities = { scores: each(), judgeScores: each(), saturation: each() };
        const means = { direct: value(), worst: value(), strict: value() };
        const record = { step, criteria: criteria.map(({ id }) => id), weights: each(), effort: each() };
        return { ...record, ...quantities, ...means } as unknown as StepRecord;
      }),
    ),
    length,
    at: length - 1,
    recorded: false,
    explained: {
      prior: each(),
      weights: each(),
      effort: each(),
      rollouts: answers,
    } as unknown as ExplainedGroup,
    group: { criteria, answers: [] } as unknown as InspectedGroup,
    lane: 0,
  };
}

describe.each(LESSON_IDS)('%s', async (id) => {
  const { lesson } = (await loadLesson(id, FALLBACK))!;
  const asked = lesson.steps.flatMap((step, index) => (step.kind === 'predict' ? [{ ...step, index }] : []));

  it.each(asked)('$id comes out as one of its options', ({ index, options, found }) => {
    fc.assert(
      fc.property(drawn, (run) => {
        const option = found(viewAt(lesson, index, run));
        expect([null, ...Array(options).keys()]).toContain(option);
      }),
      { numRuns: 40 },
    );
  });

  it.each(asked)('$id is not known from a run of which nothing is known', ({ index, found }) => {
    const nothing = { values: [NaN], rollouts: 4, seeds: 2, late: 0 };
    const told = found(viewAt(lesson, index, nothing));
    // How small p can be is told by the number of seeds, and what two wishes weigh by the rubric.
    if (!['least', 'two-missing'].includes(lesson.steps[index]!.id)) expect(told).toBeNull();
  });
});
