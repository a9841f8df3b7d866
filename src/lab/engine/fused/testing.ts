/** What tests of kernels share: the device, the least it promises, neutral settings, a way to run one kernel. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../../tf.ts';
import type { Kernel } from '../../wgsl/kernel.ts';
import { openDevice } from '../device.ts';
import type { LaneTraining } from '../engine.ts';
import { compile, dispatch, encode, readParts } from './gpu.ts';

/** What every WebGPU device has at least. */
export const PROMISED_LIMITS = {
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxStorageBufferBindingSize: 2 ** 27,
};

/** The device tfjs computes on. */
export async function testDevice(): Promise<GPUDevice> {
  await openDevice('webgpu');
  return (tf.backend() as WebGPUBackend).device;
}

/** Settings under which nothing is learnt. */
export const NO_TRAINING: LaneTraining = {
  learningRate: 0,
  adamBeta1: 0,
  adamBeta2: 0,
  adamEpsilon: 1,
  maxGradNorm: 0,
  beta: 0,
  epsilon: 0,
  epsilonHigh: 0,
  temperature: 1,
  lossType: 'dapo',
  scaleRewards: 'group',
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
};

/**
 * Runs one kernel on given buffers and reads one back.
 *
 * @param inputs contents of every buffer the kernel binds, by name
 * @param output name of the buffer to read back
 */
export async function tryKernel(
  device: GPUDevice,
  kernel: Kernel,
  inputs: Record<string, Float32Array | Uint32Array>,
  output: string,
  size: readonly [number, number, number],
): Promise<ArrayBuffer> {
  const buffers: Record<string, GPUBuffer> = {};
  for (const [name, values] of Object.entries(inputs)) {
    const kind = kernel.bindings.find((binding) => binding.name === name)?.access;
    buffers[name] = device.createBuffer({
      label: name,
      size: values.byteLength,
      usage:
        (kind === 'uniform' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE) |
        GPUBufferUsage.COPY_SRC |
        GPUBufferUsage.COPY_DST,
    });
    device.queue.writeBuffer(
      buffers[name],
      0,
      values as Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>,
    );
  }
  try {
    const encoder = device.createCommandEncoder();
    encode(encoder, [dispatch(device, await compile(device, kernel), kernel, buffers, size)]);
    device.queue.submit([encoder.finish()]);
    const words = inputs[output]!.length;
    return (await readParts(device, [{ buffer: buffers[output]!, at: 0, words }]))[0]!;
  } finally {
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}
