import { beforeAll, expect, it } from 'vitest';
import { openDevice } from '../engine/device.ts';
import '../tf-gradients.ts';
import * as tf from '../tf.ts';
import { clipRatio, grpoLoss, tokenWeights, type LossInputs } from './loss.ts';

beforeAll(() => openDevice('webgpu'));

/*
 * One lane, three answers of up to two tokens; clip 0.2 below and 0.28 above, beta 0.5.
 * Ratios new/old per token: 1.5 and 1.1 with advantage +1, 0.5 and 0.9 with advantage -2, 0.5 with +1.
 */
const ratios = [1.5, 1.1, 0.5, 0.9, 0.5, 1];
const advantagePerAnswer = [1, -2, 1];
const mask = () => tf.tensor3d([1, 1, 1, 1, 1, 0], [1, 3, 2]);
const oldLog = [-1, -2, -0.5, -1.5, -3, -1];
const refLog = [-1.2, -1.9, -1.2, -1.6, -3.5, -1];
const newLog = oldLog.map((value, i) => value + Math.log(ratios[i]!));

const inputs = (lossType: 'dapo' | 'grpo' | 'dr_grpo', beta = 0.5): LossInputs => ({
  oldLogProbs: tf.tensor3d(oldLog, [1, 3, 2]),
  refLogProbs: tf.tensor3d(refLog, [1, 3, 2]),
  advantages: tf.tensor3d(advantagePerAnswer, [1, 3, 1]),
  tokenWeights: tokenWeights(mask(), tf.ones([1, 3, 1]), [lossType]),
  clipLow: tf.tensor3d([0.8], [1, 1, 1]),
  clipHigh: tf.tensor3d([1.28], [1, 1, 1]),
  beta: tf.tensor3d([beta], [1, 1, 1]),
});

/*
 * By hand. Surrogates min(rA, clip(r)A): min(1.5, 1.28) = 1.28 (clipped above); 1.1;
 * min(-1, 0.8 * -2) = -1.6 (clipped below); min(-1.8, -1.8) = -1.8; min(0.5, 0.8) = 0.5 (bad move: not cut).
 */
const surrogate = [1.28, 1.1, -1.6, -1.8, 0.5];
const penalty = [0, 1, 2, 3, 4].map((i) => {
  const gap = refLog[i]! - newLog[i]!;
  return Math.exp(gap) - gap - 1;
});

it.each([
  ['dapo', [1 / 5, 1 / 5, 1 / 5, 1 / 5, 1 / 5]],
  ['grpo', [1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 3]],
  ['dr_grpo', [1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6]],
] as const)('%s loss equals the sum worked out by hand', async (lossType, weights) => {
  const expected = weights.reduce((sum, w, i) => sum + w * (0.5 * penalty[i]! - surrogate[i]!), 0);
  const [loss] = await grpoLoss(tf.tensor3d(newLog, [1, 3, 2]), inputs(lossType)).data();
  expect(loss).toBeCloseTo(expected, 5);
});

it('cuts the gradient of clipped tokens on both sides, and only theirs', async () => {
  const gradient = await tf
    .grad((fresh) => tf.sum(grpoLoss(fresh as tf.Tensor3D, inputs('dapo', 0))))(
      tf.tensor3d(newLog, [1, 3, 2]),
    )
    .data();
  // d/dlog of -w r A where the surrogate is not clipped, 0 where it is or where the mask is.
  const expected = [0, -1.1 / 5, 0, 1.8 / 5, -0.5 / 5, 0];
  expected.forEach((value, i) => expect(gradient[i]).toBeCloseTo(value, 5));
});

it('pulls towards the base policy by the derivative of k3', async () => {
  const none = { ...inputs('dapo'), advantages: tf.zeros([1, 3, 1]) as tf.Tensor3D };
  const gradient = await tf
    .grad((fresh) => tf.sum(grpoLoss(fresh as tf.Tensor3D, none)))(tf.tensor3d(newLog, [1, 3, 2]))
    .data();
  for (let i = 0; i < 5; i++)
    expect(gradient[i]).toBeCloseTo((0.5 / 5) * (1 - Math.exp(refLog[i]! - newLog[i]!)), 5);
});

it('reports the share of tokens whose gradient was cut', async () => {
  const [share] = await clipRatio(tf.tensor3d(newLog, [1, 3, 2]), inputs('dapo'), mask()).data();
  expect(share).toBeCloseTo(2 / 5, 6);
});
