/** A lab's run as the page has it: the set-up that is wished for, the one that runs, and what came of it so far. */
import { messageOf } from '../../lab/message-of.ts';
import type { LabAction, LabPlan, LabStep, Neighbour, Track } from '../../neighbours/neighbour.ts';
import { TrackBook } from '../../neighbours/tracks.ts';
import { activityText } from '../../worker/activity.ts';
import type { LabCommand } from '../../worker/labs/protocol.ts';
import type { Around, BenchReport } from './around.ts';
import { changed, samePlan, usualPlan } from './plans.ts';

/** Milliseconds that a changed set-up rests before it is opened: a number is typed digit by digit. */
const REST = 400;

type State = 'closed' | 'opening' | 'ready' | 'failed';

export interface LiveAround extends Pick<Around, 'backend' | 'engine' | 'frame' | 'later'> {
  send(command: LabCommand): void;
  /** A number that no run of this worker had. */
  nextRun(): number;
}

export class LiveLab {
  readonly id: string;
  readonly lab: Neighbour;
  /** What the address brought, or the usual: what explanations open their steps over. */
  basis: LabPlan;
  /** What the form shows. */
  wish = $state.raw<LabPlan>(null!);
  /** Of the run that stands; null before the first. */
  plan = $state.raw<LabPlan | null>(null);
  state = $state<State>('closed');
  /** What is waited for, and how far that is. */
  waiting = $state.raw<{ what: string; done: number | null } | null>(null);
  /** Steps of the whole run. */
  steps = $state(0);
  /** The latest step; -1 before there is any. */
  step = $state(-1);
  /** The step gone back to; null follows the latest. */
  cursor = $state<number | null>(null);
  /** The step that a chart is hovered at, for as long as it is. */
  hovered = $state<number | null>(null);
  playing = $state(false);
  finished = $state(false);
  /** Why the run ended by itself. */
  failure = $state('');
  /** Why the latest wish was not carried out; the run goes on. */
  refusal = $state('');
  look = $state.raw<unknown>(null);
  /** Rises when there is more to draw: tracks grow in place. */
  told = $state(0);
  /** Told when steps are shown. */
  onstep: () => void = () => {};

  private run = 0;
  private book: TrackBook | null = null;
  /** Where training is to go once the run is open; null: nowhere. */
  private goal: { until?: number } | null = null;
  private stepping = false;
  private changes = 0;
  private readonly around: LiveAround;

  constructor(id: string, lab: Neighbour, around: LiveAround) {
    [this.id, this.lab, this.around] = [id, lab, around];
    this.wish = this.basis = usualPlan(lab);
  }

  get tracks(): readonly Track[] {
    return this.book?.tracks ?? [];
  }

  /** The step that charts and numbers show. */
  readonly at: number = $derived(Math.min(this.hovered ?? this.cursor ?? this.step, this.step));

  /** The form shows another set-up than the one that runs. */
  readonly differs: boolean = $derived.by(
    () => this.plan !== null && !samePlan(this.lab, this.wish, this.plan),
  );

  /** Opens the set-up that is wished for, unless there is a run already, or one to look at. */
  ready(): void {
    if (this.state === 'closed' && this.step < 0) this.open();
  }

  /** A set-up from elsewhere: a link, a step of the explanation. What stands and is at its start is left as it is. */
  openPlan(plan: LabPlan): void {
    this.wish = plan;
    const stands = this.state === 'ready' || this.state === 'opening';
    if (stands && this.plan && this.step <= 0 && !this.playing && samePlan(this.lab, plan, this.plan)) return;
    this.open();
  }

  /** Begins anew, with what is wished for. */
  open(): void {
    this.changes++;
    this.run = this.around.nextRun();
    [this.plan, this.state, this.step, this.cursor] = [this.wish, 'opening', -1, null];
    [this.playing, this.finished, this.failure, this.refusal] = [false, false, '', ''];
    [this.waiting, this.look, this.goal] = [null, null, null];
    this.book = new TrackBook(this.lab, this.wish);
    this.stepping = false;
    this.told++;
    const { id: lab, run, plan } = this;
    const { backend, engine } = this.around;
    this.around.send({ type: 'lab-open', run, lab, plan: structuredClone(plan), backend, engine });
  }

  /** Some of the set-up is wished otherwise. Before training it is opened at once, later with the next start. */
  change(change: Partial<LabPlan>): void {
    this.wish = changed(this.lab, this.wish, change);
    const mine = ++this.changes;
    this.around.later(() => {
      if (mine !== this.changes || !this.differs || this.step > 0 || this.playing) return;
      this.open();
    }, REST);
  }

  /** Another scenario, with its own settings. */
  changeScenario(scenario: string): void {
    this.wish = { ...this.wish, settings: {} };
    this.change({ scenario });
  }

  /** What the page begins with. */
  reset(): void {
    this.wish = usualPlan(this.lab);
    this.change({});
  }

  toggle(): void {
    if (this.playing || this.goal) this.pause();
    else this.play();
  }

  /** Trains on. @param until the last step that is taken */
  play(until?: number): void {
    this.cursor = null;
    if (this.state === 'closed' || this.state === 'failed') this.open();
    if (this.finished || (until !== undefined && until <= this.step)) return;
    const goal = until === undefined ? {} : { until };
    if (this.state === 'ready') this.around.send({ type: 'lab-play', ...goal });
    else this.goal = goal;
    this.playing = this.state === 'ready';
  }

  /** Trains up to a step, or to the run's last, where that comes first. */
  trainTo(step: number): void {
    this.play(step);
  }

  /** Whether it trains, or will as soon as it is open. */
  get going(): boolean {
    return this.playing || (this.state === 'opening' && this.goal !== null);
  }

  pause(): void {
    this.goal = null;
    if (this.playing) this.around.send({ type: 'lab-pause' });
  }

  /** One step; looking back, one step ahead. */
  takeStep(): void {
    if (this.cursor !== null) {
      this.cursor = this.cursor + 1 >= this.step ? null : this.cursor + 1;
      return;
    }
    if (this.state !== 'ready' || this.playing || this.finished || this.stepping) return;
    this.stepping = true;
    this.around.send({ type: 'lab-step' });
  }

  act(action: LabAction): void {
    this.refusal = '';
    if (this.state === 'ready') this.around.send({ type: 'lab-act', action });
  }

  /** The device has gone on to another lab's run; what was drawn stays to be looked at. */
  letGo(): void {
    if (this.state !== 'ready' && this.state !== 'opening') return;
    this.run = 0;
    [this.state, this.playing, this.goal, this.waiting] = ['closed', false, null, null];
    this.stepping = false;
  }

  receive(report: BenchReport): void {
    if (report.type === 'activity') {
      this.waiting = report.activity && { what: activityText(report.activity), done: null };
      return;
    }
    if (report.type === 'failed') return this.fail(report.message);
    if (!('run' in report) || report.run !== this.run) return;
    switch (report.type) {
      case 'lab-waiting':
        this.waiting = report.what === null ? null : { what: report.what, done: report.done };
        return;
      case 'lab-opened':
        [this.state, this.steps, this.waiting] = ['ready', report.steps, null];
        if (this.goal) {
          const { until } = this.goal;
          this.goal = null;
          this.play(until);
        }
        return;
      case 'lab-step':
        this.take(report.step);
        this.look = report.look;
        this.stepping = false;
        return;
      case 'lab-playing':
        [this.playing, this.finished] = [report.playing, report.finished];
        this.stepping = false;
        this.show();
        return;
      case 'lab-acted':
        this.look = report.look;
        return;
      case 'lab-refused':
        this.refusal = report.message;
        this.stepping = false;
        return;
      case 'lab-failed':
        this.fail(report.message);
        return;
    }
  }

  /** What came so far stays; it can be begun again. */
  fail(message: string): void {
    [this.state, this.failure, this.playing, this.waiting, this.goal] = [
      'failed',
      message,
      false,
      null,
      null,
    ];
    this.stepping = false;
  }

  private take(step: LabStep): void {
    try {
      this.book!.add(step);
    } catch (error) {
      this.fail(messageOf(error));
      return;
    }
    const run = this.run;
    // A run may take more steps in a second than a screen can show.
    this.around.frame(() => {
      if (run === this.run) this.show();
    });
  }

  private show(): void {
    this.step = (this.book?.length ?? 0) - 1;
    this.told++;
    this.onstep();
  }
}
