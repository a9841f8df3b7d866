/**
 * The answer weights kernel: the weight of each answer's tokens in the loss, where no reward kernel has worked it out.
 *
 * One workgroup per lane. Reads lanes, clock, tokens [R, S, T]; in advantages [R, S, 4] it finds 1 for answers that are in
 * the loss and 0 for the others in the place of the weight, and leaves the weight there. `answer-weights.ts` is the
 * definition.
 */
import { answerWeightWgsl } from '../wgsl/answer-weight.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, laneCount } from '../wgsl/lane.ts';
import { rolloutNumber } from '../wgsl/rollout-numbers.ts';

const WORKGROUP = 64;

export function answerWeightsKernel(sequences: number, maxTokens: number): Kernel {
  const weight = rolloutNumber('tokenWeight', `lane * ${sequences}u + s`);
  const length = `tokens_until_end((lane * ${sequences}u + s) * ${maxTokens}u)`;
  return kernel(
    'answer_weights',
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      reads('tokens', 'array<u32>'),
      writes('advantages'),
    ],
    WORKGROUP,
    `var<workgroup> counts: array<vec2<f32>, ${WORKGROUP}>; // tokens, answers that count\n${answerWeightWgsl(maxTokens)}`,
    /* wgsl */ `
  let lane = group.x;
  if (${clockCount('active')} == 0u) { return; }
  var own = vec2(0.0);
  for (var s = tid; s < ${sequences}u; s += ${WORKGROUP}u) {
    if (${weight} != 0.0) { own += vec2(${length}, 1.0); }
  }
  counts[tid] = own;
  workgroupBarrier();
  var counting = vec2(0.0);
  for (var i = 0u; i < ${WORKGROUP}u; i++) { counting += counts[i]; }
  counting = max(counting, vec2(1.0)); // nothing counts: every weight is 0 below
  for (var s = tid; s < ${sequences}u; s += ${WORKGROUP}u) {
    if (${weight} != 0.0) { ${weight} = token_weight(${laneCount('lossType')}, ${length}, counting); }
  }`,
  );
}
