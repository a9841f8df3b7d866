/** The study of a lab as the page has it: while it runs, when it was stopped, or read from a file. */
import type { Neighbour, Track } from '../../neighbours/neighbour.ts';
import { checkStudy } from '../../neighbours/plan.ts';
import { labResults, settingsText, type LabResults } from '../../neighbours/results.ts';
import { tellStudy, type Told } from '../../neighbours/study.ts';
import { trackKey } from '../../neighbours/tracks.ts';
import { activityText } from '../../worker/activity.ts';
import type { LabReport, StudyPlan } from '../../worker/labs/protocol.ts';
import type { Around, BenchReport, LabBench } from './around.ts';

type State = 'still' | 'starting' | 'running' | 'stopping';
type Device = Extract<LabReport, { type: 'lab-study-device' }>['device'];
type Progress = Pick<Extract<LabReport, { type: 'lab-study-progress' }>, 'done' | 'what' | 'secondsLeft'>;

/** Seeds that a study takes here; with fewer than two nothing can be compared. */
export const SEEDS = { least: 2, most: 20 };

export class LabStudyRun {
  readonly id: string;
  readonly lab: Neighbour;
  /** What is run next, or runs. */
  plan = $state.raw<StudyPlan>(null!);
  state = $state<State>('still');
  progress = $state.raw<Progress | null>(null);
  device = $state.raw<Device | null>(null);
  /** Finished ones. */
  tracks = $state.raw<readonly Track[]>([]);
  failure = $state('');
  /** The file that it was read from. */
  file = $state('');
  /** What the worker waits for before there is progress. */
  waiting = $state('');
  /** What the file holds. */
  private read = $state.raw<LabResults | null>(null);
  private bench: LabBench | null = null;
  private readonly around: Around;
  /** Told when it begins. */
  private readonly onstart: () => void;

  constructor(id: string, lab: Neighbour, around: Around, onstart: () => void = () => {}) {
    [this.id, this.lab, this.around, this.onstart] = [id, lab, around, onstart];
    this.plan = checkStudy(lab, id);
  }

  readonly going: boolean = $derived(this.state !== 'still');
  readonly all: number = $derived(
    this.plan.scenarios.length * this.plan.arms.length * this.plan.seeds.length,
  );
  readonly finished: boolean = $derived(this.tracks.length >= this.all);
  /** Its settings are not those that the lab's study has. */
  readonly own: boolean = $derived.by(
    () => settingsText(this.plan.settings) !== settingsText(checkStudy(this.lab, this.id).settings),
  );

  /** What the finished tracks come to; null before the first. */
  readonly told: Told | null = $derived.by(() =>
    this.tracks.length === 0 ? null : tellStudy(this.lab, this.plan, this.tracks),
  );

  /** @param today e.g. "2026-11-22" */
  results(today: string): LabResults | null {
    const { lab, plan, device, tracks } = this;
    if (this.read) return this.read;
    return device && labResults(lab, plan, { date: today, device, otherDevices: [], tracks });
  }

  /** How many seeds, and which settings over the scenarios'; what was found for another plan is no longer shown. */
  choose(change: { seeds?: readonly number[]; settings?: StudyPlan['settings'] }): void {
    if (this.going) return;
    const seeds = change.seeds ?? this.plan.seeds;
    const settings = { ...this.plan.settings, ...change.settings };
    const plan = checkStudy(this.lab, this.id, { seeds, settings });
    const other = settingsText(plan.settings) !== settingsText(this.plan.settings);
    this.plan = plan;
    if (other || this.read) this.clear();
    // Seeds that are no longer asked for are left out.
    else this.tracks = this.tracks.filter(({ seed }) => plan.seeds.includes(seed));
  }

  /** The study as the lab has it. */
  reset(): void {
    if (this.going) return;
    this.plan = checkStudy(this.lab, this.id);
    this.clear();
  }

  private clear(): void {
    [this.tracks, this.device, this.file, this.read] = [[], null, '', null];
    [this.failure, this.progress] = ['', null];
  }

  /** Begins, or goes on with what is missing. */
  start(): void {
    if (this.going || this.finished || this.read) return;
    [this.state, this.failure, this.progress] = ['starting', '', null];
    this.onstart();
    const bench = (this.bench = this.around.worker((report) => {
      if (this.bench === bench) this.receive(report); // one that was let go has nothing to say
    }));
    const { backend, engine } = this.around;
    const done = this.tracks.map(({ scenario, arm, seed }) => ({ scenario, arm, seed }));
    const plan = structuredClone(this.plan);
    bench.send({ type: 'lab-study', plan, done, backend, engine });
  }

  /** Ends it after the step under way; finished tracks stay. */
  stop(): void {
    if (this.state === 'starting' && !this.progress) return this.end(); // nothing is lost, and shaders take long
    if (this.state !== 'running') return;
    this.state = 'stopping';
    this.bench?.send({ type: 'stop-lab-study' });
  }

  /**
   * Shows what a file holds.
   *
   * @throws while the study runs
   */
  take(results: LabResults, file: string): void {
    if (this.going) throw new Error('The study runs: stop it first, or wait until it is done.');
    this.clear();
    [this.plan, this.tracks, this.device] = [results.plan, results.tracks, results.device];
    [this.read, this.file] = [results, file];
  }

  private receive(report: BenchReport): void {
    switch (report.type) {
      case 'lab-study-device':
        this.device = report.device;
        return;
      case 'lab-study-progress':
        this.progress = { done: report.done, what: report.what, secondsLeft: report.secondsLeft };
        if (this.state === 'starting') this.state = 'running';
        return;
      case 'lab-study-tracks': {
        const known = this.tracks.map(trackKey);
        this.tracks = [...this.tracks, ...report.tracks.filter((track) => !known.includes(trackKey(track)))];
        return;
      }
      case 'lab-study-failed':
        this.failure = report.message;
        return this.end();
      case 'failed':
        this.failure = report.message;
        return this.end();
      case 'activity':
        this.waiting = report.activity ? activityText(report.activity) : '';
        return;
      case 'lab-study-over':
        return this.end();
    }
  }

  private end(): void {
    this.bench?.dispose();
    this.bench = null;
    [this.state, this.progress, this.waiting] = ['still', null, ''];
  }
}
