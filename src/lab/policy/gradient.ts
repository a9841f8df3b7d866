/** Losses of all lanes and their gradient in the packed parameters, by tfjs's automatic differentiation. */
import '../tf-gradients.ts';
import * as tf from '../tf.ts';
import { pack, unpack, type Weights } from './parameters.ts';
import { parameterLayout, type PolicyShape } from './shape.ts';

/**
 * @param packed parameters [R, N]
 * @param loss loss per lane [R] as a function of the named weights
 * @returns losses [R] and gradient [R, N]; the caller disposes of both
 */
export function lossesAndGradient(
  packed: tf.Tensor2D,
  shape: PolicyShape,
  loss: (weights: Weights) => tf.Tensor1D,
): { losses: tf.Tensor1D; gradient: tf.Tensor2D } {
  return tf.tidy(() => {
    const names = parameterLayout(shape).map(({ name }) => name);
    const weights = unpack(packed, shape);
    let losses: tf.Tensor1D | undefined;
    const { grads } = tf.valueAndGrads((...list: tf.Tensor[]) => {
      losses = tf.keep(loss(named(names, list)));
      return tf.sum(losses);
    })(names.map((name) => weights[name]!));
    const result = { losses: tf.clone(losses!), gradient: pack(named(names, grads), shape) };
    losses!.dispose();
    return result;
  });
}

const named = (names: readonly string[], list: readonly tf.Tensor[]): Weights =>
  Object.fromEntries(names.map((name, i) => [name, list[i]!]));
