import { beforeAll, expect, it } from 'vitest';
import { openDevice } from '../engine/device.ts';
import * as tf from '../tf.ts';
import { adamState, adamUpdate } from './adam.ts';

beforeAll(() => openDevice('webgpu'));

/** Adam as written in the paper, for one number. */
function reference(start: number, gradients: number[], rate: number, beta1: number, beta2: number) {
  let value = start;
  let mean = 0;
  let square = 0;
  gradients.forEach((gradient, i) => {
    mean = beta1 * mean + (1 - beta1) * gradient;
    square = beta2 * square + (1 - beta2) * gradient ** 2;
    value -= (rate * (mean / (1 - beta1 ** (i + 1)))) / (Math.sqrt(square / (1 - beta2 ** (i + 1))) + 1e-8);
  });
  return value;
}

const base = { adamEpsilon: 1e-8, maxGradNorm: 0 };
const settings = [
  { ...base, learningRate: 0.1, adamBeta1: 0.9, adamBeta2: 0.99 },
  { ...base, learningRate: 0.01, adamBeta1: 0.5, adamBeta2: 0.9 },
  { ...base, learningRate: 1, adamBeta1: 0.9, adamBeta2: 0.99 },
];
const gradients = [
  [
    [1, -2],
    [0.5, 3],
    [9, 9],
  ],
  [
    [-4, 0.1],
    [2, -1],
    [9, 9],
  ],
];

it('follows the paper in every lane, each with its own settings, and leaves inactive lanes alone', async () => {
  let parameters = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  let state = adamState(3, 2);
  for (const [i, gradient] of gradients.entries()) {
    const t = i + 1;
    ({ parameters, state } = adamUpdate(
      parameters,
      state,
      tf.tensor2d(gradient),
      settings,
      [t, t, t],
      [true, true, false],
    ));
  }
  const after = (await parameters.array()) as number[][];
  for (const lane of [0, 1])
    for (const i of [0, 1]) {
      const { learningRate, adamBeta1, adamBeta2 } = settings[lane]!;
      const seen = gradients.map((step) => step[lane]![i]!);
      expect(after[lane]![i]).toBeCloseTo(
        reference(1 + 2 * lane + i, seen, learningRate, adamBeta1, adamBeta2),
        5,
      );
    }
  expect(after[2]).toEqual([5, 6]);
  expect(await tf.slice(state.mean, [2, 0], [1, 2]).data()).toEqual(Float32Array.from([0, 0]));
});

it('shortens a gradient that is too long, and no other', async () => {
  // With beta1 0 and one step, the moved mean is the clipped gradient itself.
  const plain = { learningRate: 1, adamBeta1: 0, adamBeta2: 0, adamEpsilon: 1, maxGradNorm: 1 };
  const { state } = adamUpdate(
    tf.zeros([2, 2]),
    adamState(2, 2),
    tf.tensor2d([
      [3, 4],
      [0.3, 0.4],
    ]),
    [plain, plain],
    [1, 1],
    [true, true],
  );
  const mean = (await state.mean.array()) as number[][];
  expect(mean[0]![0]).toBeCloseTo(0.6, 5);
  expect(mean[0]![1]).toBeCloseTo(0.8, 5);
  expect(mean[1]![0]).toBeCloseTo(0.3, 5);
});
