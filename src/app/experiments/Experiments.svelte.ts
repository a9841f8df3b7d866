/** The experiments of this page: those that can be run, the one that is shown, and those that the browser keeps. */
import { messageOf } from '../../lab/message-of.ts';
import type { Design } from '../../experiment/design/design.ts';
import { readResults } from '../../experiment/read-results.ts';
import { STUDIES } from '../../experiment/studies/index.ts';
import type { Study } from '../../experiment/studies/study.ts';
import type { KeptExperiment } from '../../worker/store/experiment-database.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';
import { Experiment } from './Experiment.svelte.ts';
import { Setup } from './Setup.svelte.ts';
import { StudyChoice } from './StudyChoice.svelte.ts';
import { titleOf } from './words.ts';
import { rateOfRun, secondsFor } from './work.ts';

/** Bytes of a results file that is still read. */
const LARGEST = 512 * 2 ** 20;

export class Experiments {
  readonly run: Run;
  readonly setup: Setup;
  /** On what the studies run. */
  readonly choice = new StudyChoice();
  /** The one that is shown; null where one is to be chosen. */
  shown = $state.raw<Experiment | null>(null);
  /** The one that runs, or ran last, in this page. */
  private latest = $state.raw<Experiment | null>(null);
  list = $state.raw<readonly KeptExperiment[]>([]);
  /** Ids of those that go on in some tab. */
  locked = $state.raw<readonly string[]>([]);
  /** Why the browser keeps nothing. */
  problem = $state('');
  /** What came of the latest wish. */
  said = $state('');
  /** The run on the page was paused for an experiment. */
  paused = $state(false);
  /** Study that was asked for by the address. */
  wanted = $state<string | null>(null);
  private rate = $state.raw<number | null>(null);
  private readonly around: Around;

  constructor(run: Run, around: Around) {
    [this.run, this.around] = [run, around];
    this.setup = new Setup(run);
  }

  readonly going: Experiment | null = $derived(this.latest?.going ? this.latest : null);

  /** What the address says of what is shown. */
  readonly fragment: string = $derived(
    `#experiments${this.shown?.design.study ? `=${this.shown.design.study}` : this.wanted ? `=${this.wanted}` : ''}`,
  );

  /** @param study that the address asks for */
  enter(study: string): void {
    this.rate = this.around.rate.read() ?? rateOfRun(this.run);
    if (study && study !== this.shown?.design.study) {
      const known = STUDIES.some(({ id }) => id === study);
      this.shown = this.going?.design.study === study ? this.going : null;
      this.wanted = known ? study : null;
      if (!known)
        this.said = `There is no study "${study}". Known studies: ${STUDIES.map(({ id }) => id).join(', ')}.`;
    }
    void this.refresh();
  }

  /** Whether anything is known of how fast this device is. */
  readonly paceKnown: boolean = $derived(this.rate !== null);

  /** Seconds that it may take on this device; null where nothing is known of its pace. */
  secondsFor = (design: Design): number | null => secondsFor(design, this.rate);

  async refresh(): Promise<void> {
    try {
      const shelf = await this.around.shelf();
      const [list, locked] = await Promise.all([shelf.list(), this.around.locked()]);
      // One of this page is known better.
      [this.list, this.locked] = [list, locked.filter((id) => id !== this.latest?.id)];
      this.problem = '';
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  startStudy(study: Study): void {
    const { design, problem } = this.choice.designOf(study);
    if (design) this.start(design, study.title);
    else this.said = problem;
  }

  start(design: Design, title = titleOf(design)): void {
    if (this.busy()) return;
    const { id, created } = { id: this.around.newId(), created: this.around.now() };
    const plain = JSON.parse(JSON.stringify(design)) as Design; // what workers and databases take
    this.begin(Experiment.fresh({ id, title, design: plain, created }, this.around));
  }

  /** Lets the experiment that is shown go on. */
  goOn(): void {
    if (this.shown && !this.busy()) this.begin(this.shown);
  }

  private busy(): boolean {
    this.said = this.going ? `“${this.going.title}” still runs: stop it, or wait until it is done.` : '';
    return this.going !== null;
  }

  private begin(experiment: Experiment): void {
    this.paused = this.run.playing;
    if (this.run.playing) this.run.toggle();
    [this.latest, this.shown, this.wanted] = [experiment, experiment, null];
    experiment.onended = () => void this.refresh();
    void experiment.goOn();
  }

  /** Shows one of those that are kept. */
  async open(id: string, goOn = false): Promise<void> {
    this.said = '';
    if (this.latest?.id === id) this.shown = this.latest;
    else
      await this.doing(async () => {
        const whole = await (await this.around.shelf()).load(id);
        if (!whole) throw new Error('It was deleted, perhaps in another tab.');
        this.shown = Experiment.kept(whole, this.around);
      });
    if (goOn && this.shown?.id === id) this.goOn();
  }

  /** Back to where one is chosen. */
  choose(): void {
    [this.shown, this.said, this.wanted] = [null, '', null];
    this.rate = this.around.rate.read() ?? this.rate;
    void this.refresh();
  }

  async delete(id: string): Promise<void> {
    await this.doing(async () => {
      const elsewhere = id !== this.latest?.id && (await this.around.locked()).includes(id);
      if (elsewhere || this.going?.id === id) throw new Error('It runs: stop it first.');
      await (await this.around.shelf()).delete(id);
      if (this.latest?.id === id) this.latest = null;
    });
    await this.refresh();
  }

  /** A results file that was chosen. */
  async takeFile(file: File): Promise<void> {
    const name = `“${file.name.slice(0, 80)}”`;
    await this.doing(async () => {
      if (file.size > LARGEST)
        throw new Error(
          `${name} is too large: ${(file.size / 2 ** 20).toFixed(0)} MiB; at most 512 are read.`,
        );
      const results = readResults(await file.text(), name);
      const { design } = results;
      const title = STUDIES.find(({ id }) => id === design.study)?.title ?? titleOf(design);
      const identity = { id: '', title, design, created: Date.parse(results.date) || 0 };
      try {
        this.shown = await Experiment.ofFile(identity, results, this.around);
      } catch (error) {
        throw new Error(`${name} cannot be told: ${messageOf(error)}`, { cause: error });
      }
    });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.said = '';
    try {
      await work();
    } catch (error) {
      this.said = messageOf(error);
    }
  }
}
