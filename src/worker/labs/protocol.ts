/** What the page and the worker say to each other about labs. */
import type { Results } from '../../experiment/results.ts';
import type { BackendWish } from '../../lab/engine/device.ts';
import type { EngineWish } from '../../lab/engine/make.ts';
import type { LabAction, LabPlan, LabStep, Track } from '../../neighbours/neighbour.ts';
import type { StudyPlan } from '../../neighbours/plan.ts';

export type { StudyPlan };

/** What a run is to be computed on. */
export interface On {
  backend: BackendWish;
  engine: EngineWish;
}

export type LabCommand =
  /** `run` numbers the lab's runs, so that late messages of an earlier one can be told apart. It opens paused, at step 0. */
  | ({ type: 'lab-open'; run: number; lab: string; plan: LabPlan } & On)
  /** `until` is the last step that is taken. */
  | { type: 'lab-play'; until?: number }
  | { type: 'lab-pause' }
  | { type: 'lab-step' }
  | { type: 'lab-act'; action: LabAction }
  /** Lets go of the run; the device stays open. */
  | { type: 'lab-close' }
  /** `done` are tracks of before, which are not run again. */
  | ({ type: 'lab-study'; plan: StudyPlan; done: readonly Pick<Track, 'scenario' | 'arm' | 'seed'>[] } & On)
  /** Ends it after the step under way; tracks that are not finished are lost. */
  | { type: 'stop-lab-study' };

export type LabReport =
  | { type: 'lab-waiting'; run: number; what: string | null; done: number | null }
  | { type: 'lab-opened'; run: number; steps: number }
  | { type: 'lab-step'; run: number; step: LabStep; look: unknown }
  | { type: 'lab-playing'; run: number; playing: boolean; finished: boolean }
  /** An action was done; what the lab's panel shows now. */
  | { type: 'lab-acted'; run: number; look: unknown }
  /** The run goes on as it was. */
  | { type: 'lab-refused'; run: number; message: string }
  | { type: 'lab-failed'; run: number; message: string }
  | { type: 'lab-study-device'; device: Results['device'] }
  /** `done` is a share, 0 to 1. */
  | { type: 'lab-study-progress'; done: number; what: string; secondsLeft: number | null }
  | { type: 'lab-study-tracks'; tracks: Track[] }
  | { type: 'lab-study-failed'; message: string }
  | { type: 'lab-study-over'; finished: boolean };
