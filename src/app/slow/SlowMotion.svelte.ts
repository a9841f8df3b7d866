/** Slow motion: takes one real step of the run and shows it phase by phase. */
import type { Run } from '../state/Run.svelte.ts';
import { CHARTS_FROM, PHASES, placeOf, type Phase } from './phases.ts';

/** "pausing": a run that played is coming to rest; "computing": the step is under way; "shown": it is there. */
type Stage = 'off' | 'pausing' | 'computing' | 'shown';

export class SlowMotion {
  private readonly run: Run;
  private stage = $state<Stage>('off');
  private index = $state(0);
  /** Steps that had come in before the one that is shown; the page may draw them later. */
  private before = 0;

  constructor(run: Run) {
    this.run = run;
  }

  get active(): boolean {
    return this.stage !== 'off';
  }

  /** Whether there is a step to take. */
  get possible(): boolean {
    return this.run.ready && !this.run.finished;
  }

  /** Whether the numbers of the step are there. */
  get arrived(): boolean {
    return this.stage === 'shown';
  }

  get phase(): Phase {
    return PHASES[this.index]!;
  }

  /** The step that is shown or computed. */
  get step(): number {
    return this.stage === 'shown' ? this.run.head : this.run.head + 1;
  }

  /** Whether the step has come in and the page shows it. */
  private get drawn(): boolean {
    return this.run.length > this.before && this.run.length === this.run.received;
  }

  toggle(): void {
    if (this.active) this.leave();
    else this.begin();
  }

  begin(): void {
    if (!this.possible || this.run.stepping) return;
    this.stage = 'pausing';
    this.run.makeWay();
    if (this.run.playing) this.run.pause();
    this.follow();
  }

  /** The next phase; after the last one, the next step. */
  next(): void {
    if (this.stage !== 'shown') return;
    if (this.index < PHASES.length - 1) this.go(this.index + 1);
    else if (this.possible) this.begin();
    else this.leave();
  }

  back(): void {
    if (this.stage === 'shown' && this.index > 0) this.go(this.index - 1);
  }

  /** @param index a phase's place in the order */
  go(index: number): void {
    if (this.stage !== 'shown') return;
    this.index = index;
    this.run.hold(index < placeOf(CHARTS_FROM) && this.run.head > 0 ? this.run.head - 1 : null);
  }

  leave(): void {
    if (!this.active) return;
    this.stage = 'off';
    this.run.cursor = null;
  }

  /** Goes on as the run does; to be called whenever it has changed. */
  follow(): void {
    const { run } = this;
    if (this.stage === 'off') return;
    // Played on, reset, or stopped by a failure: there is no step to explain any more.
    if (run.playing || !run.ready) return this.leave();
    if (this.stage === 'pausing' && !run.pausing) {
      if (run.finished) return this.leave();
      this.index = 0;
      this.before = run.received;
      this.stage = 'computing';
      run.step();
    } else if (this.stage === 'computing' && !run.stepping && this.drawn) {
      this.stage = 'shown';
      this.go(0);
    } else if (this.stage === 'shown' && run.length !== this.before + 1) this.leave();
  }
}
