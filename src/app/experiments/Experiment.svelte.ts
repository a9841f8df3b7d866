/** One experiment as the page has it: while it runs, kept from an earlier day, or read from a file. */
import { messageOf } from '../../lab/message-of.ts';
import type { Design } from '../../experiment/design/design.ts';
import { jobsOf } from '../../experiment/design/plan.ts';
import type { ResultRun, Results } from '../../experiment/results.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';
import type { Checkpoint, Progress } from '../../experiment/run/progress.ts';
import type { Activity, Report } from '../../worker/protocol.ts';
import type { DocumentName } from '../../worker/tell/documents.ts';
import type { Subject, Told } from '../../worker/tell/tell.ts';
import type { KeptExperiment, WholeExperiment } from '../../worker/store/experiment-database.ts';
import type { Around, Bench, Parts } from './around.ts';
import { Keeping } from './Keeping.ts';
import { dayAt, forkTests, othersThan } from './made.ts';
import { rateOf } from './work.ts';

/** Milliseconds between two looks at results that still come in; at most a tenth of the time goes into looking. */
const PACE = 4000;
const SHARE = 10;

export type State = 'still' | 'starting' | 'running' | 'held' | 'stopping';

/** What of an experiment never changes. */
export interface Identity {
  id: string;
  title: string;
  design: Design;
  /** Milliseconds since 1970. */
  created: number;
}

export class Experiment {
  readonly id: string;
  readonly title: string;
  readonly design: Design;
  readonly created: number;
  /** Runs and fork tests that are asked for. */
  readonly all: number;
  /** Read from a file: it cannot go on, and nothing keeps it. */
  readonly file: Results | null;

  state = $state<State>('still');
  activity = $state.raw<Activity | null>(null);
  progress = $state.raw<Progress | null>(null);
  finished = $state(false);
  /** Why it stopped by itself. */
  failure = $state('');
  /** Why the browser does not keep it. */
  unkept = $state('');
  runs = $state.raw<readonly ResultRun[]>([]);
  forks = $state.raw<readonly ForkResult[]>([]);
  /** What has been told so far; null until there is something to tell. */
  told = $state.raw<Told | null>(null);
  /** Why it is not told although there are results. */
  untold = $state('');
  private checkpoint = $state.raw<Checkpoint | null>(null);
  private device = $state.raw<Results['device'] | null>(null);
  private otherDevices: readonly string[] = [];

  /** Told when all that was reached is kept. */
  onended: () => void = () => {};

  private readonly around: Around;
  private readonly keeping: Keeping;
  private bench: Bench | null = null;
  private release: (() => Promise<unknown>) | null = null;
  /** The end of the time before, until all of it is kept. */
  private ending: Promise<unknown> = Promise.resolve();
  /** When it may be told again. */
  private next = -Infinity;
  private waiting = false;
  private tellings = 0;

  private constructor(identity: Identity, around: Around, known: boolean, file: Results | null) {
    ({ id: this.id, title: this.title, design: this.design, created: this.created } = identity);
    this.around = around;
    this.file = file;
    this.keeping = new Keeping(around.shelf, known, (problem) => (this.unkept = problem));
    const { forkTest, scenarios, seeds } = this.design;
    this.all = jobsOf(this.design).length + (forkTest ? scenarios.length * seeds.length : 0);
  }

  static fresh = (identity: Identity, around: Around): Experiment =>
    new Experiment(identity, around, false, null);

  static kept(whole: WholeExperiment, around: Around): Experiment {
    const own = new Experiment(whole.kept, around, true, null);
    own.take(whole);
    void own.tell();
    return own;
  }

  /** @throws where what it says cannot be told */
  static async ofFile(identity: Identity, results: Results, around: Around): Promise<Experiment> {
    const own = new Experiment(identity, around, false, results);
    [own.finished, own.runs, own.forks] = [results.complete, results.runs, results.forks];
    await own.tell();
    if (own.untold) throw new Error(own.untold);
    return own;
  }

  private take({ kept, runs, forks, checkpoint }: WholeExperiment): void {
    [this.runs, this.forks, this.checkpoint, this.finished] = [runs, forks, checkpoint, kept.finished];
    [this.device, this.otherDevices] = [kept.device, kept.otherDevices];
  }

  readonly going: boolean = $derived(this.state !== 'still');
  readonly reached: number = $derived(this.runs.length + forkTests(this.forks).length);

  private get kept(): KeptExperiment {
    const { id, title, design, created, device, otherDevices, finished } = this;
    const updated = this.around.now();
    const { reached: runs, all } = this;
    return { id, title, design, created, updated, device, otherDevices, runs, all, finished };
  }

  /** Begins, or goes on where it was left. */
  async goOn(): Promise<void> {
    if (this.going || this.finished || this.file) return;
    [this.state, this.failure, this.progress] = ['starting', '', null];
    await this.ending;
    this.release = await this.around.lock(this.id);
    if (!this.release) {
      this.state = 'still';
      this.failure = 'It goes on in another tab.';
      return;
    }
    try {
      // Another tab may have got further meanwhile.
      const whole = await (await this.around.shelf()).load(this.id);
      if (whole && whole.kept.runs >= this.reached) this.take(whole);
    } catch {
      // What is in memory is all there is.
    }
    if (this.finished) return this.end();
    void this.keeping.keep(() => this.kept);
    const { backend, engine } = this.around;
    const bench = (this.bench = this.around.worker((report) => {
      if (this.bench === bench) this.receive(report); // one that was let go has nothing to say
    }));
    bench.send({
      ...{ type: 'experiment', design: this.design, shard: null, backend, engine },
      done: {
        runs: this.runs.map(({ id }) => id),
        forks: forkTests(this.forks),
        checkpoint: this.checkpoint,
      },
    });
  }

  /** Holds it after the step under way, or lets it go on. */
  hold(held: boolean): void {
    if (this.state !== (held ? 'running' : 'held')) return;
    this.bench?.send({ type: 'hold-experiment', held });
  }

  /** Ends it after the step under way; what was reached stays. */
  stop(): void {
    if (this.state === 'starting' && !this.progress) return this.end(); // nothing is lost, and shaders take long
    if (!this.bench) return;
    this.state = 'stopping';
    this.bench.send({ type: 'stop-experiment' });
  }

  private receive(report: Report): void {
    switch (report.type) {
      case 'activity':
        this.activity = report.activity;
        return;
      case 'experiment-device': {
        const before = this.device?.label;
        const { label } = report.device;
        if (before !== undefined && before !== label)
          this.otherDevices = othersThan(label, [...this.otherDevices, before]);
        this.device = report.device;
        return;
      }
      case 'experiment-progress':
        this.progress = report.progress;
        if (this.state === 'starting') this.state = 'running';
        return;
      case 'experiment-runs':
        [this.runs, this.checkpoint] = [[...this.runs, ...report.runs], null];
        return this.came({ runs: report.runs, checkpoint: null });
      case 'experiment-forks':
        this.forks = [...this.forks, ...report.forks];
        return this.came({ forks: report.forks });
      case 'experiment-checkpoint':
        this.checkpoint = report.checkpoint;
        return this.came({ checkpoint: report.checkpoint });
      case 'experiment-held':
        if (this.state !== 'stopping') this.state = report.held ? 'held' : 'running';
        return;
      case 'experiment-over':
        this.finished = report.finished;
        return this.end();
      case 'failed':
        this.failure = report.message;
        return this.end();
    }
  }

  private came(parts: Parts): void {
    void this.keeping.keep(() => this.kept, parts);
    this.schedule();
  }

  private end(): void {
    const rate = this.progress && rateOf(this.design, this.progress);
    if (rate) this.around.rate.write(rate);
    this.bench?.dispose();
    this.bench = null;
    [this.state, this.activity] = ['still', null];
    void this.tell();
    // The lock is let go when all is written, so that another tab finds it.
    const { release } = this;
    this.release = null;
    this.ending = this.keeping
      .keep(() => this.kept)
      .then(() => release?.())
      .then(() => this.onended());
  }

  /** Results that come fast are looked at some times a minute. */
  private schedule(): void {
    if (this.waiting) return;
    const wait = Math.max(0, this.next - this.around.now());
    this.waiting = true;
    this.around.later(() => {
      this.waiting = false;
      if (this.going) void this.tell();
    }, wait);
  }

  /** A document of the results as they stand, with runs under way as far as they came; null where there are none. */
  async document(name: DocumentName): Promise<string | null> {
    const subject = this.subject(this.checkpoint);
    return subject && this.around.teller.document(subject, name);
  }

  private subject(checkpoint: Checkpoint | null): Subject | null {
    if (this.file) return { results: this.file };
    const { design, device, otherDevices, runs, forks } = this;
    if (!device || (runs.length === 0 && forks.length === 0 && !checkpoint)) return null;
    const date = dayAt(this.created);
    // What training would need of it is large, and says nothing.
    const light = checkpoint && { ...checkpoint, snapshot: { ...checkpoint.snapshot, lanes: [] } };
    const made = { design, shard: null, date, device, otherDevices, runs, forks, checkpoint: light };
    return { made };
  }

  private async tell(): Promise<void> {
    // Runs of unequal length are not compared: those under way count only while there is nothing else.
    const subject = this.subject(this.runs.length === 0 ? this.checkpoint : null);
    if (!subject) return;
    const begun = this.around.now();
    const telling = ++this.tellings;
    try {
      const told = await this.around.teller.tell(subject);
      if (telling === this.tellings) [this.told, this.untold] = [told, ''];
    } catch (error) {
      if (telling === this.tellings) this.untold = messageOf(error);
    }
    const now = this.around.now();
    this.next = now + Math.max(PACE, SHARE * (now - begun));
  }
}
