/** Supervised warm start: an untrained policy learns the template corpus and becomes the base policy. */
import { corpus, type Mixture } from '../language/corpus.ts';
import { END } from '../language/words.ts';
import * as tf from '../tf.ts';
import { adamState, adamUpdate } from './adam.ts';
import { lossesAndGradient } from './gradient.ts';
import { answers, logProbs } from './log-probs.ts';
import { initialParameters, stackLanes } from './parameters.ts';
import type { PolicyShape } from './shape.ts';

export interface WarmStartSettings {
  steps: number;
  /** Examples per step. */
  batch: number;
  /** At the start; it falls to 0 along a half cosine. */
  learningRate: number;
  seed: number;
}

export interface WarmStartProgress {
  step: number;
  steps: number;
  /** Mean negative log-likelihood per token, in nats. */
  loss: number;
}

/** A look at the policy while it is trained: training waits for it, and goes on as it would have. */
export interface WarmStartLook {
  /** Steps between looks. */
  every: number;
  at: (step: number, parameters: Float32Array) => Promise<void>;
}

/** How often progress is read back, in steps: reading waits for the GPU. */
export const REPORT_EVERY = 10;

/** Adam's settings but for the learning rate. */
export const WARM_START_ADAM = { adamBeta1: 0.9, adamBeta2: 0.99, adamEpsilon: 1e-8, maxGradNorm: 1 };

/** Learning rate of a step, 1 .. steps. */
export const cosineRate = ({ learningRate, steps }: WarmStartSettings, step: number): number =>
  learningRate * 0.5 * (1 + Math.cos((Math.PI * (step - 1)) / steps));

/**
 * Trains one lane of parameters on the corpus of a mixture.
 *
 * @param onProgress called every few steps; throwing from it stops the warm start
 * @returns the base policy's parameters, [N]
 */
export async function warmStart(
  shape: PolicyShape,
  mixture: Mixture,
  settings: WarmStartSettings,
  onProgress: (progress: WarmStartProgress) => void = () => {},
  look?: WarmStartLook,
): Promise<Float32Array> {
  const next = corpus(mixture, settings.seed, shape.maxTokens);
  let parameters = stackLanes([initialParameters(shape, settings.seed)]);
  let state = adamState(1, parameters.shape[1]);
  const one = tf.ones([1, 1, 1]) as tf.Tensor3D;
  try {
    for (let step = 1; step <= settings.steps; step++) {
      const examples = Array.from({ length: settings.batch }, next);
      const prompts = examples.map(({ prompt }) => prompt);
      let updated: ReturnType<typeof adamUpdate> | undefined;
      const loss = tf.tidy(() => {
        const batch = answers(asTensor(examples, shape.maxTokens), prompts, shape);
        const tokens = tf.sum(batch.mask, [1, 2]);
        const { losses, gradient } = lossesAndGradient(parameters, shape, (weights) => {
          const likelihood = tf.mul(logProbs(weights, batch, one, shape), batch.mask);
          return tf.div(tf.neg(tf.sum(likelihood, [1, 2])), tokens);
        });
        const adam = { ...WARM_START_ADAM, learningRate: cosineRate(settings, step) };
        updated = adamUpdate(parameters, state, gradient, [adam], [step], [true]);
        tf.keep(updated.parameters);
        tf.keep(updated.state.mean);
        tf.keep(updated.state.square);
        return losses;
      });
      tf.dispose([parameters, state.mean, state.square]);
      ({ parameters, state } = updated!);
      if (step % REPORT_EVERY === 0 || step === settings.steps)
        onProgress({ step, steps: settings.steps, loss: (await loss.data())[0]! });
      loss.dispose();
      if (look && step % look.every === 0 && step < settings.steps)
        await look.at(step, Float32Array.from(await parameters.data()));
    }
    return Float32Array.from(await parameters.data());
  } finally {
    tf.dispose([parameters, state.mean, state.square, one]);
  }
}

/** Answers of different lengths as one tensor [1, N, T], END filling up the rest. */
function asTensor(examples: readonly { tokens: number[] }[], length: number): tf.Tensor3D {
  const values = new Int32Array(examples.length * length).fill(END);
  examples.forEach(({ tokens }, row) => values.set(tokens, row * length));
  return tf.tensor3d(values, [1, examples.length, length], 'int32');
}
