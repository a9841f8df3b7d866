/** What running an experiment takes besides its design: a device, engines on it, base policies. */
import type { DeviceInfo } from '../../lab/engine/device.ts';
import type { BatchShape, Engine } from '../../lab/engine/engine.ts';
import type { Scenario } from '../../lab/run/scenario.ts';

export interface Laboratory {
  device: DeviceInfo;
  basePolicy(scenario: Scenario): Promise<Float32Array>;
  /** @throws when the device cannot carry the batch */
  makeEngine(batch: BatchShape): Promise<Engine>;
  /** How many lanes of a scenario the device carries with ease at once. */
  mostLanes(scenario: Scenario, numGenerations: number): number;
}
