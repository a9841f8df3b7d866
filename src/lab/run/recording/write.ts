/** Makes a recorded run of what a session came to. */
import type { LaneRollouts } from '../../engine/engine.ts';
import type { StepRecord } from '../../metrics/record.ts';
import type { MethodParameters } from '../../reward/methods/method.ts';
import type { Scenario, Training } from '../scenario.ts';
import {
  ANSWER_PARTS,
  ANSWER_UNITS,
  QUANTITIES,
  QUANTITY_NAMES,
  RECORDING_VERSION,
  SCALAR_NAMES,
  SCALARS,
  TWINS,
  type RecordingFile,
} from './format.ts';
import { pack } from './pack.ts';

export interface RecordedRun {
  scenario: Scenario;
  made: RecordingFile['made'];
  methods: readonly string[];
  seeds: readonly number[];
  training: Training;
  parameters: MethodParameters;
  /** [lane][step], all judged by the scenario's rubric. */
  records: readonly (readonly StepRecord[])[];
  /** Of the first seed of the last method, steps rising. */
  answers: readonly LaneRollouts[];
}

/** Differences below this are the rounding of 32-bit sums. */
const SAME = 1e-5;

/** Steps whose answers are kept: the first, the last, and some between, evenly. */
export const answerSteps = (steps: number, kept = 13): number[] => [
  ...new Set(Array.from({ length: kept }, (_, i) => Math.round((i * (steps - 1)) / (kept - 1)))),
];

export async function writeRecording(run: RecordedRun): Promise<RecordingFile> {
  const { scenario, made, methods, seeds, training, parameters, records, answers } = run;
  const scalar = (name: (typeof SCALAR_NAMES)[number]) => records.flatMap((lane) => lane.map((r) => r[name]));
  const quantity = (name: (typeof QUANTITY_NAMES)[number]) =>
    records.flatMap((lane) => scenario.rubric.flatMap((_, k) => lane.map((record) => record[name][k]!)));
  return {
    formatVersion: RECORDING_VERSION,
    scenario: scenario.id,
    made,
    methods: [...methods] as RecordingFile['methods'],
    seeds: [...seeds],
    rubric: [...scenario.rubric],
    training,
    parameters: { ...parameters },
    scalars: await packed(SCALAR_NAMES, scalar, SCALARS),
    quantities: await packed(QUANTITY_NAMES, quantity, QUANTITIES),
    answers: await Promise.all(
      answers.map(async ({ step, tokens, judgeScores, rewards }) => {
        const parts = { ...rewards, tokens, judgeScores };
        return { step, parts: await packed(ANSWER_PARTS, (part) => parts[part], ANSWER_UNITS) };
      }),
    ),
  };
}

async function packed<Name extends string>(
  names: readonly Name[],
  values: (name: Name) => ArrayLike<number>,
  units: Record<Name, number>,
): Promise<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const name of names) {
    const own = values(name);
    const twin = (TWINS as Partial<Record<string, Name>>)[name];
    if (twin && names.includes(twin) && equal(own, values(twin))) continue;
    entries.push([name, await pack(own, units[name])]);
  }
  return Object.fromEntries(entries);
}

/** Nearly the same numbers, NaN in the same places. */
const equal = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  Array.from(a).every((value, i) =>
    Number.isNaN(value) ? Number.isNaN(b[i]) : Math.abs(value - b[i]!) < SAME,
  );
