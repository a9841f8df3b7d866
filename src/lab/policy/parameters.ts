/** A lane's parameters: seeded initial values, and the packed row taken apart into named weights. */
import { normal, PURPOSE, uniformStream } from '../random/draw.ts';
import * as tf from '../tf.ts';
import { parameterCount, parameterLayout, type PolicyShape } from './shape.ts';

/** Named weights, each [R, ...]. */
export type Weights = Record<string, tf.Tensor>;

/** Initial parameters of one lane, [N]. */
export function initialParameters(shape: PolicyShape, seed: number): Float32Array {
  const next = uniformStream(seed, PURPOSE.parameters);
  const values = new Float32Array(parameterCount(shape));
  for (const { offset, size, init } of parameterLayout(shape))
    for (let i = offset; i < offset + size; i++) values[i] = init === 'ones' ? 1 : init * normal(next);
  return values;
}

/** [R, N] -> named weights [R, ...]. */
export function unpack(packed: tf.Tensor2D, shape: PolicyShape): Weights {
  const lanes = packed.shape[0];
  const weights: Weights = {};
  for (const entry of parameterLayout(shape))
    weights[entry.name] = tf.reshape(tf.slice(packed, [0, entry.offset], [lanes, entry.size]), [
      lanes,
      ...entry.shape,
    ]);
  return weights;
}

/** Named weights (or their gradients) [R, ...] -> [R, N]. */
export function pack(weights: Weights, shape: PolicyShape): tf.Tensor2D {
  const rows = parameterLayout(shape).map(({ name, size }) => {
    const weight = weights[name]!;
    return tf.reshape(weight, [weight.shape[0]!, size]);
  });
  return tf.concat(rows, 1) as tf.Tensor2D;
}

/** Rows of several lanes as one tensor [R, N]. */
export function stackLanes(rows: readonly Float32Array[]): tf.Tensor2D {
  const size = rows[0]!.length;
  const all = new Float32Array(rows.length * size);
  rows.forEach((row, lane) => all.set(row, lane * size));
  return tf.tensor2d(all, [rows.length, size]);
}
