/**
 * A run as one file: its recipe, its records, and snapshots to go on from. A safetensors file, so that numpy and
 * PyTorch open it as it is.
 */
import * as v from 'valibot';
import type { LaneState } from '../../lab/engine/engine.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { parameterCount, parameterLayout } from '../../lab/policy/shape.ts';
import { placeAndReason } from '../../lab/rubric/criterion.ts';
import { textUpTo, whole } from '../../lab/rubric/limits.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import { parseJson } from '../parse-json.ts';
import { readRecipe, writeRecipe, type Recipe } from '../recipe/recipe.ts';
import { readSafetensors, writeSafetensors, type Tensor } from '../safetensors.ts';
import { recordsFrom, recordTensors } from './records.ts';

export const RUN_FILE_VERSION = 1;

export interface RunFile {
  recipe: Recipe;
  name: string;
  notes: string;
  /** [lane][step]; lanes are the recipe's methods, each with all its seeds. */
  records: readonly (readonly StepRecord[])[];
  snapshots: readonly Snapshot[];
}

const ids = v.array(textUpTo(60, 1));
const aboutSchema = v.strictObject({
  formatVersion: v.literal(RUN_FILE_VERSION),
  name: textUpTo(200),
  notes: textUpTo(20_000),
  steps: whole(0, 1_000_000),
  rubrics: v.array(v.strictTuple([whole(0, 1_000_000), ids])),
  /** Step of each snapshot, and how many updates each lane had made. */
  snapshots: v.array(v.strictTuple([whole(0, 1_000_000), v.array(whole(0, 1_000_000_000))])),
});

const PARTS = [
  'parameters',
  'adamMean',
  'adamSquare',
  'kept',
] as const satisfies readonly (keyof LaneState)[];

export function writeRunFile({ recipe, name, notes, records, snapshots }: RunFile): Uint8Array<ArrayBuffer> {
  const { tensors, rubrics } = recordTensors(records);
  for (const { step, lanes } of snapshots)
    for (const part of PARTS) {
      const width = lanes[0]?.[part].length ?? 0;
      const values = new Float32Array(lanes.length * width);
      lanes.forEach((state, lane) => values.set(state[part], lane * width));
      tensors.set(`snapshots.${step}.${part}`, { shape: [lanes.length, width], values });
    }
  const about: v.InferInput<typeof aboutSchema> = {
    formatVersion: RUN_FILE_VERSION,
    name,
    notes,
    steps: records[0]?.length ?? 0,
    rubrics: rubrics.map(([step, own]) => [step, [...own]]),
    snapshots: snapshots.map(({ step, lanes }) => [step, lanes.map(({ updates }) => updates)]),
  };
  const metadata = {
    format: 'focal-lab-run',
    about: JSON.stringify(about),
    recipe: JSON.stringify(writeRecipe(recipe)),
  };
  return writeSafetensors({ tensors, metadata });
}

/** @throws saying what is wrong with the file */
export function readRunFile(file: Uint8Array): { run: RunFile; warnings: string[] } {
  const { tensors, metadata } = readSafetensors(file);
  if (metadata['format'] !== 'focal-lab-run')
    throw new Error(
      `This file holds no run of Focal Lab: its format is "${metadata['format'] ?? 'not said'}".`,
    );
  const said = parseJson(metadata['about'] ?? '');
  const version = (said as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === 'number' && version > RUN_FILE_VERSION)
    throw new Error(
      `The file is of format ${version}, from a newer Focal Lab; this one reads up to ${RUN_FILE_VERSION}.`,
    );
  const parsed = v.safeParse(aboutSchema, said, { abortEarly: true });
  if (!parsed.success) throw new Error(`Run file: ${placeAndReason(parsed.issues[0])}`);
  const { recipe, warnings } = readRecipe(parseJson(metadata['recipe'] ?? ''));
  const { name, notes, steps, rubrics, snapshots } = parsed.output;
  const lanes = recipe.methods.length * recipe.seeds.length;
  return {
    run: {
      recipe,
      name,
      notes,
      records: recordsFrom(tensors, rubrics, lanes, steps),
      snapshots: snapshots.map(([step, updates]) => {
        if (updates.length !== lanes)
          throw new Error(`The snapshot of step ${step} has ${updates.length} lanes; the run has ${lanes}.`);
        return { step, lanes: updates.map((count, lane) => laneState(tensors, recipe, step, lane, count)) };
      }),
    },
    warnings,
  };
}

function laneState(
  tensors: ReadonlyMap<string, Tensor>,
  { scenario }: Recipe,
  step: number,
  lane: number,
  updates: number,
): LaneState {
  const size = parameterCount(scenarioShape(scenario));
  const part = (name: (typeof PARTS)[number]) => {
    const tensor = tensors.get(`snapshots.${step}.${name}`);
    const width = tensor?.shape[1];
    if (!tensor || width === undefined || (name !== 'kept' && width !== size))
      throw new Error(`The snapshot of step ${step} lacks ${name} of ${size} numbers per lane.`);
    const values = tensor.values.slice(lane * width, (lane + 1) * width);
    if (values.length !== width || (name !== 'kept' && !values.every(Number.isFinite)))
      throw new Error(`The snapshot of step ${step} has ${name} with numbers missing.`);
    return values;
  };
  return {
    step,
    updates,
    parameters: part('parameters'),
    adamMean: part('adamMean'),
    adamSquare: part('adamSquare'),
    kept: part('kept'),
  };
}

/** One policy as a checkpoint: every weight under its name. */
export function writeCheckpointFile(
  { scenario }: Recipe,
  parameters: Float32Array,
  about: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const layout = parameterLayout(scenarioShape(scenario));
  const tensors = new Map(
    layout.map(({ name, shape, offset, size }) => [
      name,
      { shape, values: parameters.slice(offset, offset + size) },
    ]),
  );
  return writeSafetensors({ tensors, metadata: { format: 'focal-lab-policy', ...about } });
}
