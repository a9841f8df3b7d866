/** The jax-js peer computes what the tfjs engine computes: losses, parameters after updates, tokens. */
import { beforeAll, expect, it, vi } from 'vitest';
import { openDevice } from '../../src/lab/engine/device.ts';
import { adamState, adamUpdate } from '../../src/lab/policy/adam.ts';
import { answers } from '../../src/lab/policy/log-probs.ts';
import { stackLanes, unpack } from '../../src/lab/policy/parameters.ts';
import type { PolicyShape } from '../../src/lab/policy/shape.ts';
import { tokenWeights } from '../../src/lab/update/loss.ts';
import { grpoPass, type Scored } from '../../src/lab/update/pass.ts';
import * as tf from '../../src/lab/tf.ts';
import { sample } from '../../src/lab/rollout/sample.ts';
import { PURPOSE, uniformStream } from '../../src/lab/random/draw.ts';
import { openJax } from './device.ts';
import { exampleBatch, exampleParameters, exampleSettings } from './sample-batch.ts';
import { JaxRollout } from './rollout.ts';
import { JaxTraining, type JaxBatch } from './train.ts';

const LANES = 2;
const shape: PolicyShape = {
  width: 8,
  heads: 2,
  hidden: 12,
  blocks: 2,
  vocabulary: 23,
  prompts: 3,
  maxTokens: 6,
};

beforeAll(async () => {
  await openDevice('webgpu');
  await openJax();
});

/** What the tfjs engine hands to `grpoPass`, from a batch whose log-probabilities are given. */
function scored(batch: JaxBatch): Scored {
  const { tokens, prompts } = batch;
  const size: [number, number, number] = [LANES, prompts.length, shape.maxTokens];
  const own = answers(tf.tensor3d(tokens, size, 'int32'), prompts, shape);
  const column = (value: number) => tf.fill([LANES, 1, 1], value) as tf.Tensor3D;
  return {
    answers: own,
    inputs: {
      oldLogProbs: tf.tensor3d(batch.oldLogProbs, size),
      refLogProbs: tf.tensor3d(batch.refLogProbs, size),
      advantages: tf.tensor3d(batch.advantages, [LANES, prompts.length, 1]),
      tokenWeights: tokenWeights(own.mask, tf.ones([LANES, prompts.length, 1]), Array(LANES).fill('dapo')),
      clipLow: column(1 - exampleSettings.epsilon),
      clipHigh: column(1 + exampleSettings.epsilonHigh),
      beta: column(exampleSettings.beta),
    },
    temperature: column(exampleSettings.temperature),
    statistics: {} as Scored['statistics'],
    tensors: [],
  };
}

it.each([0.05, 0])(
  'losses and parameters agree with tfjs over three steps, clipping at %f',
  async (limit) => {
    const settings = { ...exampleSettings, maxGradNorm: limit };
    const batch = exampleBatch(shape, LANES, 4);
    const start = exampleParameters(shape, LANES);
    const training = new JaxTraining({ shape, lanes: LANES, parameters: start, batch, settings });

    await training.prepare();
    const reference = scored(batch);
    let parameters = stackLanes(start);
    let state = adamState(LANES, start[0]!.length);
    const both = [settings, settings];
    for (let t = 1; t <= 3; t++) {
      training.step();
      const seen = await training.loss();
      const { gradient, statistics } = grpoPass(parameters, reference, both, shape);
      const expected = await statistics.loss.data();
      for (let lane = 0; lane < LANES; lane++)
        expect(Math.abs(seen[lane]! / expected[lane]! - 1)).toBeLessThan(1e-5);
      ({ parameters, state } = adamUpdate(parameters, state, gradient, both, [t, t], [true, true]));
    }
    for (let lane = 0; lane < LANES; lane++) {
      const seen = await training.parametersOf(lane);
      const expected = await tf.slice(parameters, [lane, 0], [1, seen.length]).data();
      expect(Math.max(...expected.map((value, i) => Math.abs(value - start[lane]![i]!)))).toBeGreaterThan(
        5e-3,
      );
      expect(Math.max(...expected.map((value, i) => Math.abs(value - seen[i]!)))).toBeLessThan(1e-4);
    }
    training.dispose();
  },
);

it('a rollout with given noise writes the tokens that tfjs writes', async () => {
  const { prompts } = exampleBatch(shape, LANES, 4);
  const start = exampleParameters(shape, LANES);
  const next = uniformStream(3, PURPOSE.rollout);
  const size: [number, number, number, number] = [LANES, prompts.length, shape.maxTokens, shape.vocabulary];
  const noise = Float32Array.from(
    { length: size.reduce((a, b) => a * b, 1) },
    (_, i) =>
      // END is pulled up, so that many answers end early.
      -Math.log(-Math.log(next())) + (i % shape.vocabulary === 0 ? 2 : 0),
  );
  const temperature = 0.9;
  const rollout = new JaxRollout({ shape, lanes: LANES, parameters: start, prompts, temperature, noise });
  rollout.run();
  const seen = await rollout.tokens();
  const expected = await sample(
    unpack(stackLanes(start), shape),
    prompts,
    tf.tensor4d(noise, size),
    tf.fill([LANES, 1, 1], temperature) as tf.Tensor3D,
    shape,
  ).data();
  expect(Array.from(seen)).toEqual(Array.from(expected));
  expect(expected.filter((token) => token === 0).length).toBeGreaterThan(10);
  rollout.dispose();
});

it('rollouts of its own random numbers differ from run to run and follow the seed', async () => {
  const { prompts } = exampleBatch(shape, LANES, 4);
  const parameters = exampleParameters(shape, LANES);
  const two = async () => {
    const rollout = new JaxRollout({ shape, lanes: LANES, parameters, prompts, temperature: 1, seed: 5 });
    await rollout.prepare();
    rollout.run();
    const first = Array.from(await rollout.tokens());
    rollout.run();
    const second = Array.from(await rollout.tokens());
    rollout.dispose();
    return [first, second];
  };
  const [first, second] = await two();
  expect(first).not.toEqual(second);
  expect(new Set(first).size).toBeGreaterThan(10);
  expect(await two()).toEqual([first, second]);
});

it('neither steps nor rollouts let the number of GPU buffers grow', async () => {
  const batch = exampleBatch(shape, LANES, 4);
  const parameters = exampleParameters(shape, LANES);
  const training = new JaxTraining({ shape, lanes: LANES, parameters, batch, settings: exampleSettings });
  const rollout = new JaxRollout({ shape, lanes: LANES, parameters, prompts: batch.prompts, temperature: 1 });
  const both = async () => {
    training.step();
    rollout.run();
    await training.sync();
  };
  await both();
  await both();
  const created = vi.spyOn(GPUDevice.prototype, 'createBuffer');
  const destroyed = vi.spyOn(GPUBuffer.prototype, 'destroy');
  for (let i = 0; i < 100; i++) training.step();
  await training.sync();
  expect(created).not.toHaveBeenCalled();
  // A rollout holds more buffers of one size than jax-js keeps for reuse (64), so some come and go.
  for (let i = 0; i < 20; i++) await both();
  expect(created.mock.calls.length).toBe(destroyed.mock.calls.length);
  vi.restoreAllMocks();
  expect((await training.loss()).every(Number.isFinite)).toBe(true);
  training.dispose();
  rollout.dispose();
});
