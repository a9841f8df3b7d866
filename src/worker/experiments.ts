/** Runs an experiment in the worker: on the device that is open, held and let go on by commands. */
import { messageOf } from '../lab/message-of.ts';
import type { Results } from '../experiment/results.ts';
import { runExperiment, type Done } from '../experiment/run/experiment.ts';
import { TooManyLanes } from '../experiment/run/in-parts.ts';
import type { Laboratory } from '../experiment/run/laboratory.ts';
import type { Device } from '../lab/engine/device.ts';
import { gpuCounts } from '../lab/engine/count.ts';
import type { BatchShape, Engine } from '../lab/engine/engine.ts';
import type { EngineWish } from '../lab/engine/make.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { breathe } from './breathe.ts';
import type { Equipment } from './equipment.ts';
import type { Command, Report } from './protocol.ts';

type ExperimentCommand = Extract<Command, { type: 'experiment' | 'hold-experiment' | 'stop-experiment' }>;

/** Lanes in one batch where a processor computes: more are no faster, and results come in later. */
const SOFTWARE_LANES = 24;
/** Lanes of the default scenario that share a gigabyte of activations; the device is asked for less if it refuses. */
const HARDWARE_LANES = 240;
/** Without WebGPU every lane is a loop over tfjs operations. */
const FALLBACK_LANES = 4;

export class ExperimentRunner {
  private readonly equipment: Equipment;
  private readonly report: (report: Report) => void;
  private held: { until: Promise<void>; release: () => void } | null = null;
  private stopped = false;
  private going = false;

  constructor(equipment: Equipment, report: (report: Report) => void) {
    this.equipment = equipment;
    this.report = report;
  }

  /** @throws when the experiment cannot be run, or not further */
  async obey(command: ExperimentCommand): Promise<void> {
    switch (command.type) {
      case 'experiment':
        return this.run(command);
      case 'hold-experiment':
        return this.hold(command.held);
      case 'stop-experiment':
        this.stopped = true;
        this.hold(false);
    }
  }

  private hold(held: boolean): void {
    if (held === (this.held !== null) || (held && !this.going)) return;
    if (held) {
      let release = () => {};
      const until = new Promise<void>((resolve) => (release = resolve));
      this.held = { until, release };
    } else {
      this.held?.release();
      this.held = null;
    }
    this.report({ type: 'experiment-held', held });
  }

  private async run(command: Extract<ExperimentCommand, { type: 'experiment' }>): Promise<void> {
    if (this.going) throw new Error('An experiment is running already: stop it before another begins.');
    const { design, shard, engine, backend } = command;
    this.going = true;
    this.stopped = false;
    try {
      const device = await this.equipment.open(backend);
      const laboratory = new WorkerLaboratory(this.equipment, device, engine);
      const pace = new StepPace();
      const told = () => this.report({ type: 'experiment-device', device: laboratory.described(pace) });
      const done: Done = {
        runs: new Set(command.done.runs),
        forks: new Set(command.done.forks),
        checkpoint: command.done.checkpoint,
      };
      let known = false;
      const finished = await runExperiment(design, shard, laboratory, done, {
        progress: (progress) => {
          pace.stepped();
          if (!known) told();
          known = true;
          this.report({ type: 'experiment-progress', progress });
        },
        runs: (runs) => {
          told();
          this.report({ type: 'experiment-runs', runs });
        },
        forks: (forks) => {
          told();
          this.report({ type: 'experiment-forks', forks });
        },
        checkpoint: (checkpoint) => this.report({ type: 'experiment-checkpoint', checkpoint }),
        goOn: async () => {
          if (this.held) {
            await this.held.until;
            pace.skip();
          } else await breathe();
          return !this.stopped;
        },
      });
      this.report({ type: 'experiment-over', finished });
    } finally {
      this.going = false;
      this.hold(false); // the next one is not held because this one was
    }
  }
}

/** Seconds and dispatches per step of whole batches. */
class StepPace {
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

class WorkerLaboratory implements Laboratory {
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
