import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialParameters } from '../policy/parameters.ts';
import { everyDetector } from '../rubric/detectors/arbitrary.ts';
import { DETECTOR_TYPES } from '../rubric/detectors/index.ts';
import { criterion } from '../rubric/testing.ts';
import * as tf from '../tf.ts';
import { MAX_PROMPTS } from '../wgsl/lane.ts';
import type { SampleRequest, Taught } from './apart.ts';
import type { BatchShape, Engine, LaneTables } from './engine.ts';
import { testDevice } from './fused/testing.ts';
import { tinyBatch, tinyEngines, tinyTables } from './testing.ts';

/** A judge whose noise depends on seed and step, and weighs criteria against each other. */
const criteria = [
  criterion({ id: 'variety', detector: { type: 'variety' }, judge: { jitter: 3, positionBias: 1 } }),
  criterion({ id: 'topic', weight: 2, judge: { halo: 0.4 } }),
];

/** Rarely met: some groups have no signal. */
const rare = [
  criterion({ id: 'greets', kind: 'hard-rule', detector: { type: 'contains', group: 'greeting' } }),
];

/** More prompts than there are topics: the labs ask some in two ways. */
const batch = tinyBatch(3, 24);
const sequences = batch.policy.prompts * batch.numGenerations;

/** What differs between lanes: the seed, and how the loss weighs tokens. */
const tablesOf = (lane: number): LaneTables =>
  tinyTables(batch, {
    criteria: lane === 1 ? rare : criteria,
    seed: 10 + lane,
    training: [
      {},
      { lossType: 'grpo' as const, beta: 0, dropSilentGroups: true },
      { lossType: 'dr_grpo' as const, temperature: 1.3 },
    ][lane],
  });

/** Lanes that have taken a step, so that the optimiser remembers something. */
async function begun(make: (batch: BatchShape) => Engine | Promise<Engine>): Promise<Engine> {
  const engine = await make(batch);
  for (let lane = 0; lane < batch.lanes; lane++) {
    const base = initialParameters(batch.policy, 5 + lane).map((value) => 2 * value); // far from uniform
    engine.setLane(lane, tablesOf(lane));
    await engine.loadLane(lane, base, base);
  }
  await engine.step();
  await engine.flush();
  return engine;
}

const engines = new Map<'ops' | 'fused', Promise<Engine>>();

/** The engine's lanes after a step and whatever tests did with them. */
async function engineOf(name: 'ops' | 'fused'): Promise<Engine> {
  const known = engines.get(name) ?? begun(tinyEngines(device)[name]);
  engines.set(name, known);
  return known;
}

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
  await import('@tensorflow/tfjs');
  await tf.setBackend('cpu'); // compiling what the ops engine runs takes a processor half a minute
});
afterAll(async () => {
  for (const engine of engines.values()) (await engine).dispose();
});

const lanes = [0, 1, 2];

/** What a lane learns from when its answers are those of its latest step. */
async function lessonOfStep(engine: Engine, lane: number): Promise<Taught> {
  const { tokens, rewards } = (await engine.rollouts(lane))!;
  return { lane, tokens, advantages: rewards.advantages, counted: rewards.counted };
}

describe.each(['fused', 'ops'] as const)('%s', (name) => {
  it('goes where a step goes, bit for bit, when that step is taken apart; lanes that are not named rest', async () => {
    const engine = await engineOf(name);
    const before = await engine.states();
    const sampled = await engine.sample(lanes.map((lane) => ({ lane })));
    expect(await engine.states()).toEqual(before);
    await engine.step();
    await engine.flush();
    const after = await engine.states();
    const lessons: Taught[] = [];
    for (const lane of lanes) {
      const { tokens, judgeScores, goldScores } = (await engine.rollouts(lane))!;
      expect(sampled[lane]).toEqual({ tokens, judgeScores, goldScores });
      lessons.push(await lessonOfStep(engine, lane));
    }
    expect(sampled[0]!.judgeScores).not.toEqual(sampled[0]!.goldScores);
    expect(new Set(lessons[1]!.counted)).toEqual(new Set([0, 1])); // silent groups were dropped
    expect(after[0]!.parameters).not.toEqual(before[0]!.parameters);
    for (const named of [[1], [2, 0]]) {
      for (const lane of lanes) await engine.restore(lane, before[lane]!);
      await engine.learn(named.map((lane) => lessons[lane]!));
      const taught = await engine.states();
      for (const lane of lanes) {
        const { kept, ...expected } = named.includes(lane) ? after[lane]! : before[lane]!;
        expect(taught[lane]).toEqual({ ...expected, kept: before[lane]!.kept });
        expect(kept).toHaveLength(before[lane]!.kept.length);
      }
    }
    expect(await engine.rollouts(0)).toBeUndefined(); // what it learnt from was no step's
  });

  it('samples without a trace: rollouts stay those of the step, and the next step is what it was', async () => {
    const engine = await engineOf(name);
    const before = await engine.states();
    const next = async () => {
      for (const lane of lanes) await engine.restore(lane, before[lane]!);
      return [...(await engine.step()), ...(await engine.flush())];
    };
    const expected = await next();
    const rollouts = await engine.rollouts(0);
    for (const lane of lanes) await engine.restore(lane, before[lane]!);
    await engine.step();
    await engine.sample([
      { lane: 0, seed: 77, step: 9 },
      { lane: 0, seed: 78 },
      { lane: 2, seed: 79 },
    ]);
    await engine.flush();
    expect(await engine.rollouts(0)).toEqual(rollouts);
    expect(await next()).toEqual(expected);
  });

  it('leaves no tensors behind', async () => {
    const engine = await engineOf(name);
    const advantages = new Float32Array(sequences).fill(1);
    const round = async () => {
      const [sampled] = await engine.sample([{ lane: 1 }]);
      await engine.learn([{ lane: 1, tokens: sampled!.tokens, advantages }]);
      await engine.moveTeacher(2, 1, 0.1);
      await engine.parameters(1);
    };
    await round();
    const { numTensors } = tf.memory();
    await round();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('says what is wrong with a request, and does nothing then', async () => {
    const engine = await engineOf(name);
    const before = await engine.states();
    const tokens = new Int32Array(sequences * batch.policy.maxTokens);
    const advantages = new Float32Array(sequences);
    const fine: Taught = { lane: 0, tokens, advantages };
    await expect(engine.sample([{ lane: 3 }])).rejects.toThrow('no lane 3 to sample; there are 0 to 2');
    await expect(engine.learn([fine, fine])).rejects.toThrow('Lane 0 is taught twice');
    await expect(engine.learn([fine, { ...fine, lane: 1, tokens: tokens.slice(1) }])).rejects.toThrow(
      `There are ${tokens.length - 1} tokens; it takes ${tokens.length}`,
    );
    await expect(engine.learn([{ ...fine, advantages: advantages.with(2, NaN) }])).rejects.toThrow(
      'An advantage of lane 0 is NaN',
    );
    await expect(engine.learn([{ ...fine, counted: advantages.slice(3) }])).rejects.toThrow('"counted"');
    for (const part of [0.5, NaN])
      await expect(engine.learn([{ ...fine, counted: advantages.with(1, part) }])).rejects.toThrow(
        `A number in "counted" of lane 0 is ${part}; it takes 0 and 1`,
      );
    for (const token of [-1, batch.policy.vocabulary])
      await expect(engine.learn([{ ...fine, tokens: tokens.with(4, token) }])).rejects.toThrow(
        `A token of lane 0 is ${token}; it takes 0 to ${batch.policy.vocabulary - 1}`,
      );
    await expect(engine.moveTeacher(0, 1, 1.5)).rejects.toThrow('The mix is 1.5');
    await expect(engine.moveTeacher(0, 5, 0.5)).rejects.toThrow('The student is lane 5');
    await expect(engine.moveTeacher(1, 1, 0.5)).rejects.toThrow('its own teacher');
    expect(await engine.sample([])).toEqual([]);
    await engine.learn([]);
    expect(await engine.states()).toEqual(before);
  });
});

/** Puts the ops engine's lanes where the fused engine's are. */
async function alike(): Promise<{ ops: Engine; fused: Engine }> {
  const ops = await engineOf('ops');
  const fused = await engineOf('fused');
  const states = await fused.states();
  for (const lane of lanes) {
    await ops.restore(lane, states[lane]!);
    await fused.restore(lane, states[lane]!);
  }
  return { ops, fused };
}

it('samples the same answers and scores in both engines, also where one lane is asked several times', async () => {
  const { ops, fused } = await alike();
  const request = fc.record(
    {
      lane: fc.integer({ min: 0, max: 2 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      step: fc.nat(9999),
    },
    { requiredKeys: ['lane'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array<SampleRequest>(request, { minLength: 1, maxLength: 5 }), async (requests) => {
      const sampled = await fused.sample(requests);
      expect(sampled).toEqual(await ops.sample(requests));
      const [alone] = await fused.sample(requests.slice(-1));
      expect(sampled.at(-1)).toEqual(alone);
    }),
    { numRuns: 6, seed: 3 }, // of two words equally likely, the last bit decides: chosen answers, always the same
  );
  const [own, other, elsewhere] = await fused.sample([
    { lane: 0 },
    { lane: 0, seed: 99 },
    { lane: 0, step: 50 },
  ]);
  expect(other!.tokens).not.toEqual(own!.tokens);
  expect(elsewhere!.tokens).not.toEqual(own!.tokens);
});

/** Length of a difference over that of what was expected. */
const relativeError = (actual: Float32Array, expected: Float32Array): number =>
  Math.hypot(...actual.map((value, i) => value - expected[i]!)) / Math.hypot(...expected);

it('learns the same in both engines, whatever the advantages and whatever counts', async () => {
  const { ops, fused } = await alike();
  const start = await fused.states();
  const lesson = fc.record({
    advantages: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
      minLength: sequences,
      maxLength: sequences,
    }),
    counted: fc.option(fc.array(fc.constantFrom(0, 1), { minLength: sequences, maxLength: sequences }), {
      nil: undefined,
    }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(lanes, { minLength: 1 }),
      fc.tuple(lesson, lesson, lesson),
      async (named, own) => {
        for (const lane of lanes) await fused.restore(lane, start[lane]!);
        for (const lane of lanes) await ops.restore(lane, start[lane]!);
        const sampled = await fused.sample(named.map((lane) => ({ lane })));
        const lessons = named.map((lane, i): Taught => {
          const { advantages, counted } = own[i]!;
          return {
            lane,
            tokens: sampled[i]!.tokens,
            advantages: Float32Array.from(advantages),
            counted: counted && Float32Array.from(counted),
          };
        });
        await fused.learn(lessons);
        await ops.learn(lessons);
        const actual = await fused.states();
        const expected = await ops.states();
        for (const lane of lanes) {
          const { step, updates, parameters } = expected[lane]!;
          expect(actual[lane]).toMatchObject({ step, updates });
          expect(step).toBe(start[lane]!.step + Number(named.includes(lane)));
          expect(relativeError(actual[lane]!.parameters, parameters)).toBeLessThan(1e-5);
          // What has been learnt is a hundred times that.
          if (named.includes(lane))
            expect(relativeError(start[lane]!.parameters, parameters)).toBeGreaterThan(1e-3);
        }
      },
    ),
    { numRuns: 6, seed: 3 },
  );
});

it('moves a teacher by the rule, in both engines, and nothing else', async () => {
  const { ops, fused } = await alike();
  for (const mix of [0.3, 1e-5]) {
    const before = await fused.states();
    await fused.moveTeacher(2, 0, mix);
    await ops.moveTeacher(2, 0, mix);
    const after = await fused.states();
    const expected = before[2]!.parameters.map((old, i) => (1 - mix) * old + mix * before[0]!.parameters[i]!);
    expect(relativeError(after[2]!.parameters, expected)).toBeLessThan(1e-7);
    expect(relativeError(await ops.parameters(2), expected)).toBeLessThan(1e-7);
    expect(after[2]!.parameters).not.toEqual(before[2]!.parameters);
    expect(after).toEqual([before[0], before[1], { ...before[2]!, parameters: after[2]!.parameters }]);
  }
  await fused.moveTeacher(2, 1, 1);
  expect(await fused.parameters(2)).toEqual(await fused.parameters(1));
});

it('takes any criterion at any prompt, and as many prompts as tables have room for', async () => {
  const { ops, fused } = await alike();
  const known = everyDetector();
  const every = DETECTOR_TYPES.map((id) =>
    criterion({ id, detector: known.find(({ type }) => type === id)! }),
  );
  for (const engine of [ops, fused]) engine.setLane(0, tinyTables(batch, { criteria: every }));
  const [sampled] = await fused.sample([{ lane: 0 }]);
  expect([sampled]).toEqual(await ops.sample([{ lane: 0 }]));
  expect(new Set(sampled!.goldScores).size).toBeGreaterThan(3);
  const [records] = [...(await fused.step()), ...(await fused.flush())];
  expect(records![0]!.scores).toHaveLength(every.length);
  for (const engine of [ops, fused]) engine.setLane(0, tablesOf(0));
  await expect(tinyEngines(device).fused(tinyBatch(1, MAX_PROMPTS + 1))).rejects.toThrow(
    `asked ${MAX_PROMPTS + 1} prompts; allowed is 1 to ${MAX_PROMPTS}`,
  );
});
