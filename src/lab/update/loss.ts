/**
 * The GRPO loss: clipped policy ratio times advantage, minus a k3 penalty for leaving the base policy
 * (DeepSeekMath 2402.03300; variants as TRL names them).
 */
import * as tf from '../tf.ts';

/**
 * How token losses are averaged (TRL's loss_type). "dapo": over all tokens of the lane. "grpo": over the
 * tokens of each answer, then over answers. "dr_grpo": over answers times the longest possible answer.
 */
export type LossType = 'dapo' | 'grpo' | 'dr_grpo';

/**
 * Weight of each token in its lane's loss, [R, N, T].
 *
 * @param mask [R, N, T]
 * @param counted 1 for answers that are in the loss, 0 for the others, [R, N, 1]
 */
export function tokenWeights(
  mask: tf.Tensor3D,
  counted: tf.Tensor3D,
  lossTypes: readonly LossType[],
): tf.Tensor3D {
  return tf.tidy(() => {
    const [, , length] = mask.shape;
    const lengths = tf.sum(mask, 2, true);
    const sequences = tf.maximum(tf.sum(counted, 1, true), 1); // none at all: every weight is 0
    const tokens = tf.maximum(tf.sum(tf.mul(lengths, counted), 1, true), 1);
    const is = (type: LossType) =>
      tf.tensor3d(
        lossTypes.map((own) => (own === type ? 1 : 0)),
        [lossTypes.length, 1, 1],
      );
    const dapo = tf.div(is('dapo'), tokens);
    const grpo = tf.div(is('grpo'), tf.mul(lengths, sequences));
    const drGrpo = tf.div(is('dr_grpo'), tf.mul(sequences, length));
    return tf.mul(mask, tf.mul(counted, tf.add(tf.add(dapo, drGrpo), grpo))); // [R, N, T] times [R, N, 1]
  });
}

/** What the loss needs besides the policy's log-probabilities; nothing here carries a gradient. */
export interface LossInputs {
  /** Under the policy that sampled, [R, N, T]. */
  oldLogProbs: tf.Tensor3D;
  /** Under the base policy, [R, N, T]. */
  refLogProbs: tf.Tensor3D;
  /** [R, N, 1] */
  advantages: tf.Tensor3D;
  /** From `tokenWeights`, [R, N, T]. */
  tokenWeights: tf.Tensor3D;
  /** Clip bounds 1 - epsilon and 1 + epsilonHigh, [R, 1, 1] each. */
  clipLow: tf.Tensor3D;
  clipHigh: tf.Tensor3D;
  /** Strength of the k3 penalty, [R, 1, 1]. */
  beta: tf.Tensor3D;
}

/** exp(ref - new) - (ref - new) - 1, an estimate of KL(new || ref) per token that is never negative. */
export function k3(newLogProbs: tf.Tensor, refLogProbs: tf.Tensor): tf.Tensor {
  const gap = tf.sub(refLogProbs, newLogProbs);
  return tf.sub(tf.sub(tf.exp(gap), gap), 1);
}

/** Loss per lane, [R]. Lanes do not touch, so the gradient of the sum holds every lane's own gradient. */
export function grpoLoss(newLogProbs: tf.Tensor3D, inputs: LossInputs): tf.Tensor1D {
  const ratio = tf.exp(tf.sub(newLogProbs, inputs.oldLogProbs));
  const clipped = tf.minimum(tf.maximum(ratio, inputs.clipLow), inputs.clipHigh);
  const surrogate = tf.minimum(tf.mul(ratio, inputs.advantages), tf.mul(clipped, inputs.advantages));
  const penalty = tf.mul(k3(newLogProbs, inputs.refLogProbs), inputs.beta);
  return tf.sum(tf.mul(tf.sub(penalty, surrogate), inputs.tokenWeights), [1, 2]);
}

/** Share of tokens whose gradient the clip cut off, [R] (TRL's clip_ratio/region_mean). */
export function clipRatio(newLogProbs: tf.Tensor3D, inputs: LossInputs, mask: tf.Tensor3D): tf.Tensor1D {
  const ratio = tf.exp(tf.sub(newLogProbs, inputs.oldLogProbs));
  const low = tf.logicalAnd(tf.less(ratio, inputs.clipLow), tf.less(inputs.advantages, 0));
  const high = tf.logicalAnd(tf.greater(ratio, inputs.clipHigh), tf.greater(inputs.advantages, 0));
  const cut = tf.cast(tf.logicalOr(low, high), 'float32');
  return tf.div(tf.sum(tf.mul(cut, mask), [1, 2]), tf.sum(mask, [1, 2]));
}
