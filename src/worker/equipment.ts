/** What training takes besides a run: the device, an engine on it, a base policy; whoever waits is told for what. */
import { openDevice, type BackendWish, type Device } from '../lab/engine/device.ts';
import type { BatchShape } from '../lab/engine/engine.ts';
import {
  makeEngine,
  warmStartEngine,
  warmStartOn,
  type EngineWish,
  type MadeEngine,
} from '../lab/engine/make.ts';
import { readCheckpoint } from '../lab/policy/checkpoint.ts';
import { scenarioShape, type Scenario } from '../lab/run/scenario.ts';
import { loadCheckpoint, SCENARIOS } from '../scenarios/index.ts';
import { madeOf } from './made-of.ts';
import type { Activity, Report } from './protocol.ts';
import { Queue } from './queue.ts';

export class Equipment {
  /** The device that is open. */
  device: Device | null = null;
  private wish: BackendWish | null = null;
  private readonly openings = new Queue();
  private readonly report: (report: Report) => void;
  private readonly onLost: (message: string) => void;

  /** @param onLost called when the device that is open is lost; the next one is opened when it is asked for */
  constructor(report: (report: Report) => void, onLost: (message: string) => void) {
    this.report = report;
    this.onLost = onLost;
  }

  private tell(activity: Activity | null): void {
    this.report({ type: 'activity', activity });
  }

  /** One after another: two that ask at once, e.g. a lab's run and its study, get the same device. */
  open(wish: BackendWish): Promise<Device> {
    return this.openings.add(() => this.openNow(wish));
  }

  private async openNow(wish: BackendWish): Promise<Device> {
    if (this.device && this.wish === wish) return this.device;
    this.tell({ what: 'opening the device', done: null });
    const opened = await openDevice(wish, { tfjs: false });
    [this.device, this.wish] = [opened, wish];
    this.report({ type: 'device', info: opened.info });
    this.tell(null);
    void opened.lost.then((message) => {
      if (this.device !== opened) return;
      this.device = null;
      this.onLost(message);
    });
    return opened;
  }

  /** Makes an engine; whoever waits for its shaders is told how far they are. */
  async engine(wish: EngineWish, { info }: Device, batch: BatchShape): Promise<MadeEngine> {
    let told = false;
    try {
      return await makeEngine(wish, info, batch, (done) => {
        told = true;
        this.tell({ what: 'compiling shaders', done });
      });
    } finally {
      if (told) this.tell(null);
    }
  }

  /** The scenario's checkpoint, one that the browser keeps, or a policy warm-started here and now. */
  async basePolicy(
    scenario: Scenario,
    { info }: Device,
    { engine, fresh }: { engine: EngineWish; fresh: boolean },
    stillWanted: () => void = () => {},
  ): Promise<Float32Array> {
    const shape = scenarioShape(scenario);
    const file = fresh ? undefined : await shippedCheckpoint(scenario);
    if (file !== undefined) return readCheckpoint(file, shape);
    const { keepBase, keptBase } = await import('./store/bases.ts');
    const maker = { engine: warmStartEngine(engine, info), device: info.label };
    const kept = fresh ? undefined : await keptBase(scenario, maker);
    if (kept) return kept;
    stillWanted();
    const what = 'warm start';
    this.tell({ what, done: 0 });
    try {
      const train = warmStartOn(engine, info);
      const base = await train(shape, scenario.mixture, scenario.warmStart, ({ step, steps }) => {
        stillWanted();
        this.tell({ what, done: step / steps });
      });
      if (!fresh) await keepBase(scenario, maker, base);
      return base;
    } finally {
      this.tell(null);
    }
  }
}

/** The checkpoint that ships with a scenario of the same base policy, its own first. */
export function shippedCheckpoint(scenario: Scenario): Promise<unknown> | undefined {
  const alike = SCENARIOS.filter((shipped) => madeOf(shipped) === madeOf(scenario)).map(({ id }) => id);
  for (const id of alike.includes(scenario.id) ? [scenario.id, ...alike] : alike) {
    const checkpoint = loadCheckpoint(id);
    if (checkpoint) return checkpoint;
  }
  return undefined;
}
