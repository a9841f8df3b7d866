import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScenario } from '../../../scenarios/index.ts';
import type { LaneRollouts } from '../../engine/engine.ts';
import type { StepRecord } from '../../metrics/record.ts';
import { inspectGroup } from '../inspect.ts';
import { planLanes } from '../session.ts';
import { ANSWER_UNITS, QUANTITIES, QUANTITY_NAMES, SCALAR_NAMES, SCALARS } from './format.ts';
import { pack, unpack } from './pack.ts';
import { readRecording } from './read.ts';
import { answerSteps, writeRecording } from './write.ts';

const scenario = findScenario('forgotten-footnote');
const K = scenario.rubric.length;
const [steps, G, T] = [5, 2, scenario.training.maxCompletionLength];
const training = { ...scenario.training, steps, numGenerations: G };
const methods = ['static-prior', 'focal-prior'];
const seeds = [3, 4];

/** Any number in [0,1] that differs from place to place. */
const some = (i: number) => (0.37 * (i + 1)) % 1;

const record = (lane: number, step: number, judged: (value: number) => number): StepRecord => {
  const own = (salt: number) => some(97 * lane + 13 * step + salt);
  const list = (salt: number) => scenario.rubric.map((_, k) => own(salt + 7 * k));
  const numbers = Object.fromEntries(SCALAR_NAMES.map((name, i) => [name, own(i)]));
  const scores = list(100);
  return {
    ...(numbers as unknown as StepRecord),
    step,
    criteria: scenario.rubric.map(({ id }) => id),
    contradicting: [0, 0],
    strict: step === 2 ? NaN : own(50),
    groupsWithoutSignal: step % 3,
    groupsFellBack: 0,
    scores,
    judgeScores: scores.map(judged),
    saturation: list(200),
    weights: list(300),
    effort: step === 1 ? scores.map(() => NaN) : list(400),
  };
};

const answers = (step: number): LaneRollouts => {
  const fill = (count: number, value: (i: number) => number) =>
    Float32Array.from({ length: count }, (_, i) => value(i));
  return {
    step,
    tables: {} as LaneRollouts['tables'],
    tokens: Int32Array.from({ length: 6 * G * T }, (_, i) => (i * 5 + step) % 54),
    judgeScores: fill(6 * G * K, (i) =>
      scenario.rubric[i % K]!.kind === 'hard-rule' ? i % 2 : (i % 11) / 10,
    ),
    goldScores: new Float32Array(0),
    rewards: {
      saturation: fill(6 * K, some),
      weights: fill(6 * K, some),
      effort: fill(6 * K, (i) => (i < K ? NaN : some(i))),
      rewards: fill(6 * G, some),
      advantages: fill(6 * G, (i) => 3 * some(i) - 1.5),
      counted: fill(6 * G, () => 1),
      fellBack: 0,
    },
  };
};

const run = (judged: (value: number) => number = (value) => value) => ({
  scenario,
  made: { date: '2026-11-21', device: 'a device', engine: 'fused' },
  methods,
  seeds,
  training,
  parameters: { 'focal.gamma': 2 },
  records: planLanes({ methods, seeds }).map((_, lane) =>
    Array.from({ length: steps }, (__, step) => record(lane, step, judged)),
  ),
  answers: [0, 4].map(answers),
});

/** What was written and read again, through the text of a file. */
const again = async (given = run()) =>
  readRecording(JSON.parse(JSON.stringify(await writeRecording(given))), scenario);

describe('packed numbers', () => {
  it('come back within half a unit, and NaN as NaN', async () => {
    const number = fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.constant(NaN));
    await fc.assert(
      fc.asyncProperty(fc.array(number), fc.constantFrom(1e-3, 0.25, 1), async (values, unit) => {
        const back = await unpack(await pack(values, unit), unit, values.length, 'x');
        values.forEach((value, i) => {
          if (Number.isNaN(value)) expect(back[i]).toBeNaN();
          else expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(unit / 2 + 1e-9);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('must be as many as are wanted', async () => {
    const text = await pack([1, 2, 3], 1);
    await expect(unpack(text, 1, 4, 'worst')).rejects.toThrow('worst holds 3 numbers; it needs 4.');
    await expect(unpack('!', 1, 4, 'worst')).rejects.toThrow('worst is not packed text.');
  });
});

describe('a recorded run', () => {
  it('comes back as the records it was made of, as finely as the format says', async () => {
    const given = run((value) => value / 2);
    const read = await again(given);
    expect(read.lanes).toEqual(planLanes({ methods, seeds }));
    given.records.forEach((records, lane) =>
      records.forEach((wanted, step) => {
        const got = read.records[lane]![step]!;
        expect([got.step, got.criteria]).toEqual([step, wanted.criteria]);
        const near = (a: number, b: number, unit: number) =>
          Number.isNaN(b)
            ? expect(a).toBeNaN()
            : expect(Math.abs(a - b)).toBeLessThanOrEqual(unit / 2 + 1e-9);
        for (const name of SCALAR_NAMES) near(got[name], wanted[name], SCALARS[name]);
        for (const name of QUANTITY_NAMES)
          wanted[name].forEach((value, k) => near(got[name][k]!, value, QUANTITIES[name]));
      }),
    );
  });

  it('leaves out what the judge gave where that is what the answers deserved', async () => {
    expect((await writeRecording(run())).quantities['judgeScores']).toBeUndefined();
    expect((await writeRecording(run((value) => value / 2))).quantities['judgeScores']).toBeDefined();
    const read = await again();
    expect(read.records[0]![0]!.judgeScores).toEqual(read.records[0]![0]!.scores);
  });

  it('gives the answers back, word for word, with verdicts and ranks', async () => {
    const read = await again();
    expect(read.answers.map(({ step }) => step)).toEqual([0, 4]);
    expect(read.lanes[read.author]).toEqual({ method: 'focal-prior', seed: 3 });
    const [given, got] = [answers(4), read.answers[1]!];
    expect(got.tokens).toEqual(given.tokens);
    got.judgeScores.forEach((score, i) => expect(score).toBeCloseTo(given.judgeScores[i]!, 5));
    got.rewards.advantages.forEach((value, i) =>
      expect(Math.abs(value - given.rewards.advantages[i]!)).toBeLessThanOrEqual(ANSWER_UNITS.advantages),
    );
    const group = inspectGroup(got, 1);
    expect(group.answers.map(({ rank }) => rank).sort()).toEqual([1, 2]);
    expect(got.tables.parameters['focal.gamma']).toBe(2);
  });

  it('says what is wrong with a file that is none', async () => {
    const file = await writeRecording(run());
    const read = (change: object) => readRecording({ ...file, ...change }, scenario);
    await expect(read({ formatVersion: 7 })).rejects.toThrow(/Recorded run: formatVersion.*7/);
    await expect(read({ scenario: 'elsewhere' })).rejects.toThrow(
      'The recorded run is one of "elsewhere"; wanted is "forgotten-footnote".',
    );
    await expect(read({ seeds: [1, 2, 3] })).rejects.toThrow(/holds 20 numbers; it needs 30/);
    await expect(read({ scalars: {} })).rejects.toThrow('Recorded run: direct is missing.');
  });

  it('keeps answers of the first and the last step, and of some between', () => {
    expect(answerSteps(150)).toEqual([0, 12, 25, 37, 50, 62, 75, 87, 99, 112, 124, 137, 149]);
    expect(answerSteps(3)).toEqual([0, 1, 2]);
    expect(answerSteps(1)).toEqual([0]);
  });
});
