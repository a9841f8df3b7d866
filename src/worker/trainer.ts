/** Owns the device and the session: carries out the page's commands, and reports as training goes on. */
import { messageOf } from '../lab/message-of.ts';
import { seedList } from '../experiment/seed-range.ts';
import type { RunToTell } from '../exchange/recipe/recipe-of.ts';
import type { BatchShape } from '../lab/engine/engine.ts';
import { makeEngine, type EngineName, type MadeEngine } from '../lab/engine/make.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import { parseRubric } from '../lab/rubric/criterion.ts';
import { asMeant, possible } from '../lab/run/ahead.ts';
import type { Edited } from '../lab/run/apply.ts';
import { MOST_EDITS, type EditRequest, type PlannedEdit } from '../lab/run/edit.ts';
import type { GradientShares } from '../lab/run/gradient-share.ts';
import { health, HEALTH_STEPS, type Health } from '../lab/run/health.ts';
import { replay } from '../lab/run/replay.ts';
import { parseScenario, scenarioShape } from '../lab/run/scenario.ts';
import { Session, type SessionPlan } from '../lab/run/session.ts';
import { SnapshotStore } from '../lab/run/snapshot.ts';
import { findScenario } from '../scenarios/index.ts';
import { AnswersReader } from './answers.ts';
import { knownOf, partedAt, type Memory } from './beginning.ts';
import { breathe } from './breathe.ts';
import { Equipment, shippedCheckpoint } from './equipment.ts';
import { Keeping } from './keeping.ts';
import { Pace } from './pace.ts';
import { Past } from './past.ts';
import type { ExperimentRunner } from './experiments.ts';
import type { LabRunner } from './labs/runner.ts';
import type { Command, Report } from './protocol.ts';
import { Queue } from './queue.ts';
import type { Keeper } from './store/keeper.ts';
import type { WarmUpRunner } from './warm-up.ts';

/** Thrown inside work that a newer command has made pointless; never reported. */
class Superseded extends Error {}

/** The run that stands. */
interface Standing {
  session: Session;
  plan: SessionPlan;
  /** What runs its steps. */
  engine: EngineName;
  keeping: Keeping;
  past: Past;
  /** Edits that are made when their step comes. */
  ahead: PlannedEdit[];
}

export class Trainer {
  private readonly report: (report: Report) => void;
  private readonly equipment: Equipment;
  private readonly answers: AnswersReader;
  private experiments: ExperimentRunner | null = null;
  private warmUps: WarmUpRunner | null = null;
  private labs: LabRunner | null = null;
  private standing: Standing | null = null;
  /** Of the run that stands, or stood last: it outlives the device. */
  private memory: (Memory & { told: () => RunToTell }) | null = null;
  /** What keeps that run. */
  private kept: { id: string; by: () => Promise<Keeper> | null } | null = null;
  private run = 0;
  private playing = false;
  /** Numbers the play loops: one that is no longer the latest ends after its step. */
  private loop = 0;
  /** Counts pauses: steps asked for before one do not begin after it. */
  private pauses = 0;
  private readonly pace = new Pace();
  /** The shares that were reported last. */
  private gradients: GradientShares | null = null;
  /** When the latest records came in; null while nothing runs. */
  private lastRecords: number | null = null;
  /** Steps follow one another, and a session is not disposed of under one. */
  private readonly steps = new Queue();
  private readonly edits = new Queue();
  /** Devices and sessions are opened one after another. */
  private readonly openings = new Queue();

  constructor(report: (report: Report) => void) {
    this.report = report;
    this.answers = new AnswersReader(report);
    this.equipment = new Equipment(report, (message) => {
      this.letGo(); // its tensors went with the device
      this.stopPlaying();
      const text = `The graphics device was lost: ${message}`;
      this.labs?.lost(text);
      this.report({ type: 'failed', run: this.run, message: text, lost: true });
    });
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
        this.letGo();
        return this.openings.add(() => this.open(command));
      case 'play':
        return this.play(command.until);
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
        return this.answers.lookAt(command.look);
      case 'measure':
        return this.standing?.session.measureNext(command.lane);
      case 'save-run':
      case 'save-policy':
        return this.save(command);
      case 'experiment':
      case 'hold-experiment':
      case 'stop-experiment': {
        const { ExperimentRunner } = await import('./experiments.ts');
        this.experiments ??= new ExperimentRunner(this.equipment, this.report);
        return this.experiments.obey(command);
      }
      case 'record':
      case 'warm-start': {
        const { obeyHeadless } = await import('./headless.ts');
        return obeyHeadless(command, this.equipment, this.report);
      }
      case 'warm-up':
      case 'stop-warm-up': {
        const { WarmUpRunner } = await import('./warm-up.ts');
        this.warmUps ??= new WarmUpRunner(this.equipment, this.report);
        return this.warmUps.obey(command);
      }
      case 'lab-open':
      case 'lab-play':
      case 'lab-pause':
      case 'lab-step':
      case 'lab-act':
      case 'lab-close':
      case 'lab-study':
      case 'stop-lab-study': {
        const { labsOn } = await import('./labs/runner.ts');
        this.labs ??= labsOn(this.equipment, this.report);
        return this.labs.obey(command);
      }
    }
  }

  private async open({ run, request, start, keep }: Extract<Command, { type: 'open' }>): Promise<void> {
    const stillWanted = () => {
      if (this.run !== run) throw new Superseded();
    };
    stillWanted();
    const found =
      typeof request.scenario === 'string' ? findScenario(request.scenario) : parseScenario(request.scenario);
    if (!request.freshBase) void shippedCheckpoint(found)?.catch(() => {}); // on its way while the device opens
    const scenario = request.rubric ? { ...found, rubric: parseRubric(request.rubric) } : found;
    const device = await this.equipment.open(request.backend);
    stillWanted();
    const wish = { engine: request.engine, fresh: request.freshBase };
    const base = await this.equipment.basePolicy(scenario, device, wish, stillWanted);
    stillWanted();
    const plan: SessionPlan = { ...request, scenario, seeds: seedList(request.seeds, device.info) };
    const before = this.memory?.records[0]?.length ? this.memory.told() : null;
    let made: MadeEngine | undefined;
    const make = async (batch: BatchShape) => {
      made = await this.equipment.engine(request.engine, device, batch);
      return made.engine;
    };
    const begun = await this.begin(plan, base, make, start, () => this.run === run);
    const { session, snapshots } = begun;
    if (this.run !== run || this.equipment.device !== device) {
      session.dispose();
      throw new Superseded();
    }
    const { name: engine } = made!.engine;
    const told = () => ({ ...plan, engine, edits: session.edits, ahead: [...begun.ahead] });
    const say = (message: string | null) => this.report({ type: 'unkept', run, message });
    const keeper = this.kept && this.kept.id === keep?.id ? this.kept.by() : null;
    const keeping = new Keeping({ session, told, before, as: keep ?? null, keeper, say }, snapshots);
    this.kept = keep ? { id: keep.id, by: () => keeping.kept } : null;
    // Nobody waits for the past: what it compiles is not reported.
    const quietly = async (batch: BatchShape) => (await makeEngine(engine, device.info, batch)).engine;
    const past = new Past({ session, plan, base, snapshots, make: quietly }, this.steps);
    const { ahead, parted } = begun;
    this.standing = { session, plan, engine, keeping, past, ahead };
    this.memory = {
      run,
      lanes: session.lanes,
      stem: session.stem,
      records: session.records,
      snapshots,
      told,
    };
    this.answers.begin(run, session, past);
    this.report({
      type: 'opened',
      run,
      opened: {
        scenario: scenario.id,
        lanes: [...session.lanes],
        engine,
        whyNotFused: made!.whyNotFused ?? null,
        rubrics: [...session.rubrics],
        criteria: [...session.criteria],
        parameters: session.parameters,
        training: session.training,
        formula: session.formula,
        steps: session.training.steps,
        edits: session.edits,
        ahead: [...ahead],
        records: session.records.map((own) => [...own]),
        health: healthOf(session, session.records[0]!.length - 1),
        parted,
      },
    });
    if (session.edits.length > 0) keeping.edited();
    if (session.nextStep > 0) keeping.take().catch(() => {}); // a lost device is reported by itself
  }

  /** A session of the plan that stands where it is to begin, from the latest snapshot before that. */
  private async begin(
    plan: SessionPlan,
    base: Float32Array,
    make: (batch: BatchShape) => Promise<MadeEngine['engine']>,
    start: OpenStart,
    wanted: () => boolean,
  ): Promise<{ session: Session; snapshots: SnapshotStore; ahead: PlannedEdit[]; parted: number | null }> {
    const snapshots = new SnapshotStore();
    if (!start) {
      const session = await Session.open(plan, base, make);
      return { session, snapshots, ahead: [], parted: null };
    }
    const known = knownOf(start, plan, this.memory);
    for (const snapshot of known.snapshots) snapshots.keep(snapshot);
    const { latest } = snapshots;
    const left = latest && { snapshot: latest, edits: start.edits, records: known.records };
    const session = await Session.open(plan, base, make, left);
    const from = session.nextStep;
    try {
      const ahead = await replay(session, start.edits, start.to, {
        goOn: () => {
          const done = (session.nextStep - from) / (start.to - from);
          this.report({ type: 'activity', activity: { what: 'catching up', done } });
          return breathe().then(wanted);
        },
      });
      return { session, snapshots, ahead, parted: partedAt(known.records, session.records) };
    } catch (error) {
      session.dispose();
      throw error;
    } finally {
      this.report({ type: 'activity', activity: null });
    }
  }

  /** Lets go of the session at once; its tensors go when the step under way is done and what it reached is kept. */
  private letGo(): void {
    const { standing } = this;
    this.standing = null;
    this.lastRecords = null;
    this.answers.end();
    if (!standing) return;
    const { session, keeping } = standing;
    void this.steps.add(async () => {
      await session.settle().catch(() => {}); // of a device that is lost
      await keeping.close();
      session.dispose();
    });
  }

  private async play(until = Infinity): Promise<void> {
    const { standing } = this;
    if (this.playing || !standing) return;
    const { session } = standing;
    const loop = ++this.loop;
    const current = () => this.loop === loop && this.standing === standing;
    const ends = () => session.finished || session.nextStep >= until;
    this.playing = true;
    this.reportPlaying();
    while (current() && !ends()) {
      const begun = performance.now();
      await this.advance();
      await breathe();
      if (this.pace.limited && !ends() && current()) {
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
    const { standing, run, pauses } = this;
    return this.steps.add(() =>
      standing && this.standing === standing && this.pauses === pauses
        ? this.advanceNow(standing, run)
        : undefined,
    );
  }

  private async advanceNow(standing: Standing, run: number): Promise<void> {
    const { session, ahead } = standing;
    if (session.finished) return;
    while (ahead.length > 0 && ahead[0]!.step <= session.nextStep)
      await this.edit(ahead.shift()!.request, true);
    if (this.standing !== standing) return; // another run was opened while an edit waited for its shader
    // tfjs compiles what it comes across in the first step; the fused engine came with its shaders.
    const webgpu = this.equipment.device?.info.backend === 'webgpu';
    const first = session.nextStep === 0 && webgpu && standing.engine === 'ops';
    if (first) this.report({ type: 'activity', activity: { what: 'compiling shaders', done: null } });
    this.lastRecords ??= performance.now();
    let steps: StepRecord[][];
    try {
      steps = await session.advance();
    } finally {
      if (first) this.report({ type: 'activity', activity: null });
    }
    this.reportRecords(standing, run, steps);
    if (session.gradients && session.gradients !== this.gradients && this.standing === standing) {
      this.gradients = session.gradients;
      this.report({ type: 'gradients', run, shares: session.gradients });
    }
    this.answers.readLatest().catch(() => {}); // a lost device is reported by itself
  }

  /** Waits until every step that was begun is over and reported, rollouts included. */
  private settle(): Promise<void> {
    const { standing, run } = this;
    return this.steps.add(async () => {
      if (!standing || this.standing !== standing) return;
      this.reportRecords(standing, run, await standing.session.settle());
      this.lastRecords = null; // what follows is a pause, not a slow step
      standing.keeping.take().catch(() => {}); // a lost device is reported by itself
      await this.answers.settle();
    });
  }

  /** Between paced steps: what the engine would report with a later step is shown now. */
  private deliver(): Promise<void> {
    const { standing, run } = this;
    return this.steps.add(async () => {
      if (standing && this.standing === standing)
        this.reportRecords(standing, run, await standing.session.settle());
    });
  }

  private reportRecords(standing: Standing, run: number, steps: StepRecord[][]): void {
    if (steps.length === 0 || this.standing !== standing) return;
    const { session, keeping } = standing;
    const now = performance.now();
    const secondsPerStep = (now - (this.lastRecords ?? now)) / 1000 / steps.length;
    this.lastRecords = now;
    for (const records of steps)
      this.report({
        type: 'records',
        run,
        records,
        health: healthOf(session, records[0]!.step),
        secondsPerStep,
      });
    keeping.stepped();
  }

  /** Edits are made one after another: one may have to wait for a shader. */
  private edit(request: EditRequest, planned = false): Promise<void> {
    const { standing, run } = this;
    return this.edits.add(async () => {
      if (!standing || this.standing !== standing) return;
      const { session, keeping, ahead } = standing;
      const tell = () => {
        const { edits, criteria, parameters, training, formula } = session;
        this.report({
          type: 'edited',
          run,
          edits,
          ahead: [...ahead],
          criteria,
          parameters,
          training,
          formula,
        });
      };
      try {
        if (session.edits.length >= MOST_EDITS)
          throw new Error(`A run has at most ${MOST_EDITS.toLocaleString('en-US')} edits. Fork it to go on.`);
        const meant = planned ? ahead : asMeant(edited(session), ahead);
        await session.edit(request);
        if (this.standing !== standing) return;
        const { made, dropped } = possible(edited(session), meant);
        ahead.splice(0, ahead.length, ...made);
        tell();
        keeping.edited();
        if (dropped.length > 0)
          throw new Error(
            `It is made, but ${dropped.length === 1 ? 'an edit' : `${dropped.length} edits`} of the recipe, to come from step ${dropped[0]!.step} on, can no longer be.`,
          );
      } catch (error) {
        if (planned) tell(); // it is no longer to come
        this.report({ type: 'rejected', run, message: messageOf(error) });
      }
    });
  }

  private async save(command: Extract<Command, { type: 'save-run' | 'save-policy' }>): Promise<void> {
    const { standing, run } = this;
    try {
      if (!standing) throw new Error('No run is open.');
      const { recipeOf, saveRun, savePolicy } = await import('./saving.ts');
      const { session, keeping, plan, engine, past, ahead } = standing;
      const recipe = recipeOf({ ...plan, engine, edits: session.edits, ahead });
      if (command.type === 'save-policy') {
        const lane = session.lanes[command.lane]!;
        const bytes = await savePolicy(recipe, past, lane, command);
        return this.report({ type: 'saved', lane, step: command.step, bytes });
      }
      await this.steps.add(async () => {
        this.reportRecords(standing, run, await session.settle());
        await keeping.take();
        const { records, snapshots } = { records: session.records, snapshots: keeping.snapshots.all };
        const bytes = saveRun({ recipe, records, snapshots, name: command.name, notes: command.notes });
        this.report({ type: 'saved', lane: null, step: session.nextStep - 1, bytes });
      });
    } catch (error) {
      this.report({ type: 'not-saved', message: messageOf(error) });
    }
  }

  private reportPlaying(): void {
    const finished = this.standing?.session.finished ?? false;
    this.report({ type: 'playing', run: this.run, playing: this.playing, finished });
  }
}

/** How each lane does at a step; none before the first. */
function healthOf(session: Session, step: number): Health[] {
  const { prompts } = scenarioShape(session.scenario);
  if (step < 0) return [];
  return session.lanes.map(({ method }, lane) =>
    health(
      session.records[lane]!.slice(Math.max(0, step - HEALTH_STEPS + 1), step + 1),
      prompts,
      (id) => session.nameOf(id),
      method === 'custom',
    ),
  );
}

/** What a session's next edit acts on. */
const edited = ({ criteria, parameters, training, formula, edits }: Session): Edited => ({
  state: { criteria, parameters, training, formula },
  edits,
});

type OpenStart = Extract<Command, { type: 'open' }>['start'];
