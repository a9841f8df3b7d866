/** What is kept of every rollout and of every group of a batch: layouts that several kernels share. */
import { MAX_CRITERIA } from './lane.ts';

/** Numbers per rollout in the buffer `advantages`, [R, S, 3]. */
const ROLLOUT = ['advantage', 'tokenWeight', 'reward'] as const;

export type RolloutNumber = (typeof ROLLOUT)[number];

export const ADVANTAGE_NUMBERS = ROLLOUT.length;

/** WGSL of a rollout's number; `sequence` counts over all lanes. */
export const rolloutNumber = (name: RolloutNumber, sequence: string): string =>
  `advantages[(${sequence}) * ${ADVANTAGE_NUMBERS}u + ${ROLLOUT.indexOf(name)}u]`;

/** A number of every rollout, [S], from what was read of a lane. */
export const rolloutColumn = (name: RolloutNumber, numbers: Float32Array): Float32Array =>
  numbers.filter((_, i) => i % ADVANTAGE_NUMBERS === ROLLOUT.indexOf(name));

/** Fields of the buffer `criterion_stats`, [R, field, P, MAX_CRITERIA]. */
export const CRITERION_STATS = ['saturation', 'weight', 'effort'] as const;

/** WGSL of a group's number for a criterion; `lane` and `prompt` must be in scope. */
export const criterionStat = (name: (typeof CRITERION_STATS)[number], prompts: number, k: string): string =>
  `criterion_stats[((lane * ${CRITERION_STATS.length}u + ${CRITERION_STATS.indexOf(name)}u) * ${prompts}u + prompt) * ${MAX_CRITERIA}u + ${k}]`;
