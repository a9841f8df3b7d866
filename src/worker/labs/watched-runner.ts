/** The run of a lab that is watched: opened, played, stepped, acted upon and closed by commands. */
import { TooManyLanes } from '../../experiment/run/in-parts.ts';
import type { LabRun } from '../../neighbours/neighbour.ts';
import { checkPlan } from '../../neighbours/plan.ts';
import { messageOf } from '../../lab/message-of.ts';
import { breathe } from '../breathe.ts';
import { Queue } from '../queue.ts';
import type { Equip } from './equip.ts';
import type { Mishap } from './mishap.ts';
import type { LabCommand, LabReport } from './protocol.ts';
import type { LoadLab } from './runner.ts';

type WatchedCommand = Exclude<LabCommand, { type: 'lab-study' | 'stop-lab-study' }>;
type OpenCommand = Extract<WatchedCommand, { type: 'lab-open' }>;

interface Standing {
  /** The page's number of it. */
  run: number;
  lab: LabRun;
  /** The latest that was taken; -1 before the first. */
  step: number;
}

export class WatchedRunner {
  private readonly equip: Equip;
  private readonly report: (report: LabReport) => void;
  private readonly load: LoadLab;
  private readonly mishap: Mishap;
  /** The run that was asked for last; null after a close. */
  private wanted: number | null = null;
  private standing: Standing | null = null;
  private playing = false;
  private until = Infinity;
  /** Numbers the play loops: one that is no longer the latest ends after its step. */
  private loop = 0;
  private readonly openings = new Queue();
  /** Steps and actions follow one another, and a run is not let go of under one. */
  private readonly steps = new Queue();

  constructor(equip: Equip, report: (report: LabReport) => void, load: LoadLab, mishap: Mishap) {
    [this.equip, this.report, this.load, this.mishap] = [equip, report, load, mishap];
  }

  async obey(command: WatchedCommand): Promise<void> {
    const run = command.type === 'lab-open' ? command.run : this.wanted;
    try {
      await this.dispatch(command);
    } catch (error) {
      const message = messageOf(error);
      this.fail(run, error instanceof TooManyLanes ? `${message} Fewer seeds or arms may fit.` : message);
    }
  }

  /** The device went: a run that stands cannot go on. */
  lost(message: string): void {
    if (this.standing) this.fail(this.standing.run, message);
  }

  private fail(run: number | null, message: string): void {
    if (run === null || run !== this.wanted) return;
    this.wanted = null;
    this.letGo();
    this.report({ type: 'lab-failed', run, message });
  }

  private async dispatch(command: WatchedCommand): Promise<void> {
    switch (command.type) {
      case 'lab-open':
        this.wanted = command.run;
        this.letGo();
        return this.openings.add(() => this.open(command));
      case 'lab-close':
        this.wanted = null;
        return this.letGo();
      case 'lab-pause':
        this.stop();
        await this.steps.add(() => {});
        return this.reportPlaying();
      case 'lab-play':
        return this.play(command.until ?? Infinity);
      case 'lab-step': {
        const standing = await this.opened();
        this.stop();
        await this.steps.add(() => (standing ? this.advance(standing) : undefined));
        return this.reportPlaying();
      }
      case 'lab-act': {
        const standing = await this.opened();
        return this.steps.add(() => (standing ? this.act(standing, command) : undefined));
      }
    }
  }

  private async open(command: OpenCommand): Promise<void> {
    const { run } = command;
    const wanted = () => this.wanted === run;
    if (!wanted()) return;
    const lab = await this.load(command.lab);
    const plan = checkPlan(lab, command.plan);
    const room = await this.equip(command);
    if (!wanted()) return;
    const tell = (what: string | null, done: number | null) => {
      if (!wanted()) {
        if (what === null) return; // nothing waits any more: thrown here, what was made would never be let go of
        throw new Error('Another run is wanted.'); // ends what it waits for; never reported
      }
      this.report({ type: 'lab-waiting', run, what, done });
    };
    const opening = lab.open(plan, room, tell);
    let made: LabRun;
    try {
      made = await this.mishap.guard(opening);
    } catch (error) {
      void opening.then((late) => late.dispose()).catch(() => {});
      throw error;
    }
    if (!wanted()) return made.dispose();
    const standing: Standing = { run, lab: made, step: -1 };
    this.standing = standing;
    this.report({ type: 'lab-opened', run, steps: made.steps });
    await this.steps.add(() => this.advance(standing));
    this.reportPlaying();
  }

  /** The run that stands once everything that was asked to open is open, or gone. */
  private async opened(): Promise<Standing | null> {
    await this.openings.add(() => {});
    return this.standing;
  }

  private async advance(standing: Standing): Promise<void> {
    const there = () => this.standing === standing;
    if (!there() || standing.step >= standing.lab.steps) return;
    const step = await this.mishap.guard(standing.lab.advance());
    if (!there()) return;
    standing.step = step.step;
    const look = await this.mishap.guard(standing.lab.look());
    if (there()) this.report({ type: 'lab-step', run: standing.run, step, look });
  }

  private async act(standing: Standing, { action }: Extract<WatchedCommand, { type: 'lab-act' }>) {
    const { run, lab } = standing;
    if (this.standing !== standing) return;
    try {
      if (!lab.act) throw new Error(`This lab takes no actions; "${action.kind}" is none of it.`);
      await this.mishap.guard(lab.act(action));
    } catch (error) {
      if (this.standing === standing) this.report({ type: 'lab-refused', run, message: messageOf(error) });
      return;
    }
    const look = await this.mishap.guard(lab.look());
    if (this.standing === standing) this.report({ type: 'lab-acted', run, look });
  }

  private async play(until: number): Promise<void> {
    const loop = ++this.loop;
    const standing = await this.opened();
    if (!standing || this.loop !== loop) return;
    const begun = this.playing;
    this.until = until;
    this.playing = true;
    if (!begun) this.reportPlaying();
    const current = () => this.playing && this.loop === loop && this.standing === standing;
    while (current() && standing.step < Math.min(this.until, standing.lab.steps)) {
      await this.steps.add(() => (current() ? this.advance(standing) : undefined));
      await breathe();
    }
    if (!current()) return;
    this.playing = false;
    this.reportPlaying();
  }

  private stop(): void {
    this.playing = false;
    this.loop++;
  }

  private reportPlaying(): void {
    const { standing, playing } = this;
    if (!standing) return;
    const { run, step, lab } = standing;
    this.report({ type: 'lab-playing', run, playing, finished: step >= lab.steps });
  }

  private letGo(): void {
    const { standing } = this;
    this.stop();
    this.standing = null;
    // On a device that was lost there is nothing left to let go of.
    if (standing) void this.steps.add(() => standing.lab.dispose()).catch(() => {});
  }
}
