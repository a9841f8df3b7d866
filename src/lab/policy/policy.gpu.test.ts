import '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openDevice } from '../engine/device.ts';
import { uniformStream } from '../random/draw.ts';
import { rolloutNoise } from '../random/noise.ts';
import { sample } from '../rollout/sample.ts';
import * as tf from '../tf.ts';
import { answers, logProbs } from './log-probs.ts';
import { lossesAndGradient } from './gradient.ts';
import { initialParameters, pack, stackLanes, unpack } from './parameters.ts';
import { logSoftmaxRows, normaliseRows, rowSum, softmaxRows } from './rows.ts';
import { parameterCount, parameterLayout, policyShape } from './shape.ts';

const shape = policyShape({ width: 8, heads: 2, hidden: 16, blocks: 2 }, 5);
const LANES = 2;
const prompts = [0, 0, 3, 5];
const seeds = [4, 9];

beforeAll(() => openDevice('webgpu'));

const parameters = () => stackLanes(seeds.map((seed) => initialParameters(shape, seed)));
const warm = () => tf.tensor3d([1, 0.7], [LANES, 1, 1]);

/** Random answers, some ended early. */
function someTokens(): tf.Tensor3D {
  const next = uniformStream(8, 0);
  const values = Array.from({ length: LANES * prompts.length }, () => {
    const length = 1 + Math.floor(next() * 5);
    return Array.from({ length: 5 }, (_, t) => (t < length - 1 ? 1 + Math.floor(next() * 53) : 0));
  });
  return tf.tensor3d(values.flat(), [LANES, prompts.length, 5], 'int32');
}

/** Log-probabilities, losses and gradients on a backend. */
async function evaluate(backend: string) {
  await tf.setBackend(backend);
  const batch = answers(someTokens(), prompts, shape);
  const packed = parameters();
  const scores = logProbs(unpack(packed, shape), batch, warm(), shape);
  const { losses, gradient } = lossesAndGradient(packed, shape, (weights) =>
    tf.sum(tf.mul(logProbs(weights, batch, warm(), shape), batch.mask), [1, 2]),
  );
  const read = async (tensor: tf.Tensor) => Array.from(await tensor.data());
  return { scores: await read(scores), losses: await read(losses), gradient: await read(gradient) };
}

const largestGap = (a: number[], b: number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!) / (1 + Math.abs(b[i]!))));

it('scores and differentiates on WebGPU as on the cpu backend, within 1e-5', async () => {
  const gpu = await evaluate('webgpu');
  const cpu = await evaluate('cpu');
  expect(largestGap(gpu.scores, cpu.scores)).toBeLessThan(1e-5);
  expect(largestGap(gpu.losses, cpu.losses)).toBeLessThan(1e-5);
  expect(largestGap(gpu.gradient, cpu.gradient)).toBeLessThan(1e-5);
  expect(Math.max(...gpu.gradient.map(Math.abs))).toBeGreaterThan(0.1);
  await tf.setBackend('webgpu');
});

it('has the gradient that finite differences find, in every kind of weight', async () => {
  await tf.setBackend('cpu'); // float32 differences are noisy enough without a GPU's fast mathematics
  const batch = answers(someTokens(), prompts, shape);
  const temperature = warm();
  const loss = (packed: tf.Tensor2D) =>
    tf.sum(tf.mul(logProbs(unpack(packed, shape), batch, temperature, shape), batch.mask));
  const start = [...seeds.map((seed) => initialParameters(shape, seed))];
  const { gradient } = lossesAndGradient(stackLanes(start), shape, (weights) =>
    tf.sum(tf.mul(logProbs(weights, batch, temperature, shape), batch.mask), [1, 2]),
  );
  const analytic = (await gradient.array()) as number[][];
  for (const { name, offset, size } of parameterLayout(shape)) {
    // The steepest weight of each kind: a flat one would compare rounding with rounding.
    const row = analytic[1]!.slice(offset, offset + size);
    const at =
      offset + row.reduce((best, value, i) => (Math.abs(value) > Math.abs(row[best]!) ? i : best), 0);
    const shifted = (by: number) => {
      const copy = start.map((lane) => Float32Array.from(lane));
      copy[1]![at]! += by;
      return tf.tidy(() => loss(stackLanes(copy)).dataSync()[0]!);
    };
    const h = 5e-4; // small enough not to step over a kink of the ReLU
    const numeric = (shifted(h) - shifted(-h)) / (2 * h);
    expect(Math.abs(numeric - analytic[1]![at]!), name).toBeLessThan(0.01 * (1 + Math.abs(numeric)));
  }
  await tf.setBackend('webgpu');
});

it('keeps lanes apart: the loss of one has no gradient in another', async () => {
  const batch = answers(someTokens(), prompts, shape);
  const onlyFirst = tf.tensor1d([1, 0]);
  const { gradient } = lossesAndGradient(parameters(), shape, (weights) =>
    tf.mul(tf.sum(tf.mul(logProbs(weights, batch, warm(), shape), batch.mask), [1, 2]), onlyFirst),
  );
  const [first, second] = (await gradient.array()) as number[][];
  expect(first!.some((value) => value !== 0)).toBe(true);
  expect(second!.every((value) => value === 0)).toBe(true);
});

it('packs what it unpacks', async () => {
  const packed = parameters();
  expect(packed.shape).toEqual([LANES, parameterCount(shape)]);
  expect(await pack(unpack(packed, shape), shape).data()).toEqual(await packed.data());
});

it('counts tokens up to and including END', async () => {
  const tokens = tf.tensor3d([5, 6, 0, 0, 0, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0], [1, 3, 5], 'int32');
  const { mask } = answers(tokens, [0, 1, 2], shape);
  expect(await mask.array()).toEqual([
    [
      [1, 1, 1, 0, 0],
      [1, 1, 1, 1, 1],
      [1, 0, 0, 0, 0],
    ],
  ]);
});

it('reduces rows as tfjs does, gradients included', async () => {
  const x = tf.randomNormal([3, 4, 7], 0, 2, 'float32', 3);
  const dy = tf.randomNormal([3, 4, 7], 0, 1, 'float32', 4);
  const pairs: [string, (x: tf.Tensor) => tf.Tensor, (x: tf.Tensor) => tf.Tensor][] = [
    ['sum', (y) => tf.mul(rowSum(y), dy), (y) => tf.mul(tf.sum(y, -1, true), dy)],
    ['softmax', softmaxRows, (y) => tf.softmax(y)],
    ['log-softmax', logSoftmaxRows, (y) => tf.logSoftmax(y)],
    ['normalise', normaliseRows, (y) => tf.mul(y, tf.rsqrt(tf.add(tf.mean(tf.square(y), -1, true), 1e-5)))],
  ];
  for (const [name, ours, theirs] of pairs) {
    const run = async (f: (x: tf.Tensor) => tf.Tensor) => {
      const { value, grad } = tf.valueAndGrad((y: tf.Tensor) => tf.sum(tf.mul(f(y), dy)))(x);
      return [...Array.from(await value.data()), ...Array.from(await grad.data())];
    };
    expect(largestGap(await run(ours), await run(theirs)), name).toBeLessThan(1e-5);
  }
});

it('samples with cached keys what scoring whole sequences says it should', async () => {
  const group = prompts.length; // one prompt per sequence here, so the noise has one rollout per prompt
  const noiseShape = { prompts: group, rollouts: 1, positions: 5, items: shape.vocabulary };
  const noise = rolloutNoise([3, 3], [7, 7], noiseShape);
  const packed = parameters();
  const tokens = sample(unpack(packed, shape), prompts, noise, warm(), shape);
  const written = (await tokens.array()) as number[][][];
  // Recompute every choice from teacher-forced logits and the same noise.
  const { forward, policyInputs } = await import('./forward.ts');
  const logits = forward(unpack(packed, shape), policyInputs(tokens, prompts, shape), shape);
  const perturbed = tf.add(tf.div(logits, warm()), tf.reshape(noise, [LANES, group * 5, shape.vocabulary]));
  const best = (await tf.argMax(perturbed, -1).array()) as number[][];
  written.forEach((lane, r) =>
    lane.forEach((answer, s) => {
      const end = answer.indexOf(0);
      answer.forEach((token, t) => {
        if (end >= 0 && t > end) expect(token).toBe(0);
        else expect(token).toBe(best[r]![s * 5 + t]);
      });
    }),
  );
});

it('samples each first word as often as the policy says', async () => {
  const draws = 2000;
  const packed = stackLanes([initialParameters(shape, 4)]);
  const temperature = tf.ones([1, 1, 1]) as tf.Tensor3D;
  const noise = rolloutNoise([5], [0], { prompts: 1, rollouts: draws, positions: 5, items: 54 });
  const many = Array.from({ length: draws }, () => 0);
  const tokens = (await sample(
    unpack(packed, shape),
    many,
    noise,
    temperature,
    shape,
  ).array()) as number[][][];
  const { forward, policyInputs } = await import('./forward.ts');
  const inputs = policyInputs(tf.zeros([1, 1, 5], 'int32'), [0], shape);
  const probabilities = (
    (await softmaxRows(forward(unpack(packed, shape), inputs, shape)).array()) as number[][][]
  )[0]![0]!;
  // Pearson's statistic over 54 words: mean 53, standard deviation about 10.
  let statistic = 0;
  probabilities.forEach((p, word) => {
    const seen = tokens[0]!.filter((answer) => answer[0] === word).length;
    statistic += (seen - draws * p) ** 2 / (draws * p);
  });
  expect(statistic).toBeLessThan(110);
});
