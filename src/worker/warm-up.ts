/** Warms a policy up for a scenario that is being made: how it goes, and what the policy writes on the way and at the end. */
import type { Device } from '../lab/engine/device.ts';
import type { Engine } from '../lab/engine/engine.ts';
import { warmStartEngine, warmStartOn, type EngineWish } from '../lab/engine/make.ts';
import { readCheckpoint } from '../lab/policy/checkpoint.ts';
import { findMethod } from '../lab/reward/methods/index.ts';
import type { Answers } from '../lab/run/preview.ts';
import { scenarioShape, type Scenario } from '../lab/run/scenario.ts';
import { shippedCheckpoint, type Equipment } from './equipment.ts';
import type { Command, Report } from './protocol.ts';
import { keepBase, keptBase } from './store/bases.ts';

type WarmUpCommand = Extract<Command, { type: 'warm-up' | 'stop-warm-up' }>;

/** Steps between looks at what the policy writes. */
const LOOK_EVERY = 100;
/** Answers per prompt in one batch, and batches of a look on the way and at the end. */
const GROUP = 64;
const BATCHES = { look: 1, end: 3 };

/** Thrown inside a warm-up that was stopped; never reported. */
class Stopped extends Error {}

export class WarmUpRunner {
  private readonly equipment: Equipment;
  private readonly report: (report: Report) => void;
  private stopped = false;
  private going = false;

  constructor(equipment: Equipment, report: (report: Report) => void) {
    this.equipment = equipment;
    this.report = report;
  }

  /** @throws when it cannot be done on this device */
  async obey(command: WarmUpCommand): Promise<void> {
    if (command.type === 'stop-warm-up') this.stopped = true;
    else await this.warmUp(command);
  }

  private async warmUp({
    scenario,
    backend,
    engine,
  }: Extract<WarmUpCommand, { type: 'warm-up' }>): Promise<void> {
    if (this.going) throw new Error('A policy is being warmed up already: stop it before another begins.');
    this.going = true;
    this.stopped = false;
    let writer: Writer | null = null;
    try {
      const device = await this.equipment.open(backend);
      writer = new Writer(this.equipment, device, engine, scenario);
      const tell = async (step: number, parameters: Float32Array, batches: number) => {
        this.goOn();
        const answers = await writer!.write(parameters, batches);
        this.goOn();
        this.report({ type: 'warm-up-answers', step, answers });
      };
      const shape = scenarioShape(scenario);
      const { warmStart } = scenario;
      const file = await shippedCheckpoint(scenario);
      const maker = { engine: warmStartEngine(engine, device.info), device: device.info.label };
      let base = file === undefined ? await keptBase(scenario, maker) : readCheckpoint(file, shape);
      if (!base) {
        const train = warmStartOn(engine, device.info);
        base = await train(
          shape,
          scenario.mixture,
          warmStart,
          (progress) => {
            this.goOn();
            this.report({ type: 'warm-up-progress', ...progress });
          },
          { every: LOOK_EVERY, at: (step, parameters) => tell(step, parameters, BATCHES.look) },
        );
        await keepBase(scenario, maker, base);
      }
      await tell(warmStart.steps, base, BATCHES.end);
      this.report({ type: 'warm-up-over', finished: true });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      this.report({ type: 'warm-up-over', finished: false });
    } finally {
      this.going = false;
      writer?.dispose();
    }
  }

  private goOn(): void {
    if (this.stopped) throw new Stopped();
  }
}

/** Lets a policy answer: an engine of one lane that learns nothing. */
class Writer {
  private readonly equipment: Equipment;
  private readonly device: Device;
  private readonly wish: EngineWish;
  private readonly scenario: Scenario;
  private engine: Engine | null = null;

  constructor(equipment: Equipment, device: Device, wish: EngineWish, scenario: Scenario) {
    [this.equipment, this.device, this.wish, this.scenario] = [equipment, device, wish, scenario];
  }

  async write(parameters: Float32Array, batches: number): Promise<Answers[]> {
    const policy = scenarioShape(this.scenario);
    const { rubric: criteria, training } = this.scenario;
    const method = findMethod('static-uniform');
    const batch = { policy, lanes: 1, numGenerations: GROUP, numIterations: 1, methods: [method] };
    this.engine ??= (await this.equipment.engine(this.wish, this.device, batch)).engine;
    const { engine } = this;
    const even = criteria.map(() => 1 / criteria.length);
    engine.setLane(0, {
      ...{ seed: 1, active: true, method, parameters: {}, criteria },
      directWeights: Array.from({ length: policy.prompts }, () => even),
      training: {
        ...training,
        learningRate: 0,
        temperature: 1,
        epsilonHigh: training.epsilonHigh ?? training.epsilon,
      },
    });
    await engine.loadLane(0, parameters, parameters);
    const answers: Answers[] = [];
    for (let step = 0; step < batches; step++) {
      await engine.step();
      await engine.flush();
      const { tokens } = (await engine.rollouts(0))!;
      answers.push({ step, tokens, rollouts: GROUP, maxTokens: policy.maxTokens });
    }
    return answers;
  }

  dispose(): void {
    this.engine?.dispose();
  }
}
