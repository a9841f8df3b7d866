/** The laboratory that the worker's device makes: engines on it and base policies, for experiments and labs. */
import { messageOf } from '../lab/message-of.ts';
import type { Results } from '../experiment/results.ts';
import { TooManyLanes } from '../experiment/run/in-parts.ts';
import type { Laboratory } from '../experiment/run/laboratory.ts';
import { gpuCounts } from '../lab/engine/count.ts';
import type { Device } from '../lab/engine/device.ts';
import type { BatchShape, Engine } from '../lab/engine/engine.ts';
import type { EngineWish } from '../lab/engine/make.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import type { Equipment } from './equipment.ts';

/** Lanes in one batch where a processor computes: more are no faster, and results come in later. */
const SOFTWARE_LANES = 24;
/** Lanes of the default scenario that share a gigabyte of activations; the device is asked for less if it refuses. */
const HARDWARE_LANES = 240;
/** Without WebGPU every lane is a loop over tfjs operations. */
const FALLBACK_LANES = 4;

/** Seconds and dispatches per step of whole batches. */
export class StepPace {
  private seconds = 0;
  private steps = 0;
  private last = performance.now();
  private before = 0;
  /** Of the latest step. */
  dispatches = 0;

  stepped(): void {
    const now = performance.now();
    const { dispatches } = gpuCounts();
    [this.dispatches, this.before] = [dispatches - this.before, dispatches];
    this.seconds += (now - this.last) / 1000;
    this.last = now;
    this.steps++;
  }

  skip(): void {
    this.last = performance.now();
  }

  get secondsPerStep(): number {
    return this.seconds / Math.max(1, this.steps);
  }
}

export class WorkerLaboratory implements Laboratory {
  readonly device: Device['info'];
  private readonly equipment: Equipment;
  private readonly opened: Device;
  private readonly wish: EngineWish;
  private engineName = 'unknown';
  private readonly bases = new Map<string, Promise<Float32Array>>();

  constructor(equipment: Equipment, opened: Device, wish: EngineWish) {
    [this.equipment, this.opened, this.wish] = [equipment, opened, wish];
    this.device = opened.info;
  }

  described({ dispatches, secondsPerStep }: StepPace): Results['device'] {
    const dispatchesPerStep = this.device.backend === 'webgpu' ? dispatches : null;
    return { ...this.device, engine: this.engineName, dispatchesPerStep, secondsPerStep };
  }

  /** Once for each scenario: a warm start takes a while. */
  basePolicy(scenario: Scenario): Promise<Float32Array> {
    let base = this.bases.get(scenario.id);
    if (!base) {
      base = this.equipment.basePolicy(scenario, this.opened, { engine: this.wish, fresh: false });
      this.bases.set(scenario.id, base);
    }
    return base;
  }

  makeEngine = async (batch: BatchShape): Promise<Engine> => {
    const fused = this.wish !== 'ops' && this.device.backend === 'webgpu';
    // A batch too large for our kernels is no reason to do without them: first, fewer lanes are tried.
    const wish = fused && batch.lanes > 1 ? 'fused' : this.wish;
    try {
      const { engine } = await this.equipment.engine(wish, this.opened, batch);
      this.engineName = engine.name;
      return engine;
    } catch (error) {
      if (!fused || batch.lanes === 1 || !this.equipment.device) throw error;
      throw new TooManyLanes(messageOf(error));
    }
  };

  mostLanes({ policy, training }: Scenario, numGenerations: number): number {
    if (this.device.backend !== 'webgpu' || this.wish === 'ops') return FALLBACK_LANES;
    if (this.device.software) return SOFTWARE_LANES;
    const share = (24 / policy.width) * (16 / numGenerations) * (16 / training.maxCompletionLength);
    return Math.max(1, Math.min(HARDWARE_LANES, Math.floor(HARDWARE_LANES * share)));
  }
}
