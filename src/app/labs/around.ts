/** What labs need of the browser: given from outside, so that tests can do without. */
import type { BackendWish } from '../../lab/engine/device.ts';
import type { EngineWish } from '../../lab/engine/make.ts';
import type { LabCommand, LabReport } from '../../worker/labs/protocol.ts';
import type { Report } from '../../worker/protocol.ts';

/** What computes, as the page was asked for it. */
export interface Wishes {
  backend: BackendWish;
  engine: EngineWish;
}

/** What a worker says that labs listen to. */
export type BenchReport = LabReport | Extract<Report, { type: 'failed' | 'activity' | 'device' }>;

/** A worker of its own. */
export interface LabBench {
  send(command: LabCommand): void;
  dispose(): void;
}

export interface Around extends Wishes {
  worker(onReport: (report: BenchReport) => void): LabBench;
  /** Calls back when the next picture is drawn; of several wishes before it, the latest. */
  frame(update: () => void): void;
  later(work: () => void, milliseconds: number): void;
}
