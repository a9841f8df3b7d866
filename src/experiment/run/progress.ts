/** How far an experiment is, and where it was left: all that it takes to go on from there. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';

export interface Progress {
  /** What is being done, e.g. "runs 1 to 24 of 48, step 20 of 150" or "fork test, seed 51". */
  what: string;
  /** Share of all the work of this experiment that is done, 0 to 1; what was done before it was resumed counts. */
  done: number;
  /** Seconds that the rest will take if it goes on as it did; null while that cannot be told. */
  secondsLeft: number | null;
}

/** A batch of runs that is under way. */
export interface Checkpoint {
  /** Ids of its jobs, in the order of its lanes. */
  jobs: readonly string[];
  snapshot: Snapshot;
  /** [lane][step] */
  records: readonly (readonly StepRecord[])[];
}

/** What of the pace so far says of the time to come: work per second, smoothed over half a minute. */
export class Pace {
  private readonly all: number;
  private done: number;
  private at: number;
  private perSecond: number | null = null;

  /**
   * @param all work in all, in any unit
   * @param done of it, before this began
   * @param now a clock, in seconds
   */
  constructor(all: number, done: number, now: number) {
    [this.all, this.done, this.at] = [all, done, now];
  }

  /** @returns the share that is done, and the seconds left */
  add(work: number, now: number): { done: number; secondsLeft: number | null } {
    const seconds = now - this.at;
    if (seconds > 0) {
      const rate = work / seconds;
      const keep = Math.exp(-seconds / 30);
      this.perSecond = this.perSecond === null ? rate : keep * this.perSecond + (1 - keep) * rate;
    }
    this.at = now;
    this.done += work;
    return {
      done: this.all > 0 ? Math.min(1, this.done / this.all) : 1,
      secondsLeft: this.perSecond ? Math.max(0, this.all - this.done) / this.perSecond : null,
    };
  }

  /** After a pause, which tells nothing of the pace. */
  skipTo(now: number): void {
    this.at = now;
  }
}
