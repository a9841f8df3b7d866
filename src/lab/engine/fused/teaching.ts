/** The training half of a step, by the step's own kernels, with answers and advantages that are given. */
import { CLOCK_WORDS } from '../../wgsl/lane.ts';
import { ADVANTAGE_NUMBERS } from '../../wgsl/rollout-numbers.ts';
import type { Lesson } from '../apart-check.ts';
import { encode, type Dispatch } from './gpu.ts';
import { writeProgress, type LaneProgress } from './progress.ts';
import type { UpdateStage } from './update-stage.ts';

/**
 * Starts the passes of all lessons; lanes that are not named rest, as those that are not active do in a step. The
 * counters of the lanes named move on.
 *
 * @param weighing makes weights of tokens of what counts
 * @param lessons one per lane at most
 */
export function teach(
  stage: UpdateStage,
  weighing: Dispatch,
  lanes: readonly LaneProgress[],
  lessons: readonly Lesson[],
): void {
  const { device, size, buffers } = stage;
  const clock = new Uint32Array(lanes.length * CLOCK_WORDS);
  const write = (name: string, at: number, values: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>) =>
    device.queue.writeBuffer(buffers[name]!, 4 * at, values);
  for (const { lane, tokens, advantages, counted, tables } of lessons) {
    const own = lanes[lane]!;
    const numbers = new Float32Array(size.sequences * ADVANTAGE_NUMBERS);
    advantages.forEach((value, s) => numbers.set([value, counted[s]!], s * ADVANTAGE_NUMBERS));
    write('tokens', lane * tokens.length, Uint32Array.from(tokens));
    write('advantages', lane * numbers.length, numbers);
    writeProgress(clock, lane, { ...own, tables }, size.passes, { active: true });
    Object.assign(own, { step: own.step + 1, updates: own.updates + size.passes, latest: undefined });
  }
  write('clock', 0, clock);
  const encoder = device.createCommandEncoder();
  encode(encoder, [weighing, ...stage.reference, ...stage.passes.flat()]);
  device.queue.submit([encoder.finish()]);
}
