/** Seeded batches and parameters for checking and timing the jax-js peer. */
import { END } from '../../src/lab/language/words.ts';
import { initialParameters } from '../../src/lab/policy/parameters.ts';
import type { PolicyShape } from '../../src/lab/policy/shape.ts';
import { normal, PURPOSE, uniformStream } from '../../src/lab/random/draw.ts';
import type { UpdateSettings } from '../../src/lab/update/pass.ts';
import type { JaxBatch } from './train.ts';

export const exampleSettings: UpdateSettings = {
  learningRate: 3e-3,
  adamBeta1: 0.9,
  adamBeta2: 0.99,
  adamEpsilon: 1e-8,
  maxGradNorm: 1,
  beta: 0.04,
  epsilon: 0.2,
  epsilonHigh: 0.28,
  temperature: 0.9,
  lossType: 'dapo',
};

export const exampleParameters = (shape: PolicyShape, lanes: number): Float32Array[] =>
  Array.from({ length: lanes }, (_, lane) => initialParameters(shape, 100 + lane));

/**
 * Answers that end at different places, with log-probabilities near those of an untrained policy.
 *
 * @param perPrompt sequences of each prompt
 */
export function exampleBatch(shape: PolicyShape, lanes: number, perPrompt: number, seed = 7): JaxBatch {
  const next = uniformStream(seed, PURPOSE.corpus);
  const prompts = Array.from({ length: shape.prompts * perPrompt }, (_, i) => Math.floor(i / perPrompt));
  const { maxTokens, vocabulary } = shape;
  const sequences = lanes * prompts.length;
  const tokens = new Int32Array(sequences * maxTokens);
  for (let sequence = 0; sequence < sequences; sequence++) {
    const length = 1 + Math.floor(next() * (maxTokens + 2)); // some never end
    for (let position = 0; position < Math.min(length, maxTokens); position++)
      tokens[sequence * maxTokens + position] = 1 + Math.floor(next() * (vocabulary - 1));
    if (length < maxTokens) tokens[sequence * maxTokens + length] = END;
  }
  const noisy = (mean: number, spread: number, count: number) =>
    Float32Array.from({ length: count }, () => mean + spread * normal(next));
  return {
    tokens,
    prompts,
    advantages: noisy(0, 1, sequences),
    oldLogProbs: noisy(-Math.log(vocabulary), 0.3, tokens.length),
    refLogProbs: noisy(-Math.log(vocabulary), 0.3, tokens.length),
  };
}
