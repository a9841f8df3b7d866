/** Log-probabilities of written tokens under a policy, and the policy's entropy where it wrote them. */
import { END } from '../language/words.ts';
import * as tf from '../tf.ts';
import { forward, policyInputs } from './forward.ts';
import type { Weights } from './parameters.ts';
import { logSoftmaxRows, rowSum } from './rows.ts';
import type { PolicyShape } from './shape.ts';

/** Answers ready for scoring, made once per step and used by every pass over them. */
export interface Answers {
  /** [R, N, T] */
  inputs: tf.Tensor3D;
  /** One-hot of the written tokens, [R, N*T, V]; all 0 where the mask is 0, so that log-probs there are 0. */
  written: tf.Tensor3D;
  /** 1 up to and including END, 0 after it, [R, N, T]. */
  mask: tf.Tensor3D;
}

/** @param tokens [R, N, T]; END and everything after it are END */
export function answers(tokens: tf.Tensor3D, prompts: readonly number[], shape: PolicyShape): Answers {
  const [lanes, sequences, length] = tokens.shape;
  const written = tf.oneHot(tf.reshape(tokens, [lanes, sequences * length]) as tf.Tensor2D, shape.vocabulary);
  const alive = tf.cast(tf.notEqual(tokens, END), 'float32') as tf.Tensor3D;
  // A token counts when the one before it was not END; the first always counts.
  const mask = tf.concat(
    [tf.ones([lanes, sequences, 1]), tf.slice(alive, [0, 0, 0], [lanes, sequences, length - 1])],
    2,
  ) as tf.Tensor3D;
  return {
    inputs: policyInputs(tokens, prompts, shape),
    // Tokens after END were never chosen: nothing holds their probability, and exp of a gap there could
    // overflow before the mask could remove it.
    written: tf.mul(tf.cast(written, 'float32'), tf.reshape(mask, [lanes, sequences * length, 1])),
    mask,
  };
}

/** Log-softmax of logits at a temperature per lane. logits [R, M, V], temperature [R, 1, 1]. */
const logSoftmaxAt = (logits: tf.Tensor3D, temperature: tf.Tensor3D): tf.Tensor3D =>
  logSoftmaxRows(tf.div(logits, temperature)) as tf.Tensor3D;

/**
 * Log-probability of each written token, [R, N, T], differentiable in the weights.
 *
 * @param temperature [R, 1, 1]; scoring uses the temperature that sampled, as TRL does
 */
export function logProbs(
  weights: Weights,
  { inputs, written }: Answers,
  temperature: tf.Tensor3D,
  shape: PolicyShape,
): tf.Tensor3D {
  const all = logSoftmaxAt(forward(weights, inputs, shape), temperature);
  return tf.reshape(rowSum(tf.mul(all, written)), inputs.shape);
}

/** The same, with the entropy of the distribution each token was drawn from, [R, N, T] each. */
export function logProbsAndEntropy(
  weights: Weights,
  { inputs, written }: Answers,
  temperature: tf.Tensor3D,
  shape: PolicyShape,
): { logProbs: tf.Tensor3D; entropy: tf.Tensor3D } {
  const all = logSoftmaxAt(forward(weights, inputs, shape), temperature);
  return {
    logProbs: tf.reshape(rowSum(tf.mul(all, written)), inputs.shape),
    entropy: tf.reshape(tf.neg(rowSum(tf.mul(tf.exp(all), all))), inputs.shape),
  };
}
