/** docs/run-format.md is true: its example is read, its names and limits are those of the code. */
import { expect, test } from 'vitest';
import guide from '../../../docs/run-format.md?raw';
import { PAIR, VECTORS } from '../../lab/metrics/ring.ts';
import { LONGEST_REFUSAL } from '../refusal.ts';
import {
  aboutSchema,
  LARGEST_RUN_FILE,
  LONGEST_NOTES,
  MOST_RECORDS,
  RUN_FILE_VERSION,
} from '../run-file/run-file.ts';
import { LONGEST_HEADER } from '../safetensors.ts';
import { DEEPEST } from '../scan-json.ts';
import { MOST_PARAMETERS, MOST_PATTERNS } from './bounds.ts';
import { LARGEST_RECIPE } from './file.ts';
import { LARGEST_LINK, LONGEST_LINK } from './link.ts';
import { readRecipe } from './recipe.ts';
import { writeRecipe } from './write.ts';
import { MOST_EDITS } from '../../lab/run/edit.ts';
import { EDIT_KINDS, LONGEST_RUN_NAME, recipeSchema } from './schema.ts';
import { RECIPE_VERSION } from './version.ts';

const example: unknown = JSON.parse(/```json\n([^]*?)```/.exec(guide)![1]!);
const count = (n: number): string => n.toLocaleString('en-US');

test('the example is read, and written as it stands there', () => {
  const { recipe } = readRecipe(example);
  const { scenarioKey: _, ...written } = writeRecipe(recipe);
  expect(written).toEqual(example);
  expect(recipe.stem).toEqual({ method: 'static-prior', step: 40 });
});

test('every field and every kind of edit is named', () => {
  const names = [...Object.keys(recipeSchema.entries), ...Object.keys(aboutSchema.entries), ...EDIT_KINDS];
  expect(names.filter((name) => !guide.includes(`| \`${name}\``))).toEqual([]);
  expect([...VECTORS, PAIR].filter((name) => !guide.includes(name))).toEqual([]);
});

test('versions and limits are those of the code', () => {
  const said = [
    `Recipe, format version ${RECIPE_VERSION}`,
    `Run file, format version ${RUN_FILE_VERSION}`,
    `1 to ${LONGEST_RUN_NAME} characters`,
    `up to ${count(MOST_EDITS)} pairs`,
    `Above ${count(LONGEST_LINK)} characters`,
    `more than ${count(LARGEST_LINK)} characters`,
    `up to ${count(LARGEST_RECIPE)} bytes`,
    `up to ${count(LONGEST_NOTES)} characters`,
    `up to ${LARGEST_RUN_FILE / 2 ** 20} MiB`,
    `a header of up to ${LONGEST_HEADER / 2 ** 20} MiB`,
    `up to ${count(MOST_RECORDS)} records`,
    `up to ${count(MOST_PARAMETERS)} parameters`,
    `up to ${MOST_PATTERNS} different patterns`,
    `nested ${DEEPEST} deep`,
    `up to ${LONGEST_REFUSAL} characters`,
  ];
  expect(said.filter((text) => !guide.includes(text))).toEqual([]);
});

test('the refusal is what is said', () => {
  const edits = [[0, { kind: 'weight', criterion: 'hedge', value: 101 }]];
  const [said] = /Recipe: edits\.0: [^`]*/.exec(guide)!;
  expect(() => readRecipe({ ...(example as object), edits })).toThrow(said);
});
