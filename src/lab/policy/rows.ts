/**
 * Sums, normalisation, softmax and log-softmax along the last axis, for many short rows.
 *
 * tfjs reduces each row with a workgroup of its own, barriers included, which costs far more than a row of
 * two dozen numbers is worth (30 times an addition of the same tensor on SwiftShader). A pooling kernel
 * spends one invocation per row, so these are built on pooling, with their gradients written out.
 */
import * as tf from '../tf.ts';

/** Keeps a row of zeros from being divided by zero. */
const NORM_EPSILON = 1e-5;

/** One number per row of x [..., n], as [..., 1]. */
function poolRows(x: tf.Tensor, type: 'avg' | 'max'): tf.Tensor {
  const length = x.shape.at(-1)!;
  const rows = tf.reshape(x, [1, -1, length, 1]) as tf.Tensor4D;
  const window: [number, number] = [1, length];
  const pooled =
    type === 'avg' ? tf.avgPool(rows, window, window, 'valid') : tf.maxPool(rows, window, window, 'valid');
  return tf.reshape(pooled, [...x.shape.slice(0, -1), 1]);
}

/** Largest number of each row; carries no gradient. */
const rowMax = (x: tf.Tensor): tf.Tensor => poolRows(x, 'max');

const plainRowMean = (x: tf.Tensor): tf.Tensor => poolRows(x, 'avg');
const plainRowSum = (x: tf.Tensor): tf.Tensor => tf.mul(plainRowMean(x), x.shape.at(-1)!);

/** Sum of each row, [..., n] -> [..., 1]. */
export const rowSum = tf.customGrad((x, save) => {
  const { shape } = x as tf.Tensor;
  (save as tf.GradSaveFunc)([]);
  return {
    value: plainRowSum(x as tf.Tensor),
    gradFunc: (dy) => tf.broadcastTo(dy as tf.Tensor, shape),
  };
});

/** Each row divided by its root mean square. */
export const normaliseRows = tf.customGrad((x, save) => {
  const input = x as tf.Tensor;
  const scale = tf.rsqrt(tf.add(plainRowMean(tf.square(input)), NORM_EPSILON));
  const value = tf.mul(input, scale);
  (save as tf.GradSaveFunc)([value, scale]);
  return {
    value,
    gradFunc: (dy, [saved, savedScale]) => {
      const along = plainRowMean(tf.mul(dy as tf.Tensor, saved!));
      return tf.mul(tf.sub(dy as tf.Tensor, tf.mul(saved!, along)), savedScale!);
    },
  };
});

/** Softmax of each row. */
export const softmaxRows = tf.customGrad((x, save) => {
  const exponentials = tf.exp(tf.sub(x as tf.Tensor, rowMax(x as tf.Tensor)));
  const value = tf.div(exponentials, plainRowSum(exponentials));
  (save as tf.GradSaveFunc)([value]);
  return {
    value,
    gradFunc: (dy, [saved]) => {
      const weighted = tf.mul(dy as tf.Tensor, saved!);
      return tf.sub(weighted, tf.mul(saved!, plainRowSum(weighted)));
    },
  };
});

/** Logarithm of the softmax of each row. */
export const logSoftmaxRows = tf.customGrad((x, save) => {
  const shifted = tf.sub(x as tf.Tensor, rowMax(x as tf.Tensor));
  const value = tf.sub(shifted, tf.log(plainRowSum(tf.exp(shifted))));
  (save as tf.GradSaveFunc)([value]);
  return {
    value,
    gradFunc: (dy, [saved]) => tf.sub(dy as tf.Tensor, tf.mul(tf.exp(saved!), plainRowSum(dy as tf.Tensor))),
  };
});
