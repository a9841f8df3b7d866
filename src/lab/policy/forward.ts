/** The policy on whole sequences (teacher forcing): logits at every position, differentiable. */
import { promptToken } from '../language/words.ts';
import * as tf from '../tf.ts';
import { feedForward, linear, queriesKeysValues, readOut } from './block.ts';
import type { Weights } from './parameters.ts';
import { softmaxRows } from './rows.ts';
import type { PolicyShape } from './shape.ts';

/**
 * What the policy reads before each answer token: the prompt, then the answer shifted by one.
 *
 * @param tokens answers [R, N, T]
 * @param prompts prompt index of each sequence, [N], the same for all lanes
 * @returns [R, N, T]
 */
export function policyInputs(
  tokens: tf.Tensor3D,
  prompts: readonly number[],
  { vocabulary }: PolicyShape,
): tf.Tensor3D {
  const [lanes, sequences, length] = tokens.shape;
  const asked = Int32Array.from(prompts, (prompt) => promptToken(prompt, vocabulary));
  const first = tf.tile(tf.tensor3d(asked, [1, sequences, 1], 'int32'), [lanes, 1, 1]);
  return tf.concat([first, tf.slice(tokens, [0, 0, 0], [lanes, sequences, length - 1])], 2);
}

/**
 * Logits [R, N*T, V] at each answer position.
 *
 * One-hot times matrix stands for the embedding lookup: the gradient of `gather` adds floats atomically,
 * in an order that changes from run to run.
 *
 * @param inputs from `policyInputs`, [R, N, T]
 */
export function forward(weights: Weights, inputs: tf.Tensor3D, shape: PolicyShape): tf.Tensor3D {
  const [lanes, sequences, length] = inputs.shape;
  const { width, heads, vocabulary, prompts } = shape;
  const oneHot = tf.oneHot(
    tf.reshape(inputs, [lanes, sequences * length]) as tf.Tensor2D,
    vocabulary + prompts,
  );
  const positions = tf.slice(weights['positionEmbedding']!, [0, 0, 0], [lanes, length, width]);
  let x = tf.reshape(
    tf.add(
      tf.reshape(linear(tf.cast(oneHot, 'float32') as tf.Tensor3D, weights['tokenEmbedding']!), [
        lanes,
        sequences,
        length,
        width,
      ]),
      tf.expandDims(positions, 1),
    ),
    [lanes, sequences * length, width],
  ) as tf.Tensor3D;

  const headWidth = width / heads;
  const splitHeads = (y: tf.Tensor3D) =>
    tf.transpose(tf.reshape(y, [lanes * sequences, length, heads, headWidth]), [0, 2, 1, 3]);
  const mask = causalMask(length);
  for (let block = 0; block < shape.blocks; block++) {
    const [queries, keys, values] = queriesKeysValues(x, weights, block).map(splitHeads);
    const affinity = tf.mul(tf.matMul(queries!, keys!, false, true), headWidth ** -0.5);
    const mixed = tf.matMul(softmaxRows(tf.add(affinity, mask)), values!);
    const joined = tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [lanes, sequences * length, width]);
    x = tf.add(x, linear(joined as tf.Tensor3D, weights[`block${block}.attentionOut`]!));
    x = feedForward(x, weights, block);
  }
  return readOut(x, weights);
}

/** 0 where a position may look, a large negative number where it may not, [T, T]. */
function causalMask(length: number): tf.Tensor2D {
  const values = new Float32Array(length * length);
  for (let from = 0; from < length; from++)
    for (let to = from + 1; to < length; to++) values[from * length + to] = -1e9;
  return tf.tensor2d(values, [length, length]);
}
