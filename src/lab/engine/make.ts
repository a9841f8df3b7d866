/** Makes the engine that was asked for, if the device can carry it. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../tf.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import type { DeviceInfo } from './device.ts';
import type { BatchShape, Engine } from './engine.ts';
import { FusedEngine, type FusedOptions } from './fused/fused.ts';
import { OpsEngine } from './ops.ts';

export type EngineName = 'fused' | 'ops';

/** What is allowed to be asked for; "auto" takes the fused engine where there is WebGPU. */
export type EngineWish = 'auto' | EngineName;

/** An engine that says which of the known ones it is. */
export interface KnownEngine extends Engine {
  readonly name: EngineName;
}

/** What the fused kernels are cut to: the device that tfjs computes on. */
export function fusedOptions({ software }: Pick<DeviceInfo, 'software'>): FusedOptions {
  const { device } = tf.backend() as WebGPUBackend;
  const { maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup, maxStorageBufferBindingSize } =
    device.limits;
  const tuning = tuningFor({
    software,
    maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup,
    maxStorageBufferBindingSize,
  });
  return { device, tuning, software };
}

/**
 * @param onProgress called with the share of the preparation that is done, 0 to 1
 * @throws when the fused engine was asked for by name and the device has no WebGPU
 */
export async function makeEngine(
  wish: EngineWish,
  device: DeviceInfo,
  batch: BatchShape,
  onProgress: (done: number) => void = () => {},
): Promise<KnownEngine> {
  if (wish === 'fused' && device.backend !== 'webgpu')
    throw new Error(`The fused engine needs WebGPU; this device computes with ${device.backend}.`);
  if (wish === 'ops' || device.backend !== 'webgpu') return new OpsEngine(batch);
  return FusedEngine.create(batch, fusedOptions(device), onProgress);
}
