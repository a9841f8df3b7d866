/**
 * Seeded sampling of groups, in plain tfjs operations: the readable definition of a rollout.
 *
 * Each token is the argmax of logits / temperature + Gumbel noise, which is a draw from their softmax.
 * Keys and values of earlier positions are kept, so that each position is computed once.
 */
import { END, promptToken } from '../language/words.ts';
import { feedForward, linear, queriesKeysValues, readOut } from '../policy/block.ts';
import type { Weights } from '../policy/parameters.ts';
import { softmaxRows } from '../policy/rows.ts';
import type { PolicyShape } from '../policy/shape.ts';
import * as tf from '../tf.ts';

/**
 * Samples one answer per sequence and lane.
 *
 * @param weights named weights, [R, ...] each
 * @param prompts prompt index of each sequence, [N], the same for all lanes
 * @param noise Gumbel noise, [R, N, T, V]
 * @param temperature [R, 1, 1], above 0
 * @returns token ids [R, N, T]; everything after the first END is END
 */
export function sample(
  weights: Weights,
  prompts: readonly number[],
  noise: tf.Tensor4D,
  temperature: tf.Tensor3D,
  shape: PolicyShape,
): tf.Tensor3D {
  return tf.tidy(() => {
    const [lanes, sequences] = noise.shape;
    const { width, heads, vocabulary, maxTokens, blocks } = shape;
    const headWidth = width / heads;
    const rows = vocabulary + shape.prompts;
    const embedding = tf.reshape(weights['tokenEmbedding']!, [lanes * rows, width]);
    const laneOffset = tf.tensor2d(
      Int32Array.from({ length: lanes }, (_, lane) => lane * rows),
      [lanes, 1],
      'int32',
    );
    const splitHeads = (y: tf.Tensor3D) => tf.reshape(y, [lanes * sequences, heads, 1, headWidth]);

    const cache: { keys: tf.Tensor; values: tf.Tensor }[] = [];
    const written: tf.Tensor3D[] = [];
    const asked = Int32Array.from(prompts, (prompt) => promptToken(prompt, vocabulary));
    let current = tf.tile(tf.tensor2d(asked, [1, sequences], 'int32'), [lanes, 1]) as tf.Tensor2D;
    let alive = tf.ones([lanes, sequences], 'int32') as tf.Tensor2D;

    for (let position = 0; position < maxTokens; position++) {
      const token = tf.gather(embedding, tf.add(current, laneOffset) as tf.Tensor2D) as tf.Tensor3D;
      const place = tf.slice(weights['positionEmbedding']!, [0, position, 0], [lanes, 1, width]);
      let x = tf.add(token, place) as tf.Tensor3D;
      for (let block = 0; block < blocks; block++) {
        const [query, key, value] = queriesKeysValues(x, weights, block).map(splitHeads);
        const past = cache[block];
        const keys = past ? tf.concat([past.keys, key!], 2) : key!;
        const values = past ? tf.concat([past.values, value!], 2) : value!;
        cache[block] = { keys, values };
        const affinity = tf.mul(tf.matMul(query!, keys, false, true), headWidth ** -0.5);
        const mixed = tf.matMul(softmaxRows(affinity), values);
        const joined = tf.reshape(mixed, [lanes, sequences, width]) as tf.Tensor3D;
        x = tf.add(x, linear(joined, weights[`block${block}.attentionOut`]!));
        x = feedForward(x, weights, block);
      }
      const logits = tf.div(readOut(x, weights), temperature);
      const here = tf.reshape(tf.slice(noise, [0, 0, position, 0], [lanes, sequences, 1, vocabulary]), [
        lanes,
        sequences,
        vocabulary,
      ]);
      const drawn = tf.argMax(tf.add(logits, here), -1) as tf.Tensor2D;
      current = tf.mul(drawn, alive); // END is token 0, so an ended answer stays ended
      alive = tf.cast(tf.notEqual(current, END), 'int32') as tf.Tensor2D;
      written.push(tf.expandDims(current, 2));
    }
    return tf.concat(written, 2);
  });
}
