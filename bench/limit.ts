/** How far the training step is from what the device can do at all. */
import { compile, dispatch, encode, readParts } from '../src/lab/engine/fused/gpu.ts';
import type { FusedOptions } from '../src/lab/engine/fused/fused.ts';
import { PEER_ROLLOUTS, PEER_SHAPE } from './against-jax.ts';
import { timeRepeated } from './clock.ts';
import { trainingFlops } from './flops.ts';
import { exampleTraining } from './fused-training.ts';
import { fmaKernel, registerMatmul, sharedMatmul, type LimitKernel } from './limit-kernels.ts';

/** Operations per second, in units of 1e9. */
async function rate(device: GPUDevice, limit: LimitKernel, rounds: number): Promise<number> {
  const { kernel, groups, flops, inputs } = limit;
  const pipeline = await compile(device, kernel);
  const buffers = Object.fromEntries(
    Object.entries(inputs).map(([name, words]) => [
      name,
      device.createBuffer({
        size: 4 * words,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      }),
    ]),
  );
  const values = (words: number) => Float32Array.from({ length: words }, (_, i) => ((i * 7919) % 13) - 6);
  for (const name of ['left', 'right'])
    if (buffers[name]) device.queue.writeBuffer(buffers[name], 0, values(inputs[name]!));
  const dispatches = [dispatch(device, pipeline, kernel, buffers, groups)];
  const run = (times: number) => {
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < times; i++) encode(encoder, dispatches);
    device.queue.submit([encoder.finish()]);
  };
  const sync = () => device.queue.onSubmittedWorkDone();
  const ms = await timeRepeated(run, sync, rounds);
  if (buffers['left']) await checkProduct(device, buffers['result']!, values, inputs['left']!);
  for (const buffer of Object.values(buffers)) buffer.destroy();
  return flops / ms / 1e6;
}

/** A fast kernel that computes something else would be no limit: one element is checked. */
async function checkProduct(
  device: GPUDevice,
  result: GPUBuffer,
  values: (words: number) => Float32Array,
  words: number,
): Promise<void> {
  const size = Math.sqrt(words);
  const [row, column] = [size - 3, 5];
  const matrix = values(words);
  let expected = 0;
  for (let k = 0; k < size; k++) expected += matrix[k * size + row]! * matrix[k * size + column]!;
  const [bytes] = await readParts(device, [{ buffer: result, at: row * size + column, words: 1 }]);
  const actual = new Float32Array(bytes!)[0]!;
  if (Math.abs(actual - expected) > 1e-2 * (1 + Math.abs(expected)))
    throw new Error(`A matmul kernel gives ${actual} where ${expected} is right.`);
}

export interface LimitFigures {
  /** 1e9 operations per second. */
  fmaPeak: number;
  matmulPeak: number;
  bestMatmul: string;
  training: number;
}

export async function limits(options: FusedOptions, rounds: number): Promise<LimitFigures> {
  const { device, software } = options;
  const size = software ? 256 : 2048;
  let fmaPeak = 0;
  for (const chains of [4, 8, 12])
    fmaPeak = Math.max(fmaPeak, await rate(device, fmaKernel(chains, 64, software ? 16 : 4096), rounds));
  let matmulPeak = 0;
  let bestMatmul = '';
  const candidates = [
    ...[4, 16, 64].flatMap((workgroup) =>
      [
        { rows: 8, columns: 4 },
        { rows: 12, columns: 4 },
        { rows: 8, columns: 8 },
        { rows: 4, columns: 8 },
        { rows: 4, columns: 4 },
      ]
        .filter(({ rows, columns }) => size % rows === 0 && size % (workgroup * columns) === 0)
        .map((tile) => registerMatmul(size, tile, workgroup)),
    ),
    sharedMatmul(size),
  ];
  for (const candidate of candidates) {
    const own = await rate(device, candidate, rounds);
    if (own > matmulPeak) [matmulPeak, bestMatmul] = [own, candidate.kernel.name];
  }
  const lanes = software ? 4 : 24;
  const training = await exampleTraining(options, PEER_SHAPE, lanes, PEER_ROLLOUTS);
  const ms = await timeRepeated(training.run, training.sync, rounds);
  training.dispose();
  const tokens = lanes * PEER_SHAPE.prompts * PEER_ROLLOUTS * PEER_SHAPE.maxTokens;
  return { fmaPeak, matmulPeak, bestMatmul, training: trainingFlops(PEER_SHAPE, tokens) / ms / 1e6 };
}
