/** Reads a recorded run back into what a session would have reported. */
import type { LaneRollouts } from '../../engine/engine.ts';
import { goldVerdict } from '../../judge/judge.ts';
import type { StepRecord } from '../../metrics/record.ts';
import { findMethod } from '../../reward/methods/index.ts';
import { defaultParameters } from '../apply.ts';
import { scenarioShape, type Scenario } from '../scenario.ts';
import { planLanes, type Lane } from '../session.ts';
import {
  ANSWER_PARTS,
  ANSWER_UNITS,
  parseRecording,
  QUANTITIES,
  QUANTITY_NAMES,
  SCALAR_NAMES,
  SCALARS,
  TWINS,
  type Quantity,
  type RecordingFile,
  type Scalar,
} from './format.ts';
import { unpack } from './pack.ts';

export interface Recording extends Pick<
  RecordingFile,
  'made' | 'methods' | 'seeds' | 'rubric' | 'training' | 'parameters'
> {
  lanes: readonly Lane[];
  /** [lane][step] */
  records: readonly (readonly StepRecord[])[];
  /** The lane whose answers were kept: the first seed of the last method. */
  author: number;
  /** Its answers at the steps that were kept, steps rising. */
  answers: readonly LaneRollouts[];
}

/** @throws when it is not a recording, or not one of this scenario */
export async function readRecording(document: unknown, scenario: Scenario): Promise<Recording> {
  const file = parseRecording(document);
  if (file.scenario !== scenario.id)
    throw new Error(`The recorded run is one of "${file.scenario}"; wanted is "${scenario.id}".`);
  const { made, methods, seeds, rubric, training, parameters } = file;
  const lanes = planLanes({ methods, seeds });
  const author = lanes.length - seeds.length;
  return {
    ...{ made, methods, seeds, rubric, training, parameters, lanes, author },
    records: await readRecords(file, lanes.length),
    answers: await Promise.all(file.answers.map((kept) => readAnswers(kept, file, scenario))),
  };
}

async function readRecords(file: RecordingFile, lanes: number): Promise<StepRecord[][]> {
  const { steps } = file.training;
  const ids = file.rubric.map(({ id }) => id);
  const read = async (
    name: Scalar | Quantity,
    under: Record<string, string>,
    unit: number,
    count: number,
  ): Promise<Float64Array> => {
    const text = under[name] ?? under[TWINS[name] ?? ''];
    if (text === undefined) throw new Error(`Recorded run: ${name} is missing.`);
    return unpack(text, unit, count, name);
  };
  const scalars = await Promise.all(
    SCALAR_NAMES.map((name) => read(name, file.scalars, SCALARS[name], lanes * steps)),
  );
  const quantities = await Promise.all(
    QUANTITY_NAMES.map((name) => read(name, file.quantities, QUANTITIES[name], lanes * ids.length * steps)),
  );
  return Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: steps }, (__, step) => {
      const numbers = SCALAR_NAMES.map((name, i) => [name, scalars[i]![lane * steps + step]!]);
      const lists = QUANTITY_NAMES.map((name, i) => [
        name,
        ids.map((___, k) => quantities[i]![(lane * ids.length + k) * steps + step]!),
      ]);
      // Which pair contradicts is not kept: [0, 0] is none.
      const rest = { step, criteria: ids, contradicting: [0, 0] };
      return { ...rest, ...Object.fromEntries([...numbers, ...lists]) } as StepRecord;
    }),
  );
}

async function readAnswers(
  { step, parts }: RecordingFile['answers'][number],
  file: RecordingFile,
  scenario: Scenario,
): Promise<LaneRollouts> {
  const { rubric, methods, seeds, training, parameters } = file;
  const { prompts, maxTokens } = scenarioShape(scenario);
  const [P, G, K] = [prompts, training.numGenerations, rubric.length];
  const sizes = {
    ...{ tokens: P * G * maxTokens, judgeScores: P * G * K, rewards: P * G, advantages: P * G },
    ...{ saturation: P * K, weights: P * K, effort: P * K },
  };
  const values = Object.fromEntries(
    await Promise.all(
      ANSWER_PARTS.map(async (part) => {
        const name = `answers of step ${step}: ${part}`;
        const read = await unpack(parts[part] ?? '', ANSWER_UNITS[part], sizes[part], name);
        return [part, Float32Array.from(read)] as const;
      }),
    ),
  ) as Record<keyof typeof sizes, Float32Array>;
  const tokens = Int32Array.from(values.tokens);
  const { saturation, weights, effort, rewards, advantages } = values;
  const judged = () => {
    const scores = new Float32Array(P * G * K);
    for (let sequence = 0; sequence < P * G; sequence++) {
      const answer = tokens.subarray(sequence * maxTokens, (sequence + 1) * maxTokens);
      rubric.forEach((criterion, k) => {
        scores[sequence * K + k] = goldVerdict(answer, Math.floor(sequence / G), criterion).score;
      });
    }
    return scores;
  };
  let gold: Float32Array | undefined;
  return {
    step,
    tables: {
      seed: seeds[0]!,
      active: true,
      method: findMethod(methods.at(-1)!),
      parameters: { ...defaultParameters(), ...parameters },
      criteria: rubric,
      directWeights: [],
      training: { ...training, epsilonHigh: training.epsilonHigh ?? training.epsilon },
    },
    tokens,
    judgeScores: values.judgeScores,
    // Found again when somebody looks: it is what the rubric says of the words, and nobody looks at all of them.
    get goldScores() {
      return (gold ??= judged());
    },
    rewards: {
      ...{ saturation, weights, effort, rewards, advantages },
      counted: new Float32Array(P * G).fill(1),
      fellBack: 0,
    },
  };
}
