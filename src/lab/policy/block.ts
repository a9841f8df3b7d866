/** The pieces of a transformer block that whole-sequence scoring and token-by-token sampling share. */
import * as tf from '../tf.ts';
import type { Weights } from './parameters.ts';
import { normaliseRows } from './rows.ts';

/** x [R, M, D] times weight [R, D, E], lane by lane. */
export const linear = (x: tf.Tensor3D, weight: tf.Tensor): tf.Tensor3D => tf.matMul(x, weight as tf.Tensor3D);

/** Root-mean-square normalisation over the last axis, times a gain per lane. x [R, M, D], gain [R, D]. */
export const rmsNorm = (x: tf.Tensor3D, gain: tf.Tensor): tf.Tensor3D =>
  tf.mul(normaliseRows(x), tf.expandDims(gain, 1));

/** Queries, keys and values of x [R, M, D], each [R, M, D]. */
export function queriesKeysValues(x: tf.Tensor3D, weights: Weights, block: number): tf.Tensor3D[] {
  const normed = rmsNorm(x, weights[`block${block}.attentionGain`]!);
  return tf.split(linear(normed, weights[`block${block}.queryKeyValue`]!), 3, -1);
}

/** The feed-forward half of a block, residual included. x [R, M, D]. */
export function feedForward(x: tf.Tensor3D, weights: Weights, block: number): tf.Tensor3D {
  const normed = rmsNorm(x, weights[`block${block}.feedForwardGain`]!);
  const inner = tf.relu(
    tf.add(
      linear(normed, weights[`block${block}.feedForwardIn`]!),
      tf.expandDims(weights[`block${block}.feedForwardInBias`]!, 1),
    ),
  );
  return tf.add(x, linear(inner as tf.Tensor3D, weights[`block${block}.feedForwardOut`]!));
}

/** Logits over the vocabulary. x [R, M, D] -> [R, M, V]. */
export function readOut(x: tf.Tensor3D, weights: Weights): tf.Tensor3D {
  const logits = linear(rmsNorm(x, weights['finalGain']!), weights['head']!);
  return tf.add(logits, tf.expandDims(weights['headBias']!, 1));
}
