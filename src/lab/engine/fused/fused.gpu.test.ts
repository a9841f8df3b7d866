import { beforeAll, describe, expect, it, vi } from 'vitest';
import { findScenario } from '../../../scenarios/index.ts';
import { judgeLane } from '../../judge/judge.ts';
import type { StepRecord } from '../../metrics/record.ts';
import { initialParameters } from '../../policy/parameters.ts';
import { warmStart } from '../../policy/warm-start.ts';
import { findMethod, METHOD_IDS } from '../../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../../reward/reward.ts';
import { criterion } from '../../rubric/testing.ts';
import type { Change } from '../../run/edit.ts';
import { scenarioShape, type Scenario } from '../../run/scenario.ts';
import { Session, type SessionPlan } from '../../run/session.ts';
import { mean } from '../../spread.ts';
import * as tf from '../../tf.ts';
import { tuningFor } from '../../wgsl/tuning.ts';
import { countGpuWork, gpuCounts } from '../count.ts';
import type { BatchShape, Engine, LaneTables } from '../engine.ts';
import { OpsEngine } from '../ops.ts';
import { FusedEngine } from './fused.ts';
import { sharedTensor } from './shared-tensor.ts';
import { NO_TRAINING, PROMISED_LIMITS, testDevice } from './testing.ts';
import { fusedWarmStart } from './warm-start.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const scenario: Scenario = (() => {
  const full = findScenario('forgotten-footnote');
  return {
    ...full,
    policy: { width: 8, heads: 2, hidden: 8, blocks: 1 },
    training: { ...full.training, numGenerations: 4, numIterations: 2, maxCompletionLength: 6, steps: 1000 },
  };
})();
const base = initialParameters(scenarioShape(scenario), 2);

const fused =
  (software = true) =>
  (batch: BatchShape): Promise<Engine> =>
    FusedEngine.create(batch, { device, tuning: tuningFor({ ...PROMISED_LIMITS, software }), software });
const ops = (batch: BatchShape): Engine => new OpsEngine(batch);

type Make = (batch: BatchShape) => Engine | Promise<Engine>;

async function run(
  make: Make,
  methods: string[],
  seeds: number[],
  steps: number,
  more: Partial<SessionPlan> = {},
) {
  const session = await Session.open({ scenario, methods, seeds, ...more }, base, make);
  for (let step = 0; step < steps; step++) await session.advance();
  await session.settle();
  const { records } = session;
  session.dispose();
  return records;
}

function expectClose(actual: StepRecord, expected: StepRecord, tolerance: number, where: string): void {
  for (const key of Object.keys(expected) as (keyof StepRecord)[]) {
    if (key === 'criteria') expect(actual[key], where).toEqual(expected[key]);
    // Which of two pairs with the same correlation is named hangs on the last bit.
    if (key === 'criteria' || key === 'contradicting') continue;
    const a = [actual[key]].flat();
    const b = [expected[key]].flat();
    expect(a.length, where).toBe(b.length);
    b.forEach((value, i) => {
      if (Number.isNaN(value)) expect(a[i], `${where} ${key}[${i}]`).toBeNaN();
      else
        expect(Math.abs(a[i]! - value), `${where} ${key}[${i}]: ${a[i]} for ${value}`).toBeLessThan(
          tolerance * (1 + Math.abs(value)),
        );
    });
  }
}

/** What the ops engine, the slow one, came to. */
let byOps: ReturnType<typeof run> | undefined;

describe.each([
  ['processor', true],
  ['GPU', false],
])('tuned for a %s', (_, software) => {
  it('runs the same steps as the ops engine, for every method', async () => {
    const plan = { parameters: { 'focal.gamma': 2, 'focal.cap': 0.4 } };
    byOps ??= run(ops, [...METHOD_IDS], [1], 3, plan);
    const actual = await run(fused(software), [...METHOD_IDS], [1], 3, plan);
    (await byOps).forEach((records, lane) =>
      records.forEach((record, step) =>
        expectClose(actual[lane]![step]!, record, 1e-4, `lane ${lane} step ${step}`),
      ),
    );
  });

  it('gives the same run twice, bit for bit, and runs a lane the same alone and among 15 others', async () => {
    const methods = ['static-prior', 'gdpo', 'focal-prior', 'max-min'];
    const [alone] = await run(fused(software), ['focal-prior'], [3], 4);
    const among = await run(fused(software), methods, [1, 2, 3, 4], 4);
    const again = await run(fused(software), methods, [1, 2, 3, 4], 4);
    expect(among).toEqual(again);
    expect(among).toHaveLength(16);
    expect(among[methods.indexOf('focal-prior') * 4 + 2]).toEqual(alone);
    expect(among[0]).not.toEqual(among[1]);
  });
});

it.each([
  ['processor', true, {}],
  ['GPU', false, {}],
  ['processor', true, { blocks: 2, width: 18, heads: 3, hidden: 22 }],
  ['GPU', false, { blocks: 2, width: 18, heads: 3, hidden: 22 }],
])('samples the very tokens of the ops engine: tuned for a %s, %o %o', async (_, software, size) => {
  const own = { ...scenario, policy: { ...scenario.policy, ...size } };
  const start = initialParameters(scenarioShape(own), 3).map((value) => 2 * value); // far from uniform
  const tokens = async (make: Make) => {
    const plan = { scenario: own, methods: ['focal-prior'], seeds: [4, 5], training: { temperature: 0.7 } };
    const session = await Session.open(plan, start, make);
    await session.advance();
    await session.settle();
    const lanes = [await session.rollouts(0), await session.rollouts(1)];
    session.dispose();
    return lanes.map((lane) => Array.from(lane!.tokens));
  };
  const expected = await tokens(ops);
  expect(await tokens(fused(software))).toEqual(expected);
  expect(expected[0]).not.toEqual(expected[1]);
  expect(new Set(expected.flat()).size).toBeGreaterThan(10);
  expect(expected.flat().filter((token) => token === 0).length).toBeGreaterThan(0);
});

it('pairs lanes: all methods of a seed start from the same rollouts; at gamma 0 focal is static', async () => {
  const [prior, uniform, focal] = await run(
    fused(),
    ['static-prior', 'static-uniform', 'focal-prior'],
    [1],
    3,
    { parameters: { 'focal.gamma': 0 } },
  );
  expect(uniform![0]!.scores).toEqual(prior![0]!.scores);
  expect(uniform![0]!.weights).not.toEqual(prior![0]!.weights);
  expect(focal).toEqual(prior);
});

it('splits a step’s gradient by criterion, as the ops engine does, and the parts make the whole', async () => {
  const measured = async (make: Make) => {
    const training = { numIterations: 1, beta: 0.05, lossType: 'grpo' as const, dropSilentGroups: true };
    const session = await Session.open(
      { scenario, methods: ['static-prior', 'focal-prior'], seeds: [2], training },
      base,
      make,
    );
    await session.advance();
    expect(session.gradients).toBeNull();
    await session.advance();
    session.measureNext(1);
    await session.advance();
    await session.advance();
    await session.settle();
    const { gradients, records } = session;
    session.dispose();
    return { gradients: gradients!, records: records[1]! };
  };
  const { gradients, records } = await measured(fused());
  const { gradients: expected, records: again } = await measured(ops);
  expect(gradients).toMatchObject({ step: 2, lane: 1 });
  // One pass: the step's own gradient is the whole that was split. Measuring leaves the run as it is.
  expect(gradients.norm / records[2]!.gradNorm).toBeCloseTo(1, 4);
  expectClose(records[3]!, again[3]!, 1e-4, 'the step after');
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const { criteria, penalty, rest } = gradients;
  expect(sum(criteria.map(({ along }) => along)) + penalty + rest).toBeCloseTo(1, 4);
  expect(sum(criteria.map(({ share }) => share))).toBeCloseTo(1, 5);
  expect(sum(criteria.map(({ effort }) => effort))).toBeCloseTo(1, 5);
  expect(Math.abs(rest)).toBeLessThan(1e-4);
  expect(Math.abs(penalty)).toBeGreaterThan(1e-5);
  expect(new Set(criteria.map(({ share }) => share)).size).toBeGreaterThan(3);
  criteria.forEach(({ share, along, effort }, k) => {
    expect(Math.abs(share - expected.criteria[k]!.share)).toBeLessThan(1e-4);
    expect(Math.abs(along - expected.criteria[k]!.along)).toBeLessThan(1e-4);
    expect(Math.abs(effort - expected.criteria[k]!.effort)).toBeLessThan(1e-4);
  });
});

const equally = (criteria: number) =>
  Array.from({ length: scenarioShape(scenario).prompts }, () =>
    new Array<number>(criteria).fill(1 / criteria),
  );

const tablesOf = (change: Partial<LaneTables>): LaneTables => ({
  seed: 1,
  active: true,
  method: findMethod('focal-prior'),
  parameters: {},
  criteria: scenario.rubric,
  directWeights: equally(scenario.rubric.length),
  training: { ...scenario.training, epsilonHigh: 0.2 },
  ...change,
});

/** A batch of lanes set by hand. */
async function lanesByHand(count: number, change: (lane: number) => Partial<LaneTables>) {
  const engine = await FusedEngine.create(
    { policy: scenarioShape(scenario), lanes: count, numGenerations: 4, numIterations: 1 },
    { device, tuning: tuningFor({ ...PROMISED_LIMITS, software: true }), software: true },
  );
  for (let lane = 0; lane < count; lane++) {
    engine.setLane(lane, tablesOf(change(lane)));
    await engine.loadLane(lane, base, base);
  }
  return engine;
}

it('lets lanes differ in rubric, method, optimiser, seed, and in whether they run at all', async () => {
  const other = scenario.rubric.slice(2, 4);
  const own = (lane: number): Partial<LaneTables> =>
    [
      {},
      { criteria: other, directWeights: equally(2), seed: 9 },
      { active: false },
      {
        method: findMethod('static-uniform'),
        training: { ...scenario.training, epsilonHigh: 0.2, learningRate: 0 },
      },
    ][lane]!;
  const engine = await lanesByHand(4, own);
  const records = [...(await engine.step()), ...(await engine.step()), ...(await engine.flush())];
  expect(records.map((step) => step.map((record) => record?.step ?? null))).toEqual([
    [0, 0, null, 0],
    [1, 1, null, 1],
  ]);
  expect(records[0]![1]!.scores).toHaveLength(2);
  expect(records[0]![1]!.criteria).toEqual(['on_topic', 'facts']);
  expect(records[0]![0]!.scores).toHaveLength(scenario.rubric.length);
  expect(await engine.parameters(2)).toEqual(base);
  expect((await engine.parameters(3)).map((value) => value + 0)).toEqual(base.map((value) => value + 0)); // -0
  expect(await engine.parameters(0)).not.toEqual(base);
  // The lane that did not run joins in at its own step 0, and has the run it would have had.
  engine.setLane(2, tablesOf({}));
  const [joined] = [...(await engine.step()), ...(await engine.flush())];
  expect(joined!.map((record) => record!.step)).toEqual([2, 2, 0, 2]);
  expect(joined![2]).toEqual(records[0]![0]);
  engine.dispose();
});

it('takes any edit of the rubric in at the next step, by writing tables: the same steps as ops, and no new shader', async () => {
  const edits = (own: Session): Change[][] => {
    const now = (id: string) => own.criteria.find((one) => one.id === id)!;
    return [
      [],
      [
        {
          kind: 'add',
          value: criterion({ id: 'steps', detector: { type: 'count', group: 'marker', target: 2 } }),
          at: 0,
        },
        { kind: 'delete', criterion: 'clean' },
        {
          kind: 'criterion',
          criterion: 'greets',
          value: {
            ...now('greets'),
            polarity: 'negative',
            judge: { falsePositive: 0.3, halo: 0.5, drift: -3 },
          },
        },
        {
          kind: 'criterion',
          criterion: 'facts',
          value: {
            ...now('facts'),
            promptWeights: [9, 0, 1, 1, 1, 4],
            judge: { jitter: 2, positionBias: 1 },
          },
        },
      ],
      [
        { kind: 'move', criterion: 'steps', to: 3 },
        { kind: 'active', criterion: 'polite', value: false },
        { kind: 'weight', criterion: 'hedge', value: 7 },
      ],
      [
        {
          kind: 'rubric',
          value: [
            criterion({ id: 'other', detector: { type: 'pattern', pattern: '<fact> . <fact>', target: 2 } }),
            now('cite'),
          ],
        },
      ],
    ];
  };
  const edited = async (make: Make) => {
    const session = await Session.open(
      { scenario, methods: ['focal-prior'], seeds: [1, 2], training: { numGenerations: 5 } },
      base,
      make,
    );
    const shaders = vi.spyOn(device, 'createShaderModule');
    const pipelines = vi.spyOn(device, 'createComputePipeline');
    const pipelinesLater = vi.spyOn(device, 'createComputePipelineAsync');
    for (let step = 0; step < 4; step++) {
      for (const change of edits(session)[step]!) session.edit(change);
      await session.advance();
    }
    await session.settle();
    const made = [shaders, pipelines, pipelinesLater].map((spy) => spy.mock.calls.length);
    vi.restoreAllMocks();
    const { records } = session;
    session.dispose();
    return { records, made };
  };
  const expected = await edited(ops);
  const actual = await edited(fused());
  expect(actual.made).toEqual([0, 0, 0]);
  expect(actual.records[0]!.map((record) => record.criteria.length)).toEqual([7, 7, 7, 2]);
  expect(actual.records[0]![1]!.criteria[0]).toBe('steps');
  expected.records.forEach((lane, r) =>
    lane.forEach((record, step) =>
      expectClose(actual.records[r]![step]!, record, 2e-3, `lane ${r} step ${step}`),
    ),
  );
  expect(actual.records[0]![1]!.judgeScores).not.toEqual(actual.records[0]![1]!.scores);
});

it('weighs each prompt by its own weights, also where nothing weighs there', async () => {
  const own = (id: string, promptWeights: number[]) => ({
    ...scenario.rubric.find((one) => one.id === id)!,
    promptWeights,
  });
  const rubric = [own('greets', [1, 0, 0, 2, 0, 1]), own('facts', [3, 0, 3, 1, 0, 0])];
  const plan = { scenario: { ...scenario, rubric } };
  const [expected] = await run(ops, ['focal-prior'], [3], 2, plan);
  const [actual] = await run(fused(), ['focal-prior'], [3], 2, plan);
  expected!.forEach((record, step) => expectClose(actual![step]!, record, 1e-3, `step ${step}`));
  expect(expected![0]!.direct).not.toBeCloseTo(expected![0]!.scores[0]!, 2);
  const none = rubric.map((one) => ({ ...one, promptWeights: [0, 0, 0, 0, 0, 0] }));
  const [silent] = await run(fused(), ['focal-prior'], [3], 1, { scenario: { ...scenario, rubric: none } });
  expect(silent![0]).toMatchObject({ direct: NaN, directCurrent: NaN, groupsWithoutSignal: 6 });
});

it('carries what methods keep through edits of the rubric, as ops does, and drops it when its meaning changes', async () => {
  const methods = ['focal-prior', 'pow3r', 'max-min', 'custom', 'saw-gdpo', 'dvao'];
  const plan = { parameters: { 'focal.estimator': 3 }, formula: 'prior * (1 - mean + 0.5 * previous)' };
  const edited = async (make: Make) => {
    const session = await Session.open({ scenario, methods, seeds: [1], ...plan }, base, make);
    const edits: Change[][] = [
      [],
      [],
      [
        { kind: 'delete', criterion: 'clean' },
        { kind: 'add', value: criterion({ id: 'steps', detector: { type: 'variety' } }), at: 1 },
        { kind: 'move', criterion: 'greets', to: 4 },
      ],
      [{ kind: 'formula', value: 'prior * (1.2 - saturation) ^ 2 + 0.01 * K' }],
      [{ kind: 'parameter', name: 'focal.estimator', value: 4 }],
      [
        { kind: 'training', name: 'scaleRewards', value: 'none' },
        { kind: 'training', name: 'dropSilentGroups', value: true },
        { kind: 'training', name: 'promptGamma', value: 0.5 },
      ],
    ];
    for (const changes of edits) {
      for (const change of changes) await session.edit(change);
      await session.advance();
    }
    await session.settle();
    const { records } = session;
    session.dispose();
    return records;
  };
  const expected = await edited(ops);
  const actual = await edited(fused());
  expected.forEach((lane, r) =>
    lane.forEach((record, step) =>
      expectClose(actual[r]![step]!, record, 4e-3, `${methods[r]} step ${step}`),
    ),
  );
});

it('does lanes in slices when their tapes do not fit into one binding, with the same result', async () => {
  let tapeBytes = 0;
  const whole = await run(
    async (batch) => {
      const engine = (await fused()(batch)) as FusedEngine;
      tapeBytes = engine.stage.buffers['tape']!.size;
      return engine;
    },
    ['static-prior', 'focal-prior'],
    [1, 2],
    2,
  );
  const tuning = { ...tuningFor({ ...PROMISED_LIMITS, software: true }), tapeBytes: 0.8 * tapeBytes };
  let slices = 0;
  const sliced = await run(
    async (batch) => {
      const engine = await FusedEngine.create(batch, { device, tuning, software: true });
      slices = engine.stage.slices.length;
      return engine;
    },
    ['static-prior', 'focal-prior'],
    [1, 2],
    2,
  );
  expect(slices).toBe(2);
  expect(sliced).toEqual(whole);
  const tiny = { ...tuning, bindingBytes: 1000 };
  await expect(
    FusedEngine.create(
      { policy: scenarioShape(scenario), lanes: 1, numGenerations: 4, numIterations: 1 },
      { device, tuning: tiny, software: true },
    ),
  ).rejects.toThrow(/MiB of GPU memory in one piece.*Take fewer lanes/);
});

it('hands over the rollouts behind its records', async () => {
  const engine = await lanesByHand(2, (lane) => ({ seed: lane + 1 }));
  const [records] = [...(await engine.step()), ...(await engine.flush())];
  const { step, tokens, judgeScores, goldScores, rewards } = (await engine.rollouts(1))!;
  expect(step).toBe(0);
  const P = scenarioShape(scenario).prompts;
  const scores = judgeLane(tokens, P, 4, scenario.rubric, { seed: 2, step: 0 });
  expect(judgeScores).toEqual(scores.judge);
  expect(goldScores).toEqual(scores.gold);
  const expected = rewardLane(judgeScores, P, 4, {
    method: findMethod('focal-prior'),
    parameters: {},
    rubric: (prompt) => rubricWeights(scenario.rubric, prompt),
    step: 0,
    ...NO_TRAINING,
  });
  rewards.rewards.forEach((reward, i) => expect(reward).toBeCloseTo(expected.rewards[i]!, 5));
  expect(mean(rewards.rewards)).toBeCloseTo(records![1]!.reward, 5);
  engine.dispose();
});

it('shares its parameters with tfjs without a copy', async () => {
  const engine = await lanesByHand(2, (lane) => ({ seed: lane + 1 }));
  await engine.step();
  await engine.flush();
  const shared = sharedTensor(engine, 'params');
  const copy = tf.add(shared, 0) as tf.Tensor2D;
  const rows = (await copy.array()) as number[][];
  expect(Float32Array.from(rows[1]!)).toEqual(await engine.parameters(1));
  await engine.step();
  await engine.flush();
  const after = (await tf.add(shared, 0).array()) as number[][];
  expect(after[1]).not.toEqual(rows[1]); // the tensor is the engine's own buffer
  shared.dispose();
  expect(await engine.parameters(1)).toEqual(Float32Array.from(after[1]!)); // which outlives the tensor
  engine.dispose();
});

it('keeps GPU buffers constant over 500 steps, with at most 8 dispatches and 2 submits each', async () => {
  countGpuWork();
  const engine = await lanesByHand(2, (lane) => ({ seed: lane + 1 }));
  const create = device.createBuffer.bind(device);
  let created = 0;
  device.createBuffer = (descriptor) => {
    created++;
    return create(descriptor);
  };
  const begun = gpuCounts();
  let most = { dispatches: 0, submits: 0 };
  let records = 0;
  for (let step = 0; step < 500; step++) {
    const before = gpuCounts();
    records += (await engine.step()).length;
    const { dispatches, submits } = gpuCounts();
    most = {
      dispatches: Math.max(most.dispatches, dispatches - before.dispatches),
      submits: Math.max(most.submits, submits - before.submits),
    };
  }
  records += (await engine.flush()).length;
  device.createBuffer = create;
  expect(records).toBe(500);
  expect(created).toBe(0);
  expect(most).toEqual({ dispatches: 8, submits: 2 });
  expect(gpuCounts().dispatches - begun.dispatches).toBe(8 * 500);
  engine.dispose();
});

it('warm-starts like the ops engine', async () => {
  const shape = scenarioShape(scenario);
  const settings = { steps: 12, batch: 10, learningRate: 0.01, seed: 4 };
  const losses: number[][] = [[], []];
  const expected = await warmStart(shape, scenario.mixture, settings, ({ loss }) => losses[0]!.push(loss));
  const actual = await fusedWarmStart(
    { device, tuning: tuningFor({ ...PROMISED_LIMITS, software: true }), software: true },
    shape,
    scenario.mixture,
    settings,
    ({ loss }) => losses[1]!.push(loss),
  );
  expect(losses[1]).toHaveLength(2);
  losses[0]!.forEach((loss, i) => expect(losses[1]![i]).toBeCloseTo(loss, 4));
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-3));
});
