/** What training takes besides a run: the device, an engine on it, a base policy; whoever waits is told for what. */
import { openDevice, type BackendWish, type Device } from '../lab/engine/device.ts';
import type { BatchShape } from '../lab/engine/engine.ts';
import { makeEngine, warmStartOn, type EngineWish, type MadeEngine } from '../lab/engine/make.ts';
import { readCheckpoint } from '../lab/policy/checkpoint.ts';
import { scenarioShape, type Scenario } from '../lab/run/scenario.ts';
import { findScenario, loadCheckpoint, SCENARIO_IDS } from '../scenarios/index.ts';
import type { Activity, Report } from './protocol.ts';

export class Equipment {
  /** The device that is open. */
  device: Device | null = null;
  private wish: BackendWish | null = null;
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

  async open(wish: BackendWish): Promise<Device> {
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

  /** The scenario's checkpoint, or a policy warm-started here and now. */
  async basePolicy(
    scenario: Scenario,
    { info }: Device,
    { engine, fresh }: { engine: EngineWish; fresh: boolean },
    stillWanted: () => void = () => {},
  ): Promise<Float32Array> {
    const shape = scenarioShape(scenario);
    const file = fresh ? undefined : await shippedCheckpoint(scenario);
    if (file !== undefined) return readCheckpoint(file, shape);
    const what = 'warm start';
    this.tell({ what, done: 0 });
    try {
      const train = warmStartOn(engine, info);
      return await train(shape, scenario.mixture, scenario.warmStart, ({ step, steps }) => {
        stillWanted();
        this.tell({ what, done: step / steps });
      });
    } finally {
      this.tell(null);
    }
  }
}

/** The checkpoint that a scenario ships with, if it still has the base policy that it ships with. */
export function shippedCheckpoint(scenario: Scenario): Promise<unknown> | undefined {
  if (!SCENARIO_IDS.includes(scenario.id)) return undefined;
  const start = ({ policy, mixture, warmStart, training }: Scenario) =>
    JSON.stringify([policy, mixture, warmStart, training.maxCompletionLength]);
  return start(findScenario(scenario.id)) === start(scenario) ? loadCheckpoint(scenario.id) : undefined;
}
