/** Supervised warm start on the fused kernels; `policy/warm-start.ts` is its definition. */
import { corpus, type Mixture } from '../../language/corpus.ts';
import { END } from '../../language/words.ts';
import { initialParameters } from '../../policy/parameters.ts';
import { parameterCount, type PolicyShape } from '../../policy/shape.ts';
import {
  cosineRate,
  REPORT_EVERY,
  WARM_START_ADAM,
  type WarmStartLook,
  type WarmStartProgress,
  type WarmStartSettings,
} from '../../policy/warm-start.ts';
import { ADVANTAGE_NUMBERS } from '../../wgsl/rollout-numbers.ts';
import type { UpdateSettings } from '../../update/pass.ts';
import { CLOCK_WORDS, writeClock } from '../../wgsl/lane.ts';
import { TOKEN_FIELDS, tokenFieldAt } from '../../wgsl/token-scores.ts';
import type { FusedOptions } from './fused.ts';
import { encode, readParts } from './gpu.ts';
import { adamRates, plainLanes } from './lane-records.ts';
import { UpdateStage } from './update-stage.ts';

/**
 * Trains one policy on the corpus of a mixture: a pass over examples with advantage 1 and no penalty is a
 * step down their negative log-likelihood.
 *
 * @param onProgress called every few steps; throwing from it stops the warm start
 * @returns the base policy's parameters, [N]
 */
export async function fusedWarmStart(
  { device, tuning }: FusedOptions,
  shape: PolicyShape,
  mixture: Mixture,
  settings: WarmStartSettings,
  onProgress: (progress: WarmStartProgress) => void = () => {},
  look?: WarmStartLook,
): Promise<Float32Array> {
  const { steps, batch, seed } = settings;
  const { maxTokens } = shape;
  const next = corpus(mixture, seed, maxTokens);
  const stage = await UpdateStage.create(
    device,
    { policy: shape, lanes: 1, sequences: batch, passes: 1 },
    tuning,
  );
  const write = (name: string, values: BufferSource) =>
    device.queue.writeBuffer(stage.buffers[name]!, 0, values);
  try {
    write('params', Float32Array.from(initialParameters(shape, seed)));
    write('lanes', plainLanes([SUPERVISED]).tables);
    const tokens = new Uint32Array(batch * maxTokens);
    const prompts = new Uint32Array(batch);
    const advantages = new Float32Array(batch * ADVANTAGE_NUMBERS);
    const clock = new Uint32Array(CLOCK_WORDS);
    const policy = async () => {
      const [row] = await readParts(device, [
        { buffer: stage.buffers['params']!, at: 0, words: parameterCount(shape) },
      ]);
      return new Float32Array(row!);
    };
    for (let step = 1; step <= steps; step++) {
      const examples = Array.from({ length: batch }, next);
      const written = examples.reduce((sum, example) => sum + example.tokens.length, 0);
      tokens.fill(END);
      examples.forEach((example, row) => {
        tokens.set(example.tokens, row * maxTokens);
        prompts[row] = example.prompt;
        advantages.set([1, 1 / written, 0], row * ADVANTAGE_NUMBERS);
      });
      const adam = { ...WARM_START_ADAM, learningRate: cosineRate(settings, step) };
      const { rate, correction } = adamRates(adam, step - 1);
      writeClock(clock, 0, { active: 1, step, slot: 0 }, [rate], [correction]);
      write('tokens', tokens);
      write('prompts', prompts);
      write('advantages', advantages);
      write('clock', clock);
      const encoder = device.createCommandEncoder();
      encode(encoder, stage.passes[0]!);
      device.queue.submit([encoder.finish()]);
      if (step % REPORT_EVERY === 0 || step === steps)
        onProgress({ step, steps, loss: await meanLoss(stage, written) });
      if (look && step % look.every === 0 && step < steps) await look.at(step, await policy());
    }
    return await policy();
  } finally {
    stage.destroy();
  }
}

/** Settings under which a pass is supervised: no penalty, nothing clipped, temperature 1. */
const SUPERVISED: UpdateSettings = {
  ...WARM_START_ADAM,
  learningRate: 0, // the clock's counts
  beta: 0,
  epsilon: 1,
  epsilonHigh: 1,
  temperature: 1,
  lossType: 'dapo',
};

/** Mean negative log-likelihood per token of the latest step, in nats. */
async function meanLoss(stage: UpdateStage, written: number): Promise<number> {
  const perLane = stage.size.sequences * stage.size.policy.maxTokens;
  const [bytes] = await readParts(stage.device, [
    { buffer: stage.buffers['token_scores']!, at: 0, words: TOKEN_FIELDS * perLane },
  ]);
  const start = tokenFieldAt('old', 0, perLane);
  const logProbs = new Float32Array(bytes!).subarray(start, start + perLane);
  return -logProbs.reduce((sum, value) => sum + value, 0) / written;
}
