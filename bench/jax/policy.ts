/** The policy of src/lab/policy in jax-js: packed rows taken apart, and the pieces of a block. */
import { lax, numpy as np } from '@jax-js/jax';
import { parameterLayout, type PolicyShape } from '../../src/lab/policy/shape.ts';

const NORM_EPSILON = 1e-5;

/** Named weights, each [R, ...]. As everywhere in jax-js, a function consumes the arrays it is given. */
export type Weights = Record<string, np.Array>;

/** Packed rows [R, N] -> named weights, as views. */
export function unpack(packed: np.Array, shape: PolicyShape): Weights {
  const lanes = packed.shape[0]!;
  const weights = Object.fromEntries(
    parameterLayout(shape).map((entry) => [
      entry.name,
      packed.ref.slice([], [entry.offset, entry.offset + entry.size]).reshape([lanes, ...entry.shape]),
    ]),
  );
  packed.dispose();
  return weights;
}

/**
 * A weight [R, D, E] the way `linear` takes it, [R, 1, E, D].
 *
 * @param gain of the normalisation before it, [R, D]: multiplying the weight is the same as multiplying every
 * row, and costs far less
 */
export function prepare(weight: np.Array, gain?: np.Array): np.Array {
  const [lanes, inner, outer] = weight.shape as [number, number, number];
  const turned = np.matrixTranspose(weight).reshape([lanes, 1, outer, inner]);
  return gain ? turned.mul(gain.reshape([lanes, 1, 1, inner])) : turned;
}

/** x [R, M, D] times a prepared weight, [R, M, E]. */
export const linear = (x: np.Array, prepared: np.Array): np.Array => np.vecdot(np.expandDims(x, 2), prepared);

/** Each row of x [R, M, D] divided by its root mean square. */
export function normalise(x: np.Array): np.Array {
  // Without keepdims, since a reshape would part the square root from the sum's kernel.
  const root = np.sqrt(np.mean(np.square(x.ref), -1).add(NORM_EPSILON));
  return x.mul(np.reciprocal(np.expandDims(root, -1)));
}

/** Weights the way the pieces below take them; made once where they are used more than once. */
export function prepareAll(weights: Weights, shape: PolicyShape): Weights {
  const take = (name: string) => weights[name]!;
  const prepared: Weights = {
    tokenEmbedding: take('tokenEmbedding'),
    positionEmbedding: take('positionEmbedding'),
    head: prepare(take('head'), take('finalGain')),
    headBias: np.expandDims(take('headBias'), 1),
  };
  for (let block = 0; block < shape.blocks; block++) {
    const own = (name: string) => take(`block${block}.${name}`);
    prepared[`block${block}.queryKeyValue`] = prepare(own('queryKeyValue'), own('attentionGain'));
    prepared[`block${block}.attentionOut`] = prepare(own('attentionOut'));
    prepared[`block${block}.feedForwardIn`] = prepare(own('feedForwardIn'), own('feedForwardGain'));
    prepared[`block${block}.feedForwardInBias`] = np.expandDims(own('feedForwardInBias'), 1);
    prepared[`block${block}.feedForwardOut`] = prepare(own('feedForwardOut'));
  }
  return prepared;
}

/** The feed-forward half of a block, residual included. x [R, M, D]. */
export function feedForward(x: np.Array, prepared: Weights, block: number): np.Array {
  const own = (name: string) => prepared[`block${block}.${name}`]!.ref;
  const inner = np.maximum(linear(normalise(x.ref), own('feedForwardIn')).add(own('feedForwardInBias')), 0);
  return linear(inner, own('feedForwardOut')).add(x);
}

/** Logits [R, M, V] of x [R, M, D]. */
export const readOut = (x: np.Array, prepared: Weights): np.Array =>
  linear(normalise(x), prepared['head']!.ref).add(prepared['headBias']!.ref);

/** Largest number of each row, without a gradient: jax-js would otherwise trace one through every maximum. */
export const rowMax = (x: np.Array): np.Array => np.max(lax.stopGradient(x), -1, { keepdims: true });
