/** A policy that is warmed up for the draft, and the answers that it writes on the way. */
import type { Example } from '../../lab/language/corpus.ts';
import { asExamples } from '../../lab/run/rates.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { madeOf } from '../../worker/made-of.ts';
import { activityText } from '../../worker/activity.ts';
import type { Report } from '../../worker/protocol.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';

/** A policy as it was when it was last asked. */
export interface Warmed {
  /** What it is made of. */
  made: string;
  step: number;
  steps: number;
  examples: readonly Example[];
}

export class WarmUp {
  going = $state(false);
  stopping = $state(false);
  /** Steps taken of the warm-up under way; null before the first. */
  progress = $state.raw<{ step: number; steps: number } | null>(null);
  /** What is waited for besides, in words. */
  waiting = $state('');
  policy = $state.raw<Warmed | null>(null);
  problem = $state('');
  /** The run on the page was paused for it. */
  paused = $state(false);
  private readonly run: Run;
  private readonly around: Pick<Around, 'worker' | 'backend' | 'engine'>;
  private worker: ReturnType<Around['worker']> | null = null;
  /** What is being warmed up. */
  private of: { made: string; steps: number } | null = null;

  constructor(run: Run, around: Pick<Around, 'worker' | 'backend' | 'engine'>) {
    [this.run, this.around] = [run, around];
  }

  start(scenario: Scenario): void {
    if (this.going) return;
    this.paused = this.run.playing;
    if (this.run.playing) this.run.toggle();
    this.of = { made: madeOf(scenario), steps: scenario.warmStart.steps };
    [this.going, this.stopping, this.problem, this.progress] = [true, false, '', null];
    if (this.policy?.made !== this.of.made) this.policy = null;
    this.worker ??= this.around.worker((report) => this.receive(report));
    const { backend, engine } = this.around;
    this.worker.send({ type: 'warm-up', scenario, backend, engine });
  }

  stop(): void {
    if (!this.going) return;
    this.stopping = true;
    this.worker?.send({ type: 'stop-warm-up' });
  }

  /** Lets the device go: the run on the page wants it. */
  dispose(): void {
    this.end();
    this.worker?.dispose();
    this.worker = null;
  }

  private end(): void {
    [this.going, this.stopping, this.waiting] = [false, false, ''];
  }

  private receive(report: Report): void {
    switch (report.type) {
      case 'activity':
        this.waiting = report.activity ? activityText(report.activity) : '';
        break;
      case 'warm-up-progress':
        this.progress = { step: report.step, steps: report.steps };
        break;
      case 'warm-up-answers':
        this.policy = {
          ...this.of!,
          step: report.step,
          examples: report.answers.flatMap(asExamples),
        };
        break;
      case 'warm-up-over':
        this.end();
        break;
      case 'failed':
        this.dispose();
        this.problem = report.message;
        break;
    }
  }
}
