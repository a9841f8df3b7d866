/** The answers that the page looks at: those of the latest step, or of a past one, as they were. */
import type { LaneRollouts } from '../lab/engine/engine.ts';
import { languageOf } from '../lab/language/language.ts';
import { RolloutArchive } from '../lab/run/archive.ts';
import { explainGroup } from '../lab/run/explain.ts';
import { inspectGroup, inspectLane } from '../lab/run/inspect.ts';
import type { Session } from '../lab/run/session.ts';
import { breathe } from './breathe.ts';
import type { Past } from './past.ts';
import type { Look, Report } from './protocol.ts';

/** Milliseconds that a look at a step has to last before the step is gone back to. */
const REST = 200;

export class AnswersReader {
  private look: Look = { lane: 0, prompt: 0, step: null };
  private readonly report: (report: Report) => void;
  private of: { run: number; session: Session; past: Past } | null = null;
  private archive = new RolloutArchive();
  /** The latest trip to a step whose rollouts were not kept. */
  private visited: { lane: number; rollouts: LaneRollouts } | null = null;
  private travelling: Look | null = null;
  /** Looks wait a moment for newer ones. */
  private looking: Promise<void> | null = null;
  /** Rollouts on their way from the GPU. */
  private reading: Promise<void> | null = null;

  constructor(report: (report: Report) => void) {
    this.report = report;
  }

  /** Reads from a run's session from now on. */
  begin(run: number, session: Session, past: Past): void {
    this.end();
    this.of = { run, session, past };
    this.archive = new RolloutArchive();
    this.visited = null;
  }

  end(): void {
    this.of?.past.close();
    this.of = null;
  }

  lookAt(look: Look): Promise<void> {
    this.look = look;
    this.looking ??= breathe().then(async () => {
      this.looking = null;
      if (this.look.step === null || this.past === undefined) {
        await this.reading;
        await this.readLatest();
      }
      if (this.past) this.reportLook(this.past);
      void this.travel();
    });
    return this.looking;
  }

  /** Waits for what is being read, then reads the latest step's. */
  async settle(): Promise<void> {
    await this.reading;
    await this.readLatest();
  }

  /** Reads the rollouts of all methods on the seed that the page looks at, unless they are being read. */
  readLatest(): Promise<void> {
    const { of } = this;
    if (!of) return Promise.resolve();
    if (this.reading) return this.reading;
    const { session } = of;
    const seed = session.lanes[this.look.lane]?.seed;
    const lanes = session.lanes.flatMap((lane, index) => (lane.seed === seed ? [index] : []));
    const reading = Promise.all(
      lanes.map(async (lane) => {
        const rollouts = await session.rollouts(lane);
        if (this.of !== of) return;
        if (!rollouts) return void (lane === this.look.lane && this.travel());
        this.archive.keep(lane, rollouts);
        if (lane === this.look.lane && this.look.step === null) this.reportLook(rollouts);
      }),
    );
    this.reading = reading.then(() => {}).finally(() => (this.reading = null));
    return this.reading;
  }

  /** What is at hand for the past step that the page looks at: its own rollouts, or the nearest that were kept. */
  private get past(): LaneRollouts | undefined {
    const { lane, step } = this.look;
    if (step === null || !this.of) return undefined;
    const { visited } = this;
    return visited?.lane === lane && visited.rollouts.step === step
      ? visited.rollouts
      : this.archive.near(lane, step);
  }

  /** The step whose rollouts are looked at and not at hand; null where there is none. */
  private get missing(): number | null {
    const { of, look } = this;
    if (!of) return null;
    const latest = of.session.nextStep - 1;
    // A run that goes on from a snapshot has not written the rollouts of the step before it.
    if (look.step === null) return latest >= 0 && !this.archive.near(look.lane, latest) ? latest : null;
    return look.step <= latest && this.past?.step !== look.step ? look.step : null;
  }

  /** Goes back to the step looked at if its rollouts are not at hand and the look lasts. */
  private async travel(): Promise<void> {
    const { of, look, missing: step } = this;
    const { lane } = look;
    if (!of || step === null || this.travelling) return;
    this.travelling = look;
    const wanted = () => this.of === of && this.look.lane === lane && this.missing === step;
    try {
      await new Promise((resolve) => setTimeout(resolve, REST));
      const rollouts = await of.past.rollouts(lane, step, wanted);
      if (!rollouts || this.of !== of) return;
      const shown = wanted();
      this.visited = { lane, rollouts };
      if (shown) this.reportLook(rollouts);
    } catch {
      // The nearest answers stay: where the device is lost, that is reported by itself.
    } finally {
      this.travelling = null;
      if (this.look !== look) void this.travel();
    }
  }

  private reportLook(rollouts: LaneRollouts): void {
    const { look } = this;
    this.report({
      type: 'rollouts',
      run: this.of!.run,
      look,
      group: inspectGroup(rollouts, look.prompt, languageOf(this.of!.session.scenario.language)),
      lane: look.step === null ? inspectLane(rollouts) : null,
      explained: explainGroup(rollouts, look.prompt),
    });
  }
}
