/**
 * A recorded run on disk, `recorded.json`: what the charts need of every step, and some of the answers.
 *
 * `made` says when and on what; `methods`, `seeds`, `rubric`, `training` and `parameters` say what ran, so that a
 * page can tell whether it is the run that was asked for. Lanes are methods times seeds, as in a session.
 * `scalars` and `quantities` hold one packed series each (`pack.ts`): a scalar by [lane][step], a quantity by
 * [lane][criterion][step]. One that is left out is the same as its twin (`TWINS`): the judge was honest, or
 * nothing was edited. `answers` holds the answers of the first seed of the last method at some steps.
 * `formatVersion` rises when a field changes its meaning or goes away.
 */
import * as v from 'valibot';
import type { StepRecord } from '../../metrics/record.ts';
import { METHOD_IDS } from '../../reward/methods/index.ts';
import { placeAndReason, rubricSchema } from '../../rubric/criterion.ts';
import { textUpTo, whole } from '../../rubric/limits.ts';
import { trainingSchema } from '../scenario.ts';

export const RECORDING_VERSION = 1;

/** Fields of a record with one number, and how finely each is kept. */
export const SCALARS = {
  direct: 0.002,
  directCurrent: 0.002,
  worst: 0.002,
  strict: 0.002,
  judgeDirect: 0.002,
  judgeDirectCurrent: 0.002,
  judgeWorst: 0.002,
  judgeStrict: 0.002,
  reward: 0.005,
  rewardStd: 0.005,
  fracRewardZeroStd: 0.005,
  groupsWithoutSignal: 1,
  groupsFellBack: 1,
  signFlips: 0.005,
  rankDistance: 0.005,
  topAgreement: 0.005,
  lowestCorrelation: 0.02,
  kl: 0.01,
  klSequence: 0.1,
  entropy: 0.01,
  loss: 0.005,
  gradNorm: 0.05,
  clipRatio: 0.005,
  meanLength: 0.02,
} as const satisfies Partial<Record<keyof StepRecord, number>>;
export type Scalar = keyof typeof SCALARS;
export const SCALAR_NAMES = Object.keys(SCALARS) as Scalar[];

/** Fields with one number per criterion. */
export const QUANTITIES = {
  scores: 0.004,
  judgeScores: 0.004,
  saturation: 0.004,
  weights: 0.004,
  effort: 0.004,
} as const satisfies Partial<Record<keyof StepRecord, number>>;
export type Quantity = keyof typeof QUANTITIES;
export const QUANTITY_NAMES = Object.keys(QUANTITIES) as Quantity[];

/** What a field is the same as where it is left out. */
export const TWINS: Partial<Record<Scalar | Quantity, Scalar | Quantity>> = {
  directCurrent: 'direct',
  judgeDirect: 'direct',
  judgeDirectCurrent: 'direct',
  judgeWorst: 'worst',
  judgeStrict: 'strict',
  judgeScores: 'scores',
};

/** How finely answers are kept: scores, and everything that was made of them. */
export const ANSWER_UNITS = {
  tokens: 1,
  judgeScores: 1e-2,
  rewards: 1e-3,
  advantages: 1e-3,
  saturation: 1e-3,
  weights: 1e-3,
  effort: 1e-3,
} as const;
export const ANSWER_PARTS = Object.keys(ANSWER_UNITS) as (keyof typeof ANSWER_UNITS)[];

const packed = v.string();
const packedUnder = (names: readonly string[]) =>
  v.record(v.picklist(names), packed) as v.GenericSchema<Record<string, string>>;

export const recordingSchema = v.object({
  formatVersion: v.literal(RECORDING_VERSION),
  scenario: v.string(),
  made: v.object({ date: textUpTo(10, 10), device: textUpTo(120, 1), engine: textUpTo(20, 1) }),
  methods: v.pipe(v.array(v.picklist(METHOD_IDS)), v.minLength(1)),
  seeds: v.pipe(v.array(whole(0, 0xffffffff)), v.minLength(1)),
  rubric: rubricSchema,
  training: trainingSchema,
  /** Methods' parameters that the plan set; the others are at their defaults. */
  parameters: v.record(v.string(), v.number()),
  scalars: packedUnder(SCALAR_NAMES),
  quantities: packedUnder(QUANTITY_NAMES),
  answers: v.array(v.object({ step: whole(0, 100_000), parts: packedUnder(ANSWER_PARTS) })),
});

export type RecordingFile = v.InferOutput<typeof recordingSchema>;

/** @throws naming the offending place and what is allowed there */
export function parseRecording(document: unknown): RecordingFile {
  const parsed = v.safeParse(recordingSchema, document, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new Error(`Recorded run: ${placeAndReason(parsed.issues[0])}`);
}
