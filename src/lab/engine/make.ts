/** Makes the engine that was asked for; left the choice, the fused one, or ops where the device cannot carry that. */
import { messageOf } from '../message-of.ts';
import type { warmStart } from '../policy/warm-start.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import { gpuDevice, tfjsReady, type DeviceInfo } from './device.ts';
import type { BatchShape, Engine } from './engine.ts';
import { FusedEngine, type FusedOptions } from './fused/fused.ts';

export type EngineName = 'fused' | 'ops';

/** What is allowed to be asked for; "auto" takes the fused engine where there is WebGPU. */
export type EngineWish = 'auto' | EngineName;

/** An engine that says which of the known ones it is. */
export interface KnownEngine extends Engine {
  readonly name: EngineName;
}

/** What the fused kernels are cut to: the device that is open. */
export function fusedOptions({ software }: Pick<DeviceInfo, 'software'>): FusedOptions {
  const device = gpuDevice();
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
  if (!usesFused(wish, device))
    return async (...work) => {
      await tfjsReady();
      return (await import('../policy/warm-start.ts')).warmStart(...work);
    };
  return async (...work) =>
    (await import('./fused/warm-start.ts')).fusedWarmStart(fusedOptions(device), ...work);
}

/** Which engine warm-starts where this is wished for. */
export const warmStartEngine = (wish: EngineWish, device: DeviceInfo): EngineName =>
  usesFused(wish, device) ? 'fused' : 'ops';

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
  if (!usesFused(wish, device)) return { engine: await makeOps(batch) };
  try {
    return { engine: await FusedEngine.create(batch, fusedOptions(device), onProgress) };
  } catch (error) {
    if (wish === 'fused') throw error;
    const whyNotFused = messageOf(error);
    return { engine: await makeOps(batch), whyNotFused };
  }
}

/** It brings tfjs, which whoever trains on the fused engine need not wait for. */
async function makeOps(batch: BatchShape): Promise<KnownEngine> {
  await tfjsReady();
  const { OpsEngine } = await import('./ops.ts');
  return new OpsEngine(batch);
}
