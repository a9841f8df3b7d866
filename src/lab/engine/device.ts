/** Opens what the engine computes on: WebGPU where there is any, otherwise another tfjs backend. */
import * as tf from '../tf.ts';
import { countGpuWork } from './count.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

export interface DeviceInfo {
  backend: BackendName;
  /** For people, e.g. "WebGPU · apple metal-3" or "processor only". */
  label: string;
  vendor: string;
  architecture: string;
  /** True when a processor stands in for the GPU. */
  software: boolean;
  /** Why WebGPU is not used, when it is not. */
  reason?: string;
}

export interface Device {
  info: DeviceInfo;
  /** Resolves with the reason if the device is lost; never, for backends that cannot be. */
  lost: Promise<string>;
}

/** tfjs submits after this many dispatches; few submits cost JavaScript less. */
const SUBMIT_BATCH = 256;

/**
 * tfjs would choose among four matrix kernels by size. This one (tiles of 32 by 32) serves all sizes, so a
 * lane's bits do not depend on how many lanes run beside it; another adds floats atomically, in any order.
 */
const MATMUL_PACKED = 3;

/** What is allowed to be asked for; "auto" takes WebGPU if it can. */
export type BackendWish = 'auto' | BackendName;

/**
 * Makes a backend tfjs's current one.
 *
 * @throws when a backend was asked for by name and cannot be had
 */
export async function openDevice(wish: BackendWish = 'auto'): Promise<Device> {
  if (wish === 'auto' || wish === 'webgpu') {
    const gpu = await openWebGpu();
    if (typeof gpu !== 'string') return gpu;
    if (wish === 'webgpu') throw new Error(`WebGPU cannot be used: ${gpu}`);
    return openFallback(gpu, ['webgl', 'cpu']);
  }
  return openFallback(`${wish} was asked for.`, [wish]);
}

/** The device, or why there is none. */
async function openWebGpu(): Promise<Device | string> {
  const gpu = (navigator as Navigator & { gpu?: GPU }).gpu;
  if (!gpu) return 'This browser has no WebGPU.';
  let adapter: GPUAdapter | null;
  let device: GPUDevice;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'This browser has WebGPU but found no graphics adapter for it.';
    countGpuWork();
    const { limits } = adapter;
    device = await adapter.requestDevice({
      requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
      requiredLimits: {
        maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
        maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
        maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
        maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
        maxBufferSize: limits.maxBufferSize,
        maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
        maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      },
    });
  } catch (error) {
    return `The graphics device could not be opened: ${String(error instanceof Error ? error.message : error)}`;
  }
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  tf.removeBackend('webgpu'); // the factory that importing the package registered, or a lost device's backend
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', SUBMIT_BATCH);
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', MATMUL_PACKED);
  await tf.setBackend('webgpu');
  const { vendor, architecture, description } = adapter.info;
  const software = isSoftware(adapter);
  const name = software ? 'processor (SwiftShader)' : description || `${vendor} ${architecture}`.trim();
  return {
    info: { backend: 'webgpu', label: `WebGPU · ${name || 'unnamed GPU'}`, vendor, architecture, software },
    lost: device.lost.then(({ reason, message }) => message || reason),
  };
}

function isSoftware({ info }: GPUAdapter): boolean {
  const flagged = (info as GPUAdapterInfo & { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return flagged || /swiftshader|llvmpipe|lavapipe|warp/i.test(`${info.architecture} ${info.description}`);
}

/** The other backends come with the whole of tfjs, which is only loaded when needed. */
async function openFallback(reason: string, names: BackendName[]): Promise<Device> {
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
