/**
 * A run as one file: its recipe, its records, and snapshots to go on from. A safetensors file, so that numpy and
 * PyTorch open it as it is.
 */
import * as v from 'valibot';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { placeAndReason } from '../../lab/rubric/criterion.ts';
import { textUpTo, whole } from '../../lab/rubric/limits.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import { parseJson } from '../parse-json.ts';
import { readRecipe, type Recipe } from '../recipe/recipe.ts';
import { LONGEST_RUN_NAME } from '../recipe/schema.ts';
import { statesOf } from '../recipe/states.ts';
import { recipeText } from '../recipe/text.ts';
import { refusing } from '../refusal.ts';
import { readSafetensors, writeSafetensors } from '../safetensors.ts';
import { CHECKPOINT_FORMAT } from './checkpoint.ts';
import { rubricsOf } from './criteria.ts';
import { recordsFrom, recordTensors } from './records.ts';
import { snapshotsFrom, snapshotTensors, soundSnapshots } from './snapshots.ts';

export { writeCheckpointFile } from './checkpoint.ts';

export const RUN_FILE_VERSION = 1;

/** Largest run file, in bytes: 512 MiB. */
export const LARGEST_RUN_FILE = 512 * 2 ** 20;

/** Most steps times lanes of a run file; in memory a record takes about 1 KB. */
export const MOST_RECORDS = 2_000_000;

/** Most characters of a run's notes. */
export const LONGEST_NOTES = 20_000;

/** Largest recipe in a run file, in bytes; its header holds more than that. */
const LARGEST_RECIPE = 2_000_000;

const FORMAT = 'focal-lab-run';

export interface RunFile {
  recipe: Recipe;
  name: string;
  notes: string;
  /** [lane][step]; lanes are the recipe's methods, each with all its seeds. */
  records: readonly (readonly StepRecord[])[];
  snapshots: readonly Snapshot[];
}

export interface RunFileRead {
  run: RunFile;
  /** What its reader should know, in sentences. */
  warnings: string[];
}

const step = whole(0, 1_000_000);
const ids = v.array(textUpTo(60, 1));
export const aboutSchema = v.strictObject({
  formatVersion: v.literal(RUN_FILE_VERSION),
  name: textUpTo(LONGEST_RUN_NAME),
  notes: textUpTo(LONGEST_NOTES),
  steps: step,
  rubrics: v.array(v.strictTuple([step, ids])),
  /** Step of each snapshot, and how many updates each lane had made. */
  snapshots: v.array(v.strictTuple([step, v.array(whole(0, 1_000_000_000))])),
});

const count = (n: number): string => n.toLocaleString('en-US');

/** @returns the file; snapshots that a run cannot go on from are left out of it */
export function writeRunFile({ recipe, name, notes, records, snapshots }: RunFile): Uint8Array<ArrayBuffer> {
  const steps = records[0]?.length ?? 0;
  requireFewRecords(records.length, steps);
  const { tensors, rubrics } = recordTensors(records);
  const sound = soundSnapshots(snapshots, steps);
  for (const [title, tensor] of snapshotTensors(sound)) tensors.set(title, tensor);
  const bytes = [...tensors.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
  if (bytes > LARGEST_RUN_FILE - 2 ** 23)
    throw new Error(
      `The run takes ${count(bytes)} bytes; a file of at most ${count(LARGEST_RUN_FILE)} can be read again.`,
    );
  const about: v.InferInput<typeof aboutSchema> = {
    formatVersion: RUN_FILE_VERSION,
    name,
    notes,
    steps,
    rubrics: rubrics.map(([from, own]) => [from, [...own]]),
    snapshots: sound.map(({ step: at, lanes }) => [at, lanes.map(({ updates }) => updates)]),
  };
  const metadata = {
    format: FORMAT,
    about: JSON.stringify(about),
    recipe: recipeText(recipe, LARGEST_RECIPE),
  };
  return writeSafetensors({ tensors, metadata });
}

/** @throws saying what is wrong with the file */
export const readRunFile = (file: Uint8Array): RunFileRead => refusing('', () => runFrom(file));

function runFrom(file: Uint8Array): RunFileRead {
  if (file.length > LARGEST_RUN_FILE)
    throw new Error(
      `The file has ${count(file.length)} bytes; run files are read up to ${count(LARGEST_RUN_FILE)} (512 MiB).`,
    );
  const { tensors, metadata } = readSafetensors(file);
  if (metadata['format'] === CHECKPOINT_FORMAT)
    throw new Error('This file holds one policy, for other programs; a run cannot be opened from it.');
  if (metadata['format'] !== FORMAT)
    throw new Error(
      `This file holds no run of Focal Lab: its format is "${metadata['format'] ?? 'not said'}".`,
    );
  const about = aboutFrom(metadata['about'] ?? '');
  const { recipe, warnings } = readRecipe(refusing('Recipe: ', () => parseJson(metadata['recipe'] ?? '')));
  const { name, notes, steps, rubrics, snapshots } = about;
  const lanes = recipe.methods.length * recipe.seeds.length;
  const planned = { ...recipe.scenario.training, ...recipe.training }.steps;
  if (steps > planned) throw new Error(`The file has ${steps} steps; its recipe has ${planned}.`);
  requireFewRecords(lanes, steps);
  const states = statesOf(recipe);
  if (JSON.stringify(rubrics) !== JSON.stringify(rubricsOf(states, steps)))
    throw new Error("The criteria of the file's records are not those that its recipe's edits make.");
  return {
    run: {
      recipe,
      name,
      notes,
      records: recordsFrom(tensors, rubrics, lanes, steps),
      snapshots: snapshotsFrom(tensors, snapshots, recipe, states, steps),
    },
    warnings,
  };
}

function aboutFrom(text: string): v.InferOutput<typeof aboutSchema> {
  return refusing('Run file: ', () => {
    const said = parseJson(text);
    const version = (said as { formatVersion?: unknown } | null)?.formatVersion;
    if (typeof version === 'number' && version > RUN_FILE_VERSION)
      throw new Error(
        `The file is of format ${version}, from a newer Focal Lab; this one reads up to ${RUN_FILE_VERSION}.`,
      );
    const parsed = v.safeParse(aboutSchema, said, { abortEarly: true });
    if (!parsed.success) throw new Error(placeAndReason(parsed.issues[0]));
    return parsed.output;
  });
}

function requireFewRecords(lanes: number, steps: number): void {
  if (lanes * steps > MOST_RECORDS)
    throw new Error(
      `${lanes} lanes of ${steps} steps have ${count(lanes * steps)} records; at most ${count(MOST_RECORDS)} fit a file.`,
    );
}
