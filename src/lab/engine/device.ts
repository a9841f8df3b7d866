/** Opens what the engine computes on: WebGPU where there is any, otherwise another tfjs backend. */
import { messageOf } from '../message-of.ts';
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

/** What is allowed to be asked for; "auto" takes WebGPU if it can. */
export type BackendWish = 'auto' | BackendName;

/** The graphics device that was opened last. */
let graphics: { device: GPUDevice; info: GPUAdapterInfo; tfjs: Promise<void> | null } | null = null;

/** @throws when no WebGPU device is open */
export function gpuDevice(): GPUDevice {
  if (!graphics) throw new Error('No WebGPU device is open.');
  return graphics.device;
}

/**
 * Opens what computes.
 *
 * @param tfjs whether tfjs is to compute on it, too; our own kernels do without, and it takes a while to load
 * @throws when a backend was asked for by name and cannot be had
 */
export async function openDevice(wish: BackendWish = 'auto', { tfjs = true } = {}): Promise<Device> {
  let reason = `${wish} was asked for.`;
  if (wish === 'auto' || wish === 'webgpu') {
    const gpu = await openWebGpu();
    if (typeof gpu !== 'string') {
      if (tfjs) await tfjsReady();
      return gpu;
    }
    if (wish === 'webgpu') throw new Error(`WebGPU cannot be used: ${gpu}`);
    reason = gpu;
  }
  graphics = null;
  const { openFallback } = await import('./tfjs.ts');
  return openFallback(reason, wish === 'auto' ? ['webgl', 'cpu'] : [wish as BackendName]);
}

/** Makes tfjs compute on the device that was opened last. */
export async function tfjsReady(): Promise<void> {
  if (!graphics) return; // where there is no WebGPU, tfjs is what was opened
  const own = graphics;
  own.tfjs ??= import('./tfjs.ts').then(({ computeOn }) => computeOn(own.device, own.info));
  try {
    await own.tfjs;
  } catch (error) {
    own.tfjs = null; // it may be had when it is asked for again
    throw error;
  }
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
    return `The graphics device could not be opened: ${messageOf(error)}`;
  }
  graphics = { device, info: adapter.info, tfjs: null };
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
