/** Runs one kernel on given buffers and reads one back: for tests, and for trying a kernel by hand. */
import type { Kernel } from '../../wgsl/kernel.ts';
import { compile, dispatch, encode, readParts } from './gpu.ts';

/**
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
