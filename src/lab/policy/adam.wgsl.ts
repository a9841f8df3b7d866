/**
 * The optimiser kernel: adds up the chunks of a lane's gradient, clips its length, and applies Adam.
 *
 * One workgroup per lane of the slice. Reads lanes, clock, batch; gradients [lanes of the slice, chunks, N],
 * of which the first chunk becomes the whole gradient before clipping; updates params, adam_mean and
 * adam_square [R, N]; writes the gradient's length to norms [R]. `adam.ts` is the definition.
 */
import { BATCH, BATCH_WGSL, kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, laneNumber, passCorrection, passRate } from '../wgsl/lane.ts';

/** Invocations per lane; a gradient's length is summed in this many parts. */
const WORKGROUP = 64;

export function adamKernel(size: number, chunks: number): Kernel {
  const body = /* wgsl */ `
  let lane = group.x + batch.first_lane;
  if (${clockCount('active')} == 0u) { return; }
  let gradient = group.x * ${chunks * size}u;
  let weights = lane * ${size}u;
  var squares = 0.0;
  for (var i = tid; i < ${size}u; i += ${WORKGROUP}u) {
    var total = gradients[gradient + i];
    for (var chunk = 1u; chunk < ${chunks}u; chunk++) { total += gradients[gradient + chunk * ${size}u + i]; }
    gradients[gradient + i] = total;
    squares += total * total;
  }
  partial[tid] = squares;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < ${WORKGROUP}u; i++) { sum += partial[i]; }
  let norm = sqrt(sum);
  if (tid == 0u) { norms[lane] = norm; }
  let longest = ${laneNumber('maxGradNorm')};
  let shrink = select(1.0, min(1.0, longest / (norm + 1e-6)), longest > 0.0);
  let beta1 = ${laneNumber('adamBeta1')};
  let beta2 = ${laneNumber('adamBeta2')};
  let rest1 = ${laneNumber('adamRest1')};
  let rest2 = ${laneNumber('adamRest2')};
  let epsilon = ${laneNumber('adamEpsilon')};
  let rate = ${passRate('batch.pass_index')};
  let correction = ${passCorrection('batch.pass_index')};
  for (var i = tid; i < ${size}u; i += ${WORKGROUP}u) {
    let clipped = gradients[gradient + i] * shrink;
    let mean = beta1 * adam_mean[weights + i] + rest1 * clipped;
    let square = beta2 * adam_square[weights + i] + rest2 * clipped * clipped;
    adam_mean[weights + i] = mean;
    adam_square[weights + i] = square;
    params[weights + i] -= rate * mean / (sqrt(square * correction) + epsilon);
  }`;
  return kernel(
    'adam',
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      BATCH,
      writes('gradients'),
      writes('params'),
      writes('adam_mean'),
      writes('adam_square'),
      writes('norms'),
    ],
    WORKGROUP,
    `${BATCH_WGSL}\nvar<workgroup> partial: array<f32, ${WORKGROUP}>;`,
    body,
  );
}
