/** What an engine is: it runs whole training steps for many lanes at once. */
import type { StepRecord } from '../metrics/record.ts';
import type { PolicyShape } from '../policy/shape.ts';
import type { AdvantageSettings } from '../reward/advantage.ts';
import type { LaneRewards } from '../reward/reward.ts';
import type { Method, MethodParameters } from '../reward/methods/method.ts';
import type { Criterion } from '../rubric/criterion.ts';
import type { UpdateSettings } from '../update/pass.ts';
import type { Apart } from './apart.ts';

/** What all lanes of a batch share. */
export interface BatchShape {
  policy: PolicyShape;
  lanes: number;
  /** Rollouts per prompt. */
  numGenerations: number;
  /** Updates per batch of rollouts. */
  numIterations: number;
  /** Methods that lanes will use; all of them if left out. */
  methods?: readonly Method[];
}

/** Optimiser, loss and advantage settings of a lane (TRL's names). */
export interface LaneTraining extends UpdateSettings, AdvantageSettings {
  /** Groups of equal rewards are left out of the loss. */
  dropSilentGroups: boolean;
}

/** Everything that may differ from lane to lane, and change between steps. */
export interface LaneTables {
  seed: number;
  active: boolean;
  method: Method;
  parameters: MethodParameters;
  criteria: readonly Criterion[];
  /** Weights of the direct score, [P, K], fixed at the start of the run. */
  directWeights: readonly (readonly number[])[];
  training: LaneTraining;
}

/** One lane's rollouts of its latest step. */
export interface LaneRollouts {
  step: number;
  /** The tables that step ran with. */
  tables: LaneTables;
  /** [P, G, T] */
  tokens: Int32Array;
  /** [P, G, K] */
  judgeScores: Float32Array;
  /** The same without the judge's imperfections. */
  goldScores: Float32Array;
  rewards: LaneRewards;
}

/** Everything a lane carries from step to step: with the same tables it goes on from here bit for bit. */
export interface LaneState {
  /** Steps it has taken, and updates (the optimiser's count). */
  step: number;
  updates: number;
  /** [N] each */
  parameters: Float32Array;
  adamMean: Float32Array;
  adamSquare: Float32Array;
  /** What the method keeps, [P, K] by the criteria of the lane's tables; -1 where nothing. */
  kept: Float32Array;
}

/** One policy on one batch of rollouts, and several advantages to see the loss's gradient under. */
export interface GradientQuestion {
  /** Of the policy that wrote the rollouts, [N]. */
  parameters: Float32Array;
  /** Of the base policy, [N]. */
  base: Float32Array;
  rollouts: LaneRollouts;
  /** Advantages [P, G], and the strength of the KL penalty beside them. */
  rows: readonly { advantages: Float32Array; beta: number }[];
}

export interface Engine extends Apart {
  readonly name: string;
  readonly batch: BatchShape;
  /** Makes ready for a method whose rule the engine was not made with; quick where it knows it. */
  prepare(method: Method): Promise<void>;
  /** Sets a lane's tables; they take effect at its next step. */
  setLane(lane: number, tables: LaneTables): void;
  /**
   * Starts a lane from a policy: its parameters, and the base policy that KL is measured against, [N] each.
   * Optimiser state and step counter go to 0.
   */
  loadLane(lane: number, parameters: Float32Array, base: Float32Array): Promise<void>;
  /**
   * Starts one step of every active lane; a few steps may be under way at once.
   *
   * @returns the records that have become available, oldest first: one entry per step, holding one record
   *   per lane, or null for a lane that was not active
   * @throws when the device is lost
   */
  step(): Promise<(StepRecord | null)[][]>;
  /** Waits for all steps that were started; returns their records like `step`. */
  flush(): Promise<(StepRecord | null)[][]>;
  /** What every lane carries after all steps that were started. */
  states(): Promise<LaneState[]>;
  /** Puts a lane where another one was; its tables must be those that the state was taken with. */
  restore(lane: number, state: LaneState): void | Promise<void>;
  /** A lane's parameters after all steps that were started, [N]. */
  parameters(lane: number): Promise<Float32Array>;
  /** The rollouts of the latest step that was started for a lane; undefined before its first, and after a lesson. */
  rollouts(lane: number): Promise<LaneRollouts | undefined>;
  /** Gradient of the loss in a step's first pass, [N], one per row of the question; no lane is touched. */
  gradients(question: GradientQuestion): Promise<Float32Array[]>;
  dispose(): void;
}
