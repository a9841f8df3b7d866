/**
 * What the page and the worker that owns the GPU say to each other: types only, so that importing it
 * never pulls the engine into the page.
 */
import type { Design, Shard } from '../experiment/design/design.ts';
import type { RecordPlan, RecordProgress } from '../experiment/record.ts';
import type { ResultRun, Results } from '../experiment/results.ts';
import type { ForkResult } from '../experiment/run/fork-result.ts';
import type { Checkpoint, Progress } from '../experiment/run/progress.ts';
import type { SeedRange } from '../experiment/seed-range.ts';
import type { BackendWish, DeviceInfo } from '../lab/engine/device.ts';
import type { EngineName, EngineWish } from '../lab/engine/make.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import type { CheckpointFile } from '../lab/policy/checkpoint.ts';
import type { MethodParameters } from '../lab/reward/methods/method.ts';
import type { Criterion } from '../lab/rubric/criterion.ts';
import type { Edit, EditRequest, PlannedEdit } from '../lab/run/edit.ts';
import type { GradientShares } from '../lab/run/gradient-share.ts';
import type { ExplainedGroup } from '../lab/run/explain.ts';
import type { Health } from '../lab/run/health.ts';
import type { InspectedGroup, InspectedLane } from '../lab/run/inspect.ts';
import type { Answers } from '../lab/run/preview.ts';
import type { RecordingFile } from '../lab/run/recording/format.ts';
import type { Scenario, Training } from '../lab/run/scenario.ts';
import type { Lane, Stem } from '../lab/run/session.ts';
import type { Snapshot } from '../lab/run/snapshot.ts';
import type { LabCommand, LabReport } from './labs/protocol.ts';
import type { KeptRun } from './store/kept-run.ts';

export interface OpenRequest {
  /** The id of a scenario that ships with the page, or one in full. */
  scenario: string | Scenario;
  methods: string[];
  /** The worker settles how many, once it knows the device; `OpenedRun.lanes` says what it came to. */
  seeds: SeedRange;
  training?: Partial<Training>;
  /** Another rubric to start with than the scenario's. */
  rubric?: readonly Criterion[];
  /** The rule of the method "custom". */
  formula?: string;
  parameters?: MethodParameters;
  stem?: Stem;
  backend: BackendWish;
  engine: EngineWish;
  /** Warm-start a new base policy even if the scenario ships one. */
  freshBase: boolean;
}

/** Where a run begins that does not begin at its beginning. */
export interface Start {
  /** Those that hold by then are made before the run is shown, the others at their steps while it goes on. */
  edits: readonly PlannedEdit[];
  /** The step that is next when the run is shown. */
  to: number;
  /** What is known of the way there: of a run by its number, if it stands or stood last; or of one that was kept. */
  known: { run: number } | { records: StepRecord[][]; snapshots: Snapshot[] } | null;
}

/** How a run is kept in the browser. */
export interface KeepAs {
  id: string;
  parent: KeptRun['parent'];
  /** As it is kept already, and the steps of its snapshots; null for one that is new. */
  kept: { run: KeptRun; snapshots: number[] } | null;
}

/** Which rollouts the page shows; those of the latest step are sent after each step. */
export interface Look {
  lane: number;
  prompt: number;
  /** A past step, or null for the latest. Of past steps some are kept: the nearest of those is sent. */
  step: number | null;
}

export type Command =
  /** `run` numbers the page's runs, so that late messages of an earlier one can be told apart. */
  | { type: 'open'; run: number; request: OpenRequest; start?: Start; keep?: KeepAs }
  /** `until` is the step that is next when it pauses by itself. */
  | { type: 'play'; until?: number }
  | { type: 'pause' }
  | { type: 'step' }
  /** How fast play goes on, at most; it holds for later runs too. */
  | { type: 'pace'; stepsPerSecond: number | null }
  | { type: 'edit'; change: EditRequest }
  | { type: 'look'; look: Look }
  /** Asks for the shares of the next step's gradient. */
  | { type: 'measure'; lane: number }
  /** Asks for the run as a file, or for the policy of a lane after a step. */
  | { type: 'save-run'; name: string; notes: string }
  | { type: 'save-policy'; lane: number; step: number }
  | {
      type: 'experiment';
      design: Design;
      shard: Shard | null;
      /** What was done before; ids of runs, and scenario and seed of fork tests. */
      done: { runs: string[]; forks: string[]; checkpoint: Checkpoint | null };
      backend: BackendWish;
      engine: EngineWish;
    }
  /** Holds the experiment after the step under way, or lets it go on. */
  | { type: 'hold-experiment'; held: boolean }
  /** Ends it after the step under way: what was reached comes as a checkpoint. */
  | { type: 'stop-experiment' }
  | {
      type: 'record';
      plan: Omit<RecordPlan, 'scenario'> & { scenario: string };
      /** The day it is made, e.g. "2026-11-21". */
      today: string;
      backend: BackendWish;
      engine: EngineWish;
    }
  | { type: 'warm-start'; scenario: string; backend: BackendWish; engine: EngineWish }
  /** Warms a policy up for a scenario that is being made, and reads what it writes; no run is touched. */
  | { type: 'warm-up'; scenario: Scenario; backend: BackendWish; engine: EngineWish }
  | { type: 'stop-warm-up' }
  | LabCommand;

/** A run as it stands after opening. */
export interface OpenedRun {
  scenario: string;
  lanes: Lane[];
  /** The engine that runs it, whatever was asked for. */
  engine: EngineName;
  /** Why "auto" came to ops although there is WebGPU. */
  whyNotFused: string | null;
  /** As it stands. */
  criteria: Criterion[];
  /** The rubrics that the run had, from the one that it began with. */
  rubrics: (readonly Criterion[])[];
  parameters: MethodParameters;
  training: Training;
  formula: string;
  steps: number;
  edits: readonly Edit[];
  /** Edits that are made when their step comes. */
  ahead: readonly PlannedEdit[];
  /** [lane][step] of the steps that were taken before it was shown. */
  records: readonly (readonly StepRecord[])[];
  /** One per lane; none before the first step. */
  health: Health[];
  /** The first step that came out otherwise than what was known of it; null where all came out the same. */
  parted: number | null;
}

/** Waiting that a person should know about. */
export interface Activity {
  what: 'opening the device' | 'warm start' | 'compiling shaders' | 'catching up';
  /** 0 to 1, or null when it cannot be known. */
  done: number | null;
}

export type Report =
  | { type: 'device'; info: DeviceInfo }
  | { type: 'activity'; activity: Activity | null }
  | { type: 'opened'; run: number; opened: OpenedRun }
  | {
      type: 'records';
      run: number;
      /** One per lane. */
      records: StepRecord[];
      health: Health[];
      secondsPerStep: number;
    }
  | {
      type: 'rollouts';
      run: number;
      look: Look;
      group: InspectedGroup;
      /** All answers of the lane; null for a past step. */
      lane: InspectedLane | null;
      explained: ExplainedGroup;
    }
  | { type: 'gradients'; run: number; shares: GradientShares }
  | {
      type: 'edited';
      run: number;
      edits: readonly Edit[];
      ahead: readonly PlannedEdit[];
      criteria: readonly Criterion[];
      parameters: MethodParameters;
      training: Training;
      formula: string;
    }
  | { type: 'rejected'; run: number; message: string }
  /** The browser does not keep the run, and why; it goes on. Null when it is kept again. */
  | { type: 'unkept'; run: number; message: string | null }
  /** Of whatever run: the page may have gone on to another. */
  | { type: 'saved'; lane: Lane | null; step: number; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'not-saved'; message: string }
  | { type: 'playing'; run: number; playing: boolean; finished: boolean }
  | { type: 'failed'; run: number; message: string; lost: boolean }
  /** What computes the experiment, and how fast it has been so far. */
  | { type: 'experiment-device'; device: Results['device'] }
  | { type: 'experiment-progress'; progress: Progress }
  /** Finished runs; a checkpoint that came before counts no longer. */
  | { type: 'experiment-runs'; runs: ResultRun[] }
  | { type: 'experiment-forks'; forks: ForkResult[] }
  | { type: 'experiment-checkpoint'; checkpoint: Checkpoint }
  | { type: 'experiment-held'; held: boolean }
  /** Not finished: it was stopped. */
  | { type: 'experiment-over'; finished: boolean }
  | { type: 'record-progress'; progress: RecordProgress }
  | { type: 'record-done'; recording: RecordingFile }
  | { type: 'warm-start-progress'; step: number; steps: number; loss: number }
  | {
      type: 'warm-start-done';
      checkpoint: CheckpointFile;
      rates: { id: string; target: number | null; corpus: number; measured: number }[];
    }
  | { type: 'warm-up-progress'; step: number; steps: number; loss: number }
  /** What the policy writes after a step; batches of answers at temperature 1. */
  | { type: 'warm-up-answers'; step: number; answers: Answers[] }
  /** Not finished: it was stopped. */
  | { type: 'warm-up-over'; finished: boolean }
  | LabReport;
