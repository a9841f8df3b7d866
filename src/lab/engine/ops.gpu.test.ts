import { beforeAll, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { findScenario } from '../../scenarios/index.ts';
import { initialParameters } from '../policy/parameters.ts';
import { Session, type SessionPlan } from '../run/session.ts';
import { scenarioShape, type Scenario } from '../run/scenario.ts';
import * as tf from '../tf.ts';
import { OpsEngine } from './ops.ts';

beforeAll(() => openDevice('webgpu'));

/** The forgotten footnote with a policy small enough for a processor. */
const scenario: Scenario = (() => {
  const full = findScenario('forgotten-footnote');
  return {
    ...full,
    policy: { width: 8, heads: 2, hidden: 8, blocks: 1 },
    training: { ...full.training, numGenerations: 4, numIterations: 2, maxCompletionLength: 6, steps: 1000 },
  };
})();
const base = initialParameters(scenarioShape(scenario), 2);

/** The same with short answers, for what takes many steps: each position is a round of dispatches. */
const short: Scenario = { ...scenario, training: { ...scenario.training, maxCompletionLength: 2 } };
const shortBase = initialParameters(scenarioShape(short), 2);

const open = (methods: string[], seeds: number[], more: Partial<SessionPlan> = {}) =>
  Session.open({ scenario, methods, seeds, ...more }, base, (batch) => new OpsEngine(batch));

async function run(methods: string[], seeds: number[], steps: number, more: Partial<SessionPlan> = {}) {
  const session = await open(methods, seeds, more);
  for (let step = 0; step < steps; step++) await session.advance();
  const { records } = session;
  session.dispose();
  return records;
}

it('gives the same run twice for the same seed, bit for bit, and another for another', async () => {
  const once = await run(['focal-prior'], [3], 4);
  expect(await run(['focal-prior'], [3], 4)).toEqual(once);
  expect(await run(['focal-prior'], [4], 4)).not.toEqual(once);
});

it('runs a lane the same alone and among others', async () => {
  const [alone] = await run(['focal-prior'], [3], 3);
  const among = await run(['static-prior', 'focal-prior'], [2, 3], 3);
  expect(among[3]).toEqual(alone);
});

it('pairs lanes: all methods of a seed start from the same rollouts', async () => {
  const [prior, uniform, focal] = await run(['static-prior', 'static-uniform', 'focal-prior'], [1], 1);
  expect(uniform![0]!.scores).toEqual(prior![0]!.scores);
  expect(focal![0]!.scores).toEqual(prior![0]!.scores);
  expect(focal![0]!.weights).not.toEqual(prior![0]!.weights);
});

it('at gamma 0 trains exactly like static', async () => {
  const [still, focal] = await run(['static-prior', 'focal-prior'], [5], 3, {
    parameters: { 'focal.gamma': 0 },
  });
  expect(focal).toEqual(still);
});

it('undoes and redoes by its own log, however quickly it is asked to', async () => {
  const session = await open(['static-prior'], [1]);
  const weight = () => session.criteria.find(({ id }) => id === 'hedge')!.weight;
  session.edit({ kind: 'weight', criterion: 'hedge', value: 2 });
  await session.advance();
  session.edit({ kind: 'weight', criterion: 'hedge', value: 3 });
  session.edit({ kind: 'undo' });
  expect(weight()).toBe(2);
  session.edit({ kind: 'undo' });
  expect(weight()).toBe(0.3);
  session.edit({ kind: 'undo' }); // nothing is left: nothing happens
  expect(session.edits).toHaveLength(4);
  session.edit({ kind: 'redo' });
  session.edit({ kind: 'redo' });
  expect(weight()).toBe(3);
  session.dispose();
});

it('lets an edit take effect at the next step, and not before', async () => {
  const session = await open(['static-prior'], [1]);
  const hedge = session.criteria.findIndex(({ id }) => id === 'hedge');
  await session.advance();
  const inFlight = session.advance();
  session.edit({ kind: 'weight', criterion: 'hedge', value: 20 });
  session.edit({ kind: 'weight', criterion: 'hedge', value: 50 }); // part of the same edit: no step ran between
  await inFlight;
  await session.advance();
  const weights = session.records[0]!.map((record) => record.weights[hedge]!);
  const inverse = { kind: 'weight', criterion: 'hedge', value: 0.3 };
  expect(session.edits).toEqual([{ kind: 'weight', criterion: 'hedge', value: 50, step: 2, inverse }]);
  expect(weights[1]).toBeCloseTo(0.3 / 18.8, 5);
  expect(weights[2]).toBeCloseTo(50 / 68.5, 5);
  session.edit({ kind: 'active', criterion: 'hedge', value: false });
  await session.advance();
  expect(session.records[0]![3]!.weights[hedge]).toBe(0);
  session.dispose();
});

it('moves a policy: what is rewarded happens more often', async () => {
  const [records] = await run(['static-uniform'], [1], 25, { training: { learningRate: 0.03, beta: 0 } });
  const direct = (from: number, to: number) =>
    records!.slice(from, to).reduce((sum, { reward }) => sum + reward, 0) / (to - from);
  expect(direct(20, 25)).toBeGreaterThan(direct(0, 5) + 0.1);
});

it('keeps tensors and GPU bytes constant over 50 steps', async () => {
  const session = await Session.open(
    { scenario: short, methods: ['static-prior', 'focal-prior'], seeds: [1] },
    shortBase,
    (batch) => new OpsEngine(batch),
  );
  const memory = () => {
    const { numTensors, numBytes } = tf.memory();
    const { numBytesInGPU } = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
    return { numTensors, numBytes, numBytesInGPU };
  };
  for (let step = 0; step < 3; step++) await session.advance();
  const before = memory();
  for (let step = 0; step < 50; step++) await session.advance();
  expect(memory()).toEqual(before);
  session.dispose();
});

it('moves parameters by nothing when no criterion has weight and beta is 0', async () => {
  const session = await open(['static-prior'], [1], { training: { beta: 0 } });
  for (const { id } of session.criteria) session.edit({ kind: 'active', criterion: id, value: false });
  await session.advance();
  const [record] = session.records[0]!;
  expect(record!.gradNorm).toBe(0);
  expect(record!.effort.every(Number.isNaN)).toBe(true);
  expect(record!.worst).toBeNaN();
  session.dispose();
});
