/** Makes the engine that was asked for; left the choice, the fused one, or ops where the device cannot carry that. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { warmStart } from '../policy/warm-start.ts';
import * as tf from '../tf.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import type { DeviceInfo } from './device.ts';
import type { BatchShape, Engine } from './engine.ts';
import { FusedEngine, type FusedOptions } from './fused/fused.ts';
import { fusedWarmStart } from './fused/warm-start.ts';
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

/** How a base policy is warm-started: by the kernels of the fused engine, or in tfjs operations. */
export function warmStartOn(wish: EngineWish, device: DeviceInfo): typeof warmStart {
  if (!usesFused(wish, device)) return warmStart;
  return (...work) => fusedWarmStart(fusedOptions(device), ...work);
}

/** @throws when the fused engine was asked for by name and the device has no WebGPU */
function usesFused(wish: EngineWish, { backend }: DeviceInfo): boolean {
  if (wish === 'fused' && backend !== 'webgpu')
    throw new Error(`The fused engine needs WebGPU; this device computes with ${backend}.`);
  return wish !== 'ops' && backend === 'webgpu';
}

/** An engine, and why it is not the fused one where "auto" would have taken that. */
export interface MadeEngine {
  engine: KnownEngine;
  whyNotFused?: string;
}

/**
 * @param onProgress called with the share of the preparation that is done, 0 to 1
 * @throws when the fused engine was asked for by name and the device cannot carry it
 */
export async function makeEngine(
  wish: EngineWish,
  device: DeviceInfo,
  batch: BatchShape,
  onProgress: (done: number) => void = () => {},
): Promise<MadeEngine> {
  if (!usesFused(wish, device)) return { engine: new OpsEngine(batch) };
  try {
    return { engine: await FusedEngine.create(batch, fusedOptions(device), onProgress) };
  } catch (error) {
    if (wish === 'fused') throw error;
    const whyNotFused = error instanceof Error ? error.message : String(error);
    return { engine: new OpsEngine(batch), whyNotFused };
  }
}
