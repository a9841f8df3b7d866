/** Adam on packed parameters [R, N], with its own settings and step count for every lane. */
import * as tf from '../tf.ts';

/** Settings of one lane (Hugging Face's names). */
export interface AdamSettings {
  learningRate: number;
  adamBeta1: number;
  adamBeta2: number;
  adamEpsilon: number;
  /** Longest allowed gradient; 0 does not clip. */
  maxGradNorm: number;
}

/** What Adam remembers, [R, N] each. */
export interface AdamState {
  mean: tf.Tensor2D;
  square: tf.Tensor2D;
}

export const adamState = (lanes: number, size: number): AdamState => ({
  mean: tf.zeros([lanes, size]),
  square: tf.zeros([lanes, size]),
});

const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);

/** Length of each lane's gradient, [R, 1]. */
export const gradientNorm = (gradient: tf.Tensor2D): tf.Tensor2D =>
  tf.sqrt(tf.sum(tf.square(gradient), 1, true));

/**
 * One update of every lane.
 *
 * @param updates how many updates each lane has had, this one included, 1 or more
 * @param active lanes that are not active keep parameters and state
 * @returns new tensors; the caller disposes of the old ones
 */
export function adamUpdate(
  parameters: tf.Tensor2D,
  state: AdamState,
  gradient: tf.Tensor2D,
  settings: readonly AdamSettings[],
  updates: readonly number[],
  active: readonly boolean[],
): { parameters: tf.Tensor2D; state: AdamState } {
  return tf.tidy(() => {
    const of = (value: (own: AdamSettings, lane: number) => number) => column(settings.map(value));
    const limit = of(({ maxGradNorm }) => (maxGradNorm > 0 ? maxGradNorm : 3e38));
    const shrink = tf.minimum(tf.div(limit, tf.add(gradientNorm(gradient), 1e-6)), 1);
    const clipped = tf.mul(gradient, shrink);

    const mean = tf.add(
      tf.mul(
        state.mean,
        of(({ adamBeta1 }) => adamBeta1),
      ),
      tf.mul(
        clipped,
        of(({ adamBeta1 }) => 1 - adamBeta1),
      ),
    );
    const square = tf.add(
      tf.mul(
        state.square,
        of(({ adamBeta2 }) => adamBeta2),
      ),
      tf.mul(
        tf.square(clipped),
        of(({ adamBeta2 }) => 1 - adamBeta2),
      ),
    );
    const rate = of(({ learningRate, adamBeta1 }, lane) => learningRate / (1 - adamBeta1 ** updates[lane]!));
    const correction = of(({ adamBeta2 }, lane) => 1 / (1 - adamBeta2 ** updates[lane]!));
    const epsilon = of(({ adamEpsilon }) => adamEpsilon);
    const change = tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(tf.mul(square, correction)), epsilon));
    const on = tf.cast(column(active.map(Number)), 'bool');
    const choose = (fresh: tf.Tensor, old: tf.Tensor) => tf.where(on, fresh, old) as tf.Tensor2D;
    return {
      parameters: choose(tf.sub(parameters, change), parameters),
      state: { mean: choose(mean, state.mean), square: choose(square, state.square) },
    };
  });
}
