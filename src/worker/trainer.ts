/** Owns the device and the session: carries out the page's commands, and reports as training goes on. */
import { seedList } from '../experiment/seed-range.ts';
import { openDevice, tfjsReady, type BackendWish, type Device } from '../lab/engine/device.ts';
import type { BatchShape, LaneRollouts } from '../lab/engine/engine.ts';
import {
  makeEngine,
  warmStartOn,
  type EngineName,
  type EngineWish,
  type MadeEngine,
} from '../lab/engine/make.ts';
import { goldVerdict } from '../lab/judge/judge.ts';
import { corpus } from '../lab/language/corpus.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import { readCheckpoint, writeCheckpoint } from '../lab/policy/checkpoint.ts';
import type { WarmStartProgress } from '../lab/policy/warm-start.ts';
import { RolloutArchive } from '../lab/run/archive.ts';
import { parseRubric } from '../lab/rubric/criterion.ts';
import type { EditRequest } from '../lab/run/edit.ts';
import { explainGroup } from '../lab/run/explain.ts';
import type { GradientShares } from '../lab/run/gradient-share.ts';
import { health, HEALTH_STEPS } from '../lab/run/health.ts';
import { inspectGroup, inspectLane } from '../lab/run/inspect.ts';
import { scenarioShape, type Scenario } from '../lab/run/scenario.ts';
import { Session } from '../lab/run/session.ts';
import { findScenario, loadCheckpoint } from '../scenarios/index.ts';
import { Pace } from './pace.ts';
import type { Command, Look, OpenRequest, Report } from './protocol.ts';

/**
 * Lets waiting messages in: some backends compute without ever leaving the current task. Not by a timer, since
 * nested timers take 4 ms at least, which is longer than a step may.
 */
const breathe = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Thrown inside work that a newer command has made pointless; never reported. */
class Superseded extends Error {}

export class Trainer {
  private readonly report: (report: Report) => void;
  private device: { wish: BackendWish; opened: Device } | null = null;
  private session: Session | null = null;
  /** What runs the session's steps. */
  private engine: EngineName = 'ops';
  private run = 0;
  private playing = false;
  /** Numbers the play loops: one that is no longer the latest ends after its step. */
  private loop = 0;
  /** Counts pauses: steps asked for before one do not begin after it. */
  private pauses = 0;
  private readonly pace = new Pace();
  private look: Look = { lane: 0, prompt: 0, step: null };
  /** Rollouts of the session's past steps. */
  private archive = new RolloutArchive();
  /** Looks wait a moment for newer ones. */
  private looking: Promise<void> | null = null;
  /** The shares that were reported last. */
  private gradients: GradientShares | null = null;
  /** Rollouts on their way from the GPU. */
  private readingRollouts: Promise<void> | null = null;
  /** When the latest records came in; null while nothing runs. */
  private lastRecords: number | null = null;
  /** The step under way: steps follow one another, and a session is not disposed of under one. */
  private stepping: Promise<void> = Promise.resolve();
  /** The edit under way. */
  private editing: Promise<void> = Promise.resolve();
  /** The opening under way: devices and sessions are opened one after another. */
  private opening: Promise<void> = Promise.resolve();

  constructor(report: (report: Report) => void) {
    this.report = report;
  }

  /** Carries out a command; whatever goes wrong becomes a report, never an exception. */
  async obey(command: Command): Promise<void> {
    const run = command.type === 'open' ? command.run : this.run;
    try {
      await this.dispatch(command);
    } catch (error) {
      if (error instanceof Superseded || run !== this.run) return;
      this.stopPlaying();
      this.lastRecords = null;
      this.report({ type: 'failed', run, message: messageOf(error), lost: false });
    }
  }

  private async dispatch(command: Command): Promise<void> {
    switch (command.type) {
      case 'open':
        this.run = command.run;
        this.stopPlaying();
        this.closeSession();
        this.opening = this.opening.catch(() => {}).then(() => this.open(command.run, command.request));
        return this.opening;
      case 'play':
        return this.play();
      case 'pause':
        this.pauses++;
        this.stopPlaying();
        await this.settle();
        return this.reportPlaying();
      case 'step':
        this.stopPlaying();
        await Promise.all([this.advance(), this.settle()]); // in this order, and neither's failure is lost
        return this.reportPlaying();
      case 'pace':
        return this.pace.set(command.stepsPerSecond);
      case 'edit':
        return this.edit(command.change);
      case 'look':
        this.look = command.look;
        this.looking ??= breathe().then(async () => {
          this.looking = null;
          if (this.look.step === null || this.past === undefined) {
            await this.readingRollouts;
            await this.reportRollouts();
          }
          this.reportPast();
        });
        return this.looking;
      case 'measure':
        return this.session?.measureNext(command.lane);
      case 'experiment':
        return this.experiment(command);
      case 'record':
        return this.record(command);
      case 'warm-start':
        return this.warmStart(command);
    }
  }

  private async open(run: number, request: OpenRequest): Promise<void> {
    const found = findScenario(request.scenario);
    if (!request.freshBase) void loadCheckpoint(found.id)?.catch(() => {}); // on its way while the device opens
    const scenario = request.rubric ? { ...found, rubric: parseRubric(request.rubric) } : found;
    const device = await this.openDevice(request.backend);
    const stillWanted = () => {
      if (this.run !== run) throw new Superseded();
    };
    stillWanted();
    const base = await this.basePolicy(scenario, device, request, stillWanted);
    stillWanted();
    const seeds = seedList(request.seeds, device.info);
    let made: MadeEngine | undefined;
    const session = await Session.open({ ...request, scenario, seeds }, base, async (batch) => {
      made = await this.makeEngine(request.engine, device, batch);
      return made.engine;
    });
    const { engine, whyNotFused } = { engine: made!.engine.name, whyNotFused: made!.whyNotFused ?? null };
    if (this.run !== run || this.device?.opened !== device) {
      session.dispose();
      throw new Superseded();
    }
    this.session = session;
    this.archive = new RolloutArchive();
    this.engine = engine;
    this.report({
      type: 'opened',
      run,
      opened: {
        scenario: scenario.id,
        lanes: [...session.lanes],
        engine,
        whyNotFused,
        criteria: [...session.criteria],
        parameters: session.parameters,
        training: session.training,
        formula: session.formula,
        steps: session.training.steps,
      },
    });
  }

  /** Lets go of the session at once; its tensors go when the step under way is done. */
  private closeSession(): void {
    const { session } = this;
    this.session = null;
    this.lastRecords = null;
    if (session) this.stepping = this.stepping.catch(() => {}).then(() => session.dispose());
  }

  private async openDevice(wish: BackendWish): Promise<Device> {
    if (this.device?.wish === wish) return this.device.opened;
    this.report({ type: 'activity', activity: { what: 'opening the device', done: null } });
    const opened = await openDevice(wish, { tfjs: false });
    this.device = { wish, opened };
    this.report({ type: 'device', info: opened.info });
    this.report({ type: 'activity', activity: null });
    void opened.lost.then((message) => {
      if (this.device?.opened !== opened) return;
      this.device = null; // the next open starts a fresh one
      this.session = null; // its tensors went with the device
      this.lastRecords = null;
      this.stopPlaying();
      const text = `The graphics device was lost: ${message}`;
      this.report({ type: 'failed', run: this.run, message: text, lost: true });
    });
    return opened;
  }

  /** Makes an engine; whoever waits for its shaders is told how far they are. */
  private async makeEngine(wish: EngineWish, { info }: Device, batch: BatchShape): Promise<MadeEngine> {
    let told = false;
    try {
      return await makeEngine(wish, info, batch, (done) => {
        told = true;
        this.report({ type: 'activity', activity: { what: 'compiling shaders', done } });
      });
    } finally {
      if (told) this.report({ type: 'activity', activity: null });
    }
  }

  /** The scenario's checkpoint, or a policy warm-started here and now. */
  private async basePolicy(
    scenario: Scenario,
    { info }: Device,
    { engine, freshBase }: Pick<OpenRequest, 'engine' | 'freshBase'>,
    stillWanted: () => void = () => {},
  ): Promise<Float32Array> {
    const shape = scenarioShape(scenario);
    const file = freshBase ? undefined : await loadCheckpoint(scenario.id);
    if (file !== undefined) return readCheckpoint(file, shape);
    const what = 'warm start';
    this.report({ type: 'activity', activity: { what, done: 0 } });
    try {
      const train = warmStartOn(engine, info);
      return await train(shape, scenario.mixture, scenario.warmStart, ({ step, steps }) => {
        stillWanted();
        this.report({ type: 'activity', activity: { what, done: step / steps } });
      });
    } finally {
      this.report({ type: 'activity', activity: null });
    }
  }

  private async play(): Promise<void> {
    if (this.playing || !this.session) return;
    const { session } = this;
    const loop = ++this.loop;
    const current = () => this.loop === loop && this.session === session;
    this.playing = true;
    this.reportPlaying();
    while (current() && !session.finished) {
      const begun = performance.now();
      await this.advance();
      await breathe();
      if (this.pace.limited && !session.finished && current()) {
        await this.deliver();
        await this.pace.wait(begun, current);
      }
    }
    if (!current()) return; // whoever ended the loop settles what is under way
    await this.settle();
    if (!current()) return;
    this.stopPlaying();
    this.reportPlaying();
  }

  private stopPlaying(): void {
    this.playing = false;
    this.loop++;
    this.pace.wake();
  }

  /** One step, its records and the rollouts the page looks at, after the step that is under way. */
  private advance(): Promise<void> {
    const { session, run, pauses } = this;
    const wanted = () => session !== null && this.session === session && this.pauses === pauses;
    this.stepping = this.stepping
      .catch(() => {})
      .then(() => (session && wanted() ? this.advanceNow(session, run) : undefined));
    return this.stepping;
  }

  private async advanceNow(session: Session, run: number): Promise<void> {
    if (session.finished) return;
    // tfjs compiles what it comes across in the first step; the fused engine came with its shaders.
    const webgpu = this.device?.opened.info.backend === 'webgpu';
    const first = session.nextStep === 0 && webgpu && this.engine === 'ops';
    if (first) this.report({ type: 'activity', activity: { what: 'compiling shaders', done: null } });
    this.lastRecords ??= performance.now();
    let steps: StepRecord[][];
    try {
      steps = await session.advance();
    } finally {
      if (first) this.report({ type: 'activity', activity: null });
    }
    this.reportRecords(session, run, steps);
    if (session.gradients && session.gradients !== this.gradients && this.session === session) {
      this.gradients = session.gradients;
      this.report({ type: 'gradients', run, shares: session.gradients });
    }
    this.reportRollouts().catch(() => {}); // a lost device is reported by itself
  }

  /** Waits until every step that was begun is over and reported, rollouts included. */
  private settle(): Promise<void> {
    const { session, run } = this;
    this.stepping = this.stepping
      .catch(() => {})
      .then(async () => {
        if (!session || this.session !== session) return;
        this.reportRecords(session, run, await session.settle());
        this.lastRecords = null; // what follows is a pause, not a slow step
        await this.readingRollouts;
        await this.reportRollouts();
      });
    return this.stepping;
  }

  /** Between paced steps: what the engine would report with a later step is shown now. */
  private deliver(): Promise<void> {
    const { session, run } = this;
    this.stepping = this.stepping
      .catch(() => {})
      .then(async () => {
        if (session && this.session === session) this.reportRecords(session, run, await session.settle());
      });
    return this.stepping;
  }

  private reportRecords(session: Session, run: number, steps: StepRecord[][]): void {
    if (steps.length === 0 || this.session !== session) return;
    const now = performance.now();
    const secondsPerStep = (now - (this.lastRecords ?? now)) / 1000 / steps.length;
    this.lastRecords = now;
    const { prompts } = scenarioShape(session.scenario);
    for (const records of steps) {
      const healths = records.map(({ step }, lane) =>
        health(
          session.records[lane]!.slice(Math.max(0, step - HEALTH_STEPS + 1), step + 1),
          prompts,
          (id) => session.nameOf(id),
          session.lanes[lane]!.method === 'custom',
        ),
      );
      this.report({ type: 'records', run, records, health: healths, secondsPerStep });
    }
  }

  /** Edits are made one after another: one may have to wait for a shader. */
  private edit(request: EditRequest): Promise<void> {
    const { session, run } = this;
    this.editing = this.editing.then(async () => {
      if (!session || this.session !== session) return;
      try {
        await session.edit(request);
        if (this.session !== session) return;
        const { edits, criteria, parameters, training, formula } = session;
        this.report({ type: 'edited', run, edits, criteria, parameters, training, formula });
      } catch (error) {
        this.report({ type: 'rejected', run, message: messageOf(error) });
      }
    });
    return this.editing;
  }

  /** Reads the rollouts of all methods on the seed that the page looks at, unless they are being read. */
  private reportRollouts(): Promise<void> {
    const { session } = this;
    if (!session) return Promise.resolve();
    if (this.readingRollouts) return this.readingRollouts;
    const seed = session.lanes[this.look.lane]?.seed;
    const lanes = session.lanes.flatMap((lane, index) => (lane.seed === seed ? [index] : []));
    const reading = Promise.all(
      lanes.map(async (lane) => {
        const rollouts = await session.rollouts(lane);
        if (!rollouts || this.session !== session) return;
        this.archive.keep(lane, rollouts);
        if (lane === this.look.lane && this.look.step === null) this.reportLook(rollouts);
      }),
    );
    this.readingRollouts = reading.then(() => {}).finally(() => (this.readingRollouts = null));
    return this.readingRollouts;
  }

  /** The kept rollouts that are nearest to the past step that the page looks at. */
  private get past(): LaneRollouts | undefined {
    const { lane, step } = this.look;
    return step === null || !this.session ? undefined : this.archive.near(lane, step);
  }

  private reportPast(): void {
    const { past } = this;
    if (past) this.reportLook(past);
  }

  private reportLook(rollouts: LaneRollouts): void {
    const { run, look } = this;
    this.report({
      type: 'rollouts',
      run,
      look,
      group: inspectGroup(rollouts, look.prompt),
      lane: look.step === null ? inspectLane(rollouts) : null,
      explained: explainGroup(rollouts, look.prompt),
    });
  }

  private reportPlaying(): void {
    const finished = this.session?.finished ?? false;
    this.report({ type: 'playing', run: this.run, playing: this.playing, finished });
  }

  private async experiment(command: Extract<Command, { type: 'experiment' }>): Promise<void> {
    const { plan, backend, engine } = command;
    const scenario = findScenario(plan.scenario);
    const device = await this.openDevice(backend);
    const base = await this.basePolicy(scenario, device, { engine, freshBase: false });
    const make = async (batch: BatchShape) => (await this.makeEngine(engine, device, batch)).engine;
    const { runExperiment } = await import('../experiment/run.ts');
    const results = await runExperiment({ ...plan, scenario }, base, device.info, make, (progress) => {
      this.report({ type: 'experiment-progress', progress });
      return true;
    });
    this.report({ type: 'experiment-done', results });
  }

  private async record(command: Extract<Command, { type: 'record' }>): Promise<void> {
    const { plan, today, backend, engine } = command;
    const scenario = findScenario(plan.scenario);
    const device = await this.openDevice(backend);
    const base = await this.basePolicy(scenario, device, { engine, freshBase: false });
    const make = async (batch: BatchShape) => (await this.makeEngine(engine, device, batch)).engine;
    const { recordRun } = await import('../experiment/record.ts');
    const recording = await recordRun({ ...plan, scenario }, base, device.info, today, make, (progress) =>
      this.report({ type: 'experiment-progress', progress }),
    );
    this.report({ type: 'record-done', recording });
  }

  private async warmStart(command: Extract<Command, { type: 'warm-start' }>): Promise<void> {
    const scenario = findScenario(command.scenario);
    const shape = scenarioShape(scenario);
    const { info } = await this.openDevice(command.backend);
    const warmStart = warmStartOn(command.engine, info);
    const report = (progress: WarmStartProgress) => this.report({ type: 'warm-start-progress', ...progress });
    const parameters = await warmStart(shape, scenario.mixture, scenario.warmStart, report);
    await tfjsReady();
    const { measureBaseRates } = await import('../lab/engine/base-rates.ts');
    const measured = await measureBaseRates(parameters, shape, scenario.rubric, 20);
    const inCorpus = corpusRates(scenario, 20_000);
    this.report({
      type: 'warm-start-done',
      checkpoint: writeCheckpoint(shape, parameters),
      rates: scenario.rubric.map(({ id: criterion, baseRate }, k) => ({
        id: criterion,
        target: baseRate ?? null,
        corpus: inCorpus[k]!,
        measured: measured[k]!,
      })),
    });
  }
}

/** How often the corpus itself meets each criterion, [K]. */
function corpusRates({ mixture, rubric, training }: Scenario, examples: number): number[] {
  const next = corpus(mixture, 1, training.maxCompletionLength);
  const sums = rubric.map(() => 0);
  for (let i = 0; i < examples; i++) {
    const { prompt, tokens } = next();
    rubric.forEach((criterion, k) => (sums[k]! += goldVerdict(tokens, prompt, criterion).score));
  }
  return sums.map((sum) => sum / examples);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
