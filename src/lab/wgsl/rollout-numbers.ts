/** What is kept of every rollout and of every group of a batch: layouts that several kernels share. */
import { MAX_CRITERIA } from './lane.ts';

/** Halves of the buffer `scores`, [R, half, S, MAX_CRITERIA]. */
const SCORES = ['judge', 'gold'] as const;

export type ScoreKind = (typeof SCORES)[number];

/** Scores per lane. */
export const scoreCount = (sequences: number): number => SCORES.length * sequences * MAX_CRITERIA;

/** WGSL of a score; `sequence` counts within the lane, which must be in scope. */
export const scoreOf = (kind: ScoreKind, sequences: number, sequence: string, k: string): string =>
  `scores[((lane * ${SCORES.length}u + ${SCORES.indexOf(kind)}u) * ${sequences}u + ${sequence}) * ${MAX_CRITERIA}u + ${k}]`;

/** Scores of one kind without their padding, [S, K], from what was read of a lane. */
export function scoreRows(kind: ScoreKind, scores: Float32Array, criteria: number): Float32Array {
  const half = scores.length / SCORES.length;
  return scores
    .subarray(SCORES.indexOf(kind) * half, (SCORES.indexOf(kind) + 1) * half)
    .filter((_, i) => i % MAX_CRITERIA < criteria);
}

/** The other way round: rows [S, K] of each kind, padded as the buffer `scores` holds them. */
export function paddedScores(
  rows: Record<ScoreKind, Float32Array>,
  criteria: number,
): Float32Array<ArrayBuffer> {
  const sequences = rows.judge.length / criteria;
  const padded = new Float32Array(scoreCount(sequences));
  SCORES.forEach((kind, half) =>
    rows[kind].forEach((score, i) => {
      padded[(half * sequences + Math.floor(i / criteria)) * MAX_CRITERIA + (i % criteria)] = score;
    }),
  );
  return padded;
}

/** Numbers per rollout in the buffer `advantages`, [R, S, 4]. */
const ROLLOUT = ['advantage', 'tokenWeight', 'reward', 'signal'] as const;

export type RolloutNumber = (typeof ROLLOUT)[number];

export const ADVANTAGE_NUMBERS = ROLLOUT.length;

/** WGSL of a rollout's number; `sequence` counts over all lanes. */
export const rolloutNumber = (name: RolloutNumber, sequence: string): string =>
  `advantages[(${sequence}) * ${ADVANTAGE_NUMBERS}u + ${ROLLOUT.indexOf(name)}u]`;

/** A number of every rollout, [S], from what was read of a lane. */
export const rolloutColumn = (name: RolloutNumber, numbers: Float32Array): Float32Array =>
  numbers.filter((_, i) => i % ADVANTAGE_NUMBERS === ROLLOUT.indexOf(name));

/** Fields of the buffer `criterion_stats`, [R, field, P, MAX_CRITERIA]. */
export const CRITERION_STATS = [
  'saturation',
  'weight',
  'effort',
  /** 1 in the place of the first criterion where the method's rule gave no usable weights. */
  'fellBack',
] as const;

/** WGSL of a group's number for a criterion; `lane` and `prompt` must be in scope. */
export const criterionStat = (name: (typeof CRITERION_STATS)[number], prompts: number, k: string): string =>
  `criterion_stats[((lane * ${CRITERION_STATS.length}u + ${CRITERION_STATS.indexOf(name)}u) * ${prompts}u + prompt) * ${MAX_CRITERIA}u + ${k}]`;
