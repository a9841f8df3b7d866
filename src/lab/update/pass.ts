/** The update stage in tfjs operations: what is fixed about a batch of rollouts, then one pass over it. */
import { gradientNorm, type AdamSettings } from '../policy/adam.ts';
import { lossesAndGradient } from '../policy/gradient.ts';
import { answers, logProbs, logProbsAndEntropy, type Answers } from '../policy/log-probs.ts';
import { unpack } from '../policy/parameters.ts';
import type { PolicyShape } from '../policy/shape.ts';
import * as tf from '../tf.ts';
import { clipRatio, grpoLoss, k3, tokenWeights, type LossInputs, type LossType } from './loss.ts';

/** Loss and optimiser settings of one lane (TRL's names). */
export interface UpdateSettings extends AdamSettings {
  beta: number;
  epsilon: number;
  epsilonHigh: number;
  temperature: number;
  lossType: LossType;
}

/** A batch of rollouts, scored once and used by every pass over it. */
export interface Scored {
  answers: Answers;
  inputs: LossInputs;
  temperature: tf.Tensor3D;
  /** Per lane, [R]. */
  statistics: Record<'kl' | 'klSequence' | 'entropy' | 'meanLength', tf.Tensor1D>;
  /** All tensors but the statistics, for disposal. */
  tensors: tf.Tensor[];
}

/**
 * @param parameters of the policy that sampled, [R, N]
 * @param base parameters of the base policy, [R, N]
 * @param tokens [R, S, T] with S = P * G sequences
 * @param prompts prompt of each sequence, [S]
 * @param advantages of each lane, [S] each
 * @param counted of each lane, 1 for answers that are in the loss and 0 for the others, [S] each
 * @param temperature [R, 1, 1]
 */
export function scoreRollouts(
  parameters: tf.Tensor2D,
  base: tf.Tensor2D,
  tokens: tf.Tensor3D,
  prompts: readonly number[],
  advantages: readonly Float32Array[],
  counted: readonly Float32Array[],
  temperature: tf.Tensor3D,
  settings: readonly UpdateSettings[],
  shape: PolicyShape,
): Scored {
  const lanes = settings.length;
  const column = (value: (own: UpdateSettings) => number) => tf.tensor3d(settings.map(value), [lanes, 1, 1]);
  const perAnswer = (rows: readonly Float32Array[]) =>
    tf.tensor3d(Float32Array.from(rows.flatMap((row) => Array.from(row))), [lanes, prompts.length, 1]);
  let scored: Scored | undefined;
  tf.tidy(() => {
    const own = answers(tokens, prompts, shape);
    const now = logProbsAndEntropy(unpack(parameters, shape), own, temperature, shape);
    const refLogProbs = logProbs(unpack(base, shape), own, temperature, shape);
    const inputs: LossInputs = {
      oldLogProbs: now.logProbs,
      refLogProbs,
      advantages: perAnswer(advantages),
      tokenWeights: tokenWeights(
        own.mask,
        perAnswer(counted),
        settings.map(({ lossType }) => lossType),
      ),
      clipLow: column(({ epsilon }) => 1 - epsilon),
      clipHigh: column(({ epsilonHigh }) => 1 + epsilonHigh),
      beta: column(({ beta }) => beta),
    };
    const written = tf.sum(own.mask, [1, 2]);
    const divergence = tf.sum(tf.mul(k3(now.logProbs, refLogProbs), own.mask), [1, 2]);
    scored = {
      answers: own,
      inputs,
      temperature,
      statistics: {
        kl: tf.div(divergence, written),
        klSequence: tf.div(divergence, prompts.length),
        entropy: tf.div(tf.sum(tf.mul(now.entropy, own.mask), [1, 2]), written),
        meanLength: tf.div(written, prompts.length),
      },
      tensors: [...Object.values(own), ...Object.values(inputs)] as tf.Tensor[],
    };
    return [...scored.tensors, ...Object.values(scored.statistics)];
  });
  return scored!;
}

/**
 * Gradient of the GRPO loss at some parameters, [R, N], with the pass's statistics, [R] each.
 *
 * @param parameters [R, N]
 */
export function grpoPass(
  parameters: tf.Tensor2D,
  scored: Scored,
  settings: readonly UpdateSettings[],
  shape: PolicyShape,
) {
  return tf.tidy(() => {
    let clipped: tf.Tensor1D | undefined;
    const { losses, gradient } = lossesAndGradient(parameters, shape, (weights) => {
      const fresh = logProbs(weights, scored.answers, scored.temperature, shape);
      clipped = tf.keep(clipRatio(fresh, scored.inputs, scored.answers.mask));
      return grpoLoss(fresh, scored.inputs);
    });
    const norm = tf.reshape(gradientNorm(gradient), [settings.length]) as tf.Tensor1D;
    const statistics = { loss: losses, gradNorm: norm, clipRatio: tf.clone(clipped!) };
    clipped!.dispose();
    return { gradient, statistics };
  });
}
