/** Gradients of the loss on one batch of rollouts under several advantages, by the kernels that train. */
import { parameterCount, type PolicyShape } from '../../policy/shape.ts';
import { answerWeights } from '../../update/answer-weights.ts';
import { ADVANTAGE_NUMBERS } from '../../wgsl/rollout-numbers.ts';
import type { GradientQuestion } from '../engine.ts';
import type { FusedOptions } from './fused.ts';
import { encode, readParts } from './gpu.ts';
import { plainLanes } from './lane-records.ts';
import { UpdateStage } from './update-stage.ts';

/**
 * One lane of its own is trained for one pass per row at learning rate 0; its parameters stay what they are.
 *
 * @returns gradients [N], one per row
 */
export async function fusedGradients(
  { device, tuning }: Pick<FusedOptions, 'device' | 'tuning'>,
  policy: PolicyShape,
  { parameters, base, rollouts, rows }: GradientQuestion,
): Promise<Float32Array[]> {
  const { training } = rollouts.tables;
  const { counted } = rollouts.rewards;
  const sequences = counted.length;
  const prompts = Array.from({ length: sequences }, (_, s) => Math.floor((s * policy.prompts) / sequences));
  const weights = answerWeights(rollouts.tokens, counted, training.lossType);
  const stage = await UpdateStage.create(device, { policy, lanes: 1, sequences, passes: 1 }, tuning);
  const write = (name: string, values: BufferSource) =>
    device.queue.writeBuffer(stage.buffers[name]!, 0, values);
  try {
    write('params', Float32Array.from(parameters));
    write('base', Float32Array.from(base));
    write('tokens', Uint32Array.from(rollouts.tokens));
    write('prompts', Uint32Array.from(prompts));
    const gradients: Float32Array[] = [];
    for (const { advantages, beta } of rows) {
      const { tables, clock } = plainLanes([{ ...training, beta, learningRate: 0 }]);
      write('lanes', tables);
      write('clock', clock);
      const numbers = new Float32Array(sequences * ADVANTAGE_NUMBERS);
      weights.forEach((weight, s) => numbers.set([advantages[s]!, weight], s * ADVANTAGE_NUMBERS));
      write('advantages', numbers);
      const encoder = device.createCommandEncoder();
      encode(encoder, [...stage.reference, ...stage.passes[0]!]);
      device.queue.submit([encoder.finish()]);
      // The optimiser's kernel has added the chunks up into the first.
      const [sum] = await readParts(device, [
        { buffer: stage.buffers['gradients']!, at: 0, words: parameterCount(policy) },
      ]);
      gradients.push(new Float32Array(sum!));
    }
    return gradients;
  } finally {
    stage.destroy();
  }
}
