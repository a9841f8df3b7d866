/** Runs a study of a lab: scenarios one after another, seeds in parts that the device carries, tracks handed out as they are done. */
import { inParts } from '../../experiment/run/in-parts.ts';
import { Pace } from '../../experiment/run/progress.ts';
import type { LabRun, Neighbour, Track } from '../../neighbours/neighbour.ts';
import { findScenario } from '../../neighbours/parts.ts';
import { checkStudy, type StudyPlan } from '../../neighbours/plan.ts';
import { jobsOf, type Job } from '../../neighbours/results.ts';
import { completeSettings } from '../../neighbours/settings.ts';
import { TrackBook, trackKey } from '../../neighbours/tracks.ts';
import { messageOf } from '../../lab/message-of.ts';
import { breathe } from '../breathe.ts';
import { StepPace } from '../laboratory.ts';
import type { Equip, LabRoom } from './equip.ts';
import type { Mishap } from './mishap.ts';
import type { LabCommand, LabReport } from './protocol.ts';
import type { LoadLab } from './runner.ts';

type StudyCommand = Extract<LabCommand, { type: 'lab-study' | 'stop-lab-study' }>;

/** Tracks of one part: a processor gains nothing by more, and results come in later. A graphics card is asked for less if it refuses. */
const TRACKS_AT_ONCE = { software: 24, hardware: 96 } as const;

/** Milliseconds between reports of progress within a part: steps can be so fast that nobody could follow. */
const TELL_EVERY = 100;

/** Thrown inside a wait of a study that was stopped; never reported. */
class Stopped extends Error {}

/** Runs of one scenario with the same arms, in lock-step. */
interface Part {
  scenario: string;
  arms: readonly string[];
  seeds: readonly number[];
}

/** Of every scenario, the seeds that lack the same arms together. */
export function openParts(plan: StudyPlan, done: readonly Job[]): Part[] {
  const there = new Set(done.map(trackKey));
  return plan.scenarios.flatMap((scenario) => {
    const parts = new Map<string, { scenario: string; arms: string[]; seeds: number[] }>();
    for (const seed of plan.seeds) {
      const arms = plan.arms.filter((arm) => !there.has(trackKey({ scenario, arm, seed })));
      if (arms.length === 0) continue;
      const key = arms.join(' ');
      const part = parts.get(key);
      if (part) part.seeds.push(seed);
      else parts.set(key, { scenario, arms, seeds: [seed] });
    }
    return [...parts.values()];
  });
}

const seedsText = (seeds: readonly number[]): string =>
  seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)}`;

export class StudyRunner {
  private readonly equip: Equip;
  private readonly report: (report: LabReport) => void;
  private readonly load: LoadLab;
  private readonly mishap: Mishap;
  private going = false;
  private stopped = false;

  constructor(equip: Equip, report: (report: LabReport) => void, load: LoadLab, mishap: Mishap) {
    [this.equip, this.report, this.load, this.mishap] = [equip, report, load, mishap];
  }

  async obey(command: StudyCommand): Promise<void> {
    if (command.type === 'stop-lab-study') {
      this.stopped = true;
      return;
    }
    if (this.going) {
      const message = 'A study of a lab is running already: stop it before another begins.';
      return this.report({ type: 'lab-study-failed', message });
    }
    this.going = true;
    this.stopped = false;
    try {
      const finished = await this.run(command);
      this.report({ type: 'lab-study-over', finished });
    } catch (error) {
      this.report({ type: 'lab-study-failed', message: messageOf(error) });
    } finally {
      this.going = false;
    }
  }

  private async run(command: Extract<StudyCommand, { type: 'lab-study' }>): Promise<boolean> {
    const lab = await this.load(command.plan.lab);
    const plan = checkStudy(lab, command.plan.lab, command.plan);
    const room = await this.equip(command);
    const parts = openParts(plan, command.done);
    const all = jobsOf(plan).length;
    const open = parts.reduce((sum, { arms, seeds }) => sum + arms.length * seeds.length, 0);
    const study = new Study(lab, plan, room, this.report, this.mishap, () => !this.stopped);
    study.pace = new Pace(all, all - open, performance.now() / 1000);
    for (const part of parts) {
      const { software } = room.device;
      const most = Math.floor(TRACKS_AT_ONCE[software ? 'software' : 'hardware'] / part.arms.length);
      const whole = await inParts(part.seeds, Math.max(1, most), (seeds) => study.run({ ...part, seeds }));
      if (!whole) return false;
    }
    return true;
  }
}

/** One study under way. */
class Study {
  pace = new Pace(1, 0, 0);
  private readonly steps = new StepPace();
  private readonly lab: Neighbour;
  private readonly plan: StudyPlan;
  private readonly room: LabRoom;
  private readonly report: (report: LabReport) => void;
  private readonly mishap: Mishap;
  private readonly goOn: () => boolean;
  private known = false;
  private told = -Infinity;

  constructor(
    lab: Neighbour,
    plan: StudyPlan,
    room: LabRoom,
    report: (report: LabReport) => void,
    mishap: Mishap,
    goOn: () => boolean,
  ) {
    [this.lab, this.plan, this.room] = [lab, plan, room];
    [this.report, this.mishap, this.goOn] = [report, mishap, goOn];
  }

  /** @returns null where it was stopped; tracks that come to their end are reported, not returned */
  async run(part: Part): Promise<never[] | null> {
    if (!this.goOn()) return null;
    const what = `${findScenario(this.lab, part.scenario).name}, ${seedsText(part.seeds)}`;
    const tell = (waits: string | null) => {
      if (waits === null) return; // a stop must not end what is made already: it would never be let go of
      if (!this.goOn()) throw new Stopped();
      this.progress(0, `${what}: ${waits}`);
    };
    const settings = completeSettings(this.lab, part.scenario, this.plan.settings);
    const opening = this.lab.open({ ...part, settings }, this.room, tell);
    let run: LabRun | null = null;
    try {
      run = await this.mishap.guard(opening);
      const tracks = await this.train(run, part, what);
      if (!tracks) return null;
      this.describe();
      this.report({ type: 'lab-study-tracks', tracks });
      return [];
    } catch (error) {
      if (error instanceof Stopped) return null;
      throw error;
    } finally {
      if (run) run.dispose();
      else void opening.then((late) => late.dispose()).catch(() => {});
    }
  }

  private async train(run: LabRun, part: Part, what: string): Promise<Track[] | null> {
    const book = new TrackBook(this.lab, part);
    const work = (part.arms.length * part.seeds.length) / (run.steps + 1);
    this.steps.skip(); // opening it was no step
    while (book.length <= run.steps) {
      book.add(await this.mishap.guard(run.advance()));
      this.steps.stepped();
      if (!this.known) this.describe();
      this.known = true;
      const step = book.length - 1;
      this.progress(work, `${what}, step ${step} of ${run.steps}`, step === 0 || step === run.steps);
      await this.mishap.guard(breathe()); // the device may go between two steps, too
      if (!this.goOn() && book.length <= run.steps) return null;
    }
    return [...book.tracks];
  }

  private describe(): void {
    this.report({ type: 'lab-study-device', device: this.room.described(this.steps) });
  }

  private progress(work: number, what: string, always = true): void {
    const now = performance.now();
    const reached = this.pace.add(work, now / 1000);
    if (!always && now - this.told < TELL_EVERY) return;
    this.told = now;
    this.report({ type: 'lab-study-progress', what, ...reached });
  }
}
