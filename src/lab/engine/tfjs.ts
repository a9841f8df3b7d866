/** Makes tfjs compute: on a WebGPU device that is open, or on another backend where there is none. */
import * as tf from '../tf.ts';
import type { BackendName, Device } from './device.ts';

/** tfjs submits after this many dispatches; few submits cost JavaScript less. */
const SUBMIT_BATCH = 256;

/**
 * tfjs would choose among four matrix kernels by size. This one (tiles of 32 by 32) serves all sizes, so a
 * lane's bits do not depend on how many lanes run beside it; another adds floats atomically, in any order.
 */
const MATMUL_PACKED = 3;

export async function computeOn(device: GPUDevice, info: GPUAdapterInfo): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  tf.removeBackend('webgpu'); // the factory that importing the package registered, or a lost device's backend
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, info), 3);
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', SUBMIT_BATCH);
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', MATMUL_PACKED);
  await tf.setBackend('webgpu');
}

/** The other backends come with the whole of tfjs, which is only loaded when needed. */
export async function openFallback(reason: string, names: BackendName[]): Promise<Device> {
  await import('@tensorflow/tfjs');
  for (const backend of names) {
    if (!(await tf.setBackend(backend).catch(() => false))) continue;
    // Half-precision WebGL (some phones) cannot hold log-probabilities well enough to train.
    if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) continue;
    const label = backend === 'webgl' ? 'WebGL, no WebGPU' : 'Processor, no WebGPU';
    return {
      info: { backend, label, vendor: '', architecture: '', software: backend === 'cpu', reason },
      lost: new Promise<string>(() => {}),
    };
  }
  throw new Error(`None of these tfjs backends could be opened: ${names.join(', ')}.`);
}
