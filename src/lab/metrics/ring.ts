/** The ring buffer of metrics on the GPU: how a record lies in it, and how it is read back. */
import { MAX_CRITERIA } from '../wgsl/lane.ts';
import type { StepRecord } from './record.ts';

/** Single numbers, in order; -1 stands for "none" where a record says NaN. */
export const SCALARS = [
  'direct',
  'directCurrent',
  'worst',
  'strict',
  'judgeDirect',
  'judgeDirectCurrent',
  'judgeWorst',
  'judgeStrict',
  'reward',
  'rewardStd',
  'fracRewardZeroStd',
  'groupsWithoutSignal',
  'groupsFellBack',
  'signFlips',
  'rankDistance',
  'topAgreement',
  'lowestCorrelation',
  'kl',
  'klSequence',
  'entropy',
  'loss',
  'gradNorm',
  'clipRatio',
  'meanLength',
] as const satisfies readonly (keyof StepRecord)[];

/** Two numbers, after those. */
export const PAIR = 'contradicting';

/** One number per criterion, in order. */
export const VECTORS = [
  'scores',
  'judgeScores',
  'saturation',
  'weights',
  'effort',
] as const satisfies readonly (keyof StepRecord)[];

/** Floats per lane and step. */
export const RECORD_FLOATS = SCALARS.length + 2 + VECTORS.length * MAX_CRITERIA;

/** Where a vector begins. */
export const vectorAt = (name: (typeof VECTORS)[number]): number =>
  SCALARS.length + 2 + VECTORS.indexOf(name) * MAX_CRITERIA;

/** Numbers that are never negative unless there is none. */
const MAY_BE_MISSING: ReadonlySet<string> = new Set([
  'direct',
  'directCurrent',
  'worst',
  'strict',
  'judgeDirect',
  'judgeDirectCurrent',
  'judgeWorst',
  'judgeStrict',
  'effort',
]);

/**
 * @param floats one lane's RECORD_FLOATS
 * @param criteria ids of the criteria it was judged by, in the order of the lane's table
 */
export function readRecord(floats: Float32Array, step: number, criteria: readonly string[]): StepRecord {
  const missing = (name: string, value: number) => (MAY_BE_MISSING.has(name) && value < 0 ? NaN : value);
  const record: Record<string, unknown> = { step, criteria };
  SCALARS.forEach((name, i) => (record[name] = missing(name, floats[i]!)));
  record[PAIR] = Array.from(floats.subarray(SCALARS.length, SCALARS.length + 2));
  VECTORS.forEach((name) => {
    const start = vectorAt(name);
    record[name] = Array.from(floats.subarray(start, start + criteria.length), (value) =>
      missing(name, value),
    );
  });
  return record as unknown as StepRecord;
}
