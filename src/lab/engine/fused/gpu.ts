/** Small helpers around a GPUDevice: buffers by name, pipelines by kernel. */
import type { Kernel } from '../../wgsl/kernel.ts';

/** Where a kernel finds its buffers. */
export type Buffers = Record<string, GPUBuffer>;

export interface Pipeline {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** A dispatch that is the same at every step, but for how many workgroups it takes. */
export interface Dispatch {
  pipeline: GPUComputePipeline;
  bindings: GPUBindGroup;
  size: [number, number, number];
}

const compiled = new WeakMap<GPUDevice, Map<string, Promise<Pipeline>>>();

/** Compiles a kernel without blocking; the same text is compiled once per device. */
export function compile(device: GPUDevice, kernel: Kernel): Promise<Pipeline> {
  const known = compiled.get(device) ?? new Map<string, Promise<Pipeline>>();
  compiled.set(device, known);
  let pipeline = known.get(kernel.code);
  if (!pipeline) {
    pipeline = build(device, kernel);
    known.set(kernel.code, pipeline);
    pipeline.catch(() => known.delete(kernel.code));
  }
  return pipeline;
}

async function build(device: GPUDevice, { name, code, bindings }: Kernel): Promise<Pipeline> {
  const layout = device.createBindGroupLayout({
    label: name,
    entries: bindings.map(({ access }, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: {
        type: access === 'uniform' ? 'uniform' : access === 'read' ? 'read-only-storage' : 'storage',
      },
    })),
  });
  const module = device.createShaderModule({ label: name, code });
  try {
    const pipeline = await device.createComputePipelineAsync({
      label: name,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: 'main' },
    });
    return { pipeline, layout };
  } catch (error) {
    const { messages } = await module.getCompilationInfo();
    const reasons = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
    throw new Error(`The ${name} kernel does not compile: ${[...reasons, String(error)].join('; ')}`, {
      cause: error,
    });
  }
}

/** Binds a kernel's buffers by name. */
export function dispatch(
  device: GPUDevice,
  { pipeline, layout }: Pipeline,
  { name, bindings }: Kernel,
  buffers: Buffers,
  size: readonly [number, number, number],
): Dispatch {
  const entries = bindings.map(({ name: own }, binding) => {
    const buffer = buffers[own];
    if (!buffer) throw new Error(`The ${name} kernel needs a buffer "${own}".`);
    return { binding, resource: { buffer } };
  });
  return { pipeline, bindings: device.createBindGroup({ label: name, layout, entries }), size: [...size] };
}

/** Runs dispatches in order, each seeing what those before it wrote. */
export function encode(encoder: GPUCommandEncoder, dispatches: readonly Dispatch[]): void {
  const pass = encoder.beginComputePass();
  for (const { pipeline, bindings, size } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(...size);
  }
  pass.end();
}

/** A storage buffer of 32-bit words, zeros at first, that can be copied from and written to. */
export const storage = (device: GPUDevice, label: string, words: number): GPUBuffer =>
  device.createBuffer({
    label,
    size: 4 * words,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });

/** A uniform buffer with fixed words. */
export function uniform(device: GPUDevice, label: string, words: readonly number[]): GPUBuffer {
  const buffer = device.createBuffer({
    label,
    size: 4 * words.length,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, Uint32Array.from(words));
  return buffer;
}

/**
 * Makes something that takes much GPU memory.
 *
 * @throws when the device has no room for it, after `undo`; without asking, its buffers would read as zeros
 */
export async function roomFor<Made>(
  device: GPUDevice,
  make: () => Made,
  undo: (made: Made) => void,
): Promise<Made> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  const made = attempt(make);
  const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
  if ('error' in made) throw made.error;
  const lacking = errors.find((error) => error !== null);
  if (!lacking) return made.value;
  undo(made.value);
  throw new Error(`The device has no room for this batch of lanes: ${lacking.message}`);
}

function attempt<Value>(make: () => Value): { value: Value } | { error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

/** Reads parts of buffers as they are when everything submitted so far is done; offsets and sizes in words. */
export async function readParts(
  device: GPUDevice,
  parts: readonly { buffer: GPUBuffer; at: number; words: number }[],
): Promise<ArrayBuffer[]> {
  const words = parts.reduce((sum, part) => sum + part.words, 0);
  const staging = device.createBuffer({
    label: 'readback',
    size: 4 * words,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder();
    let to = 0;
    for (const { buffer, at, words: size } of parts) {
      encoder.copyBufferToBuffer(buffer, 4 * at, staging, 4 * to, 4 * size);
      to += size;
    }
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const all = staging.getMappedRange();
    let from = 0;
    return parts.map(({ words: size }) => {
      const start = from;
      from += size;
      return all.slice(4 * start, 4 * from);
    });
  } finally {
    staging.destroy();
  }
}
