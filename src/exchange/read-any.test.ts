import { expect, it } from 'vitest';
import link1 from './recipe/fixtures/version-1.link.txt?raw';
import { readAny } from './read-any.ts';
import { writeRecipeFile } from './recipe/file.ts';
import { readLink } from './recipe/link.ts';
import { writeCheckpointFile, writeRunFile } from './run-file/run-file.ts';
import { parameterCount } from '../lab/policy/shape.ts';
import { scenarioShape } from '../lab/run/scenario.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const { recipe } = await readLink(link1.trim());

it('tells a recipe, a run and others by what is in them', () => {
  const text = writeRecipeFile(recipe);
  expect(readAny(utf8(text), 'my.safetensors')).toEqual({ kind: 'recipe', recipe, warnings: [] });
  expect(readAny(utf8(`\uFEFF\n${text}`), '')).toMatchObject({ kind: 'recipe' });
  const lanes = recipe.methods.flatMap(() => recipe.seeds.map(() => []));
  const run = { recipe, name: '', notes: '', records: lanes, snapshots: [] };
  expect(readAny(writeRunFile(run), 'rubric.json')).toEqual({ kind: 'run', run, warnings: [] });
  for (const other of ['', '{}', '[1]', '{"format": "focal-lab-rubric"}', 'hello', '<html>', '\0'.repeat(20)])
    expect(readAny(utf8(other), 'run.safetensors')).toEqual({ kind: 'other' });
});

it.each<[string, Uint8Array, string]>([
  ['a recipe that is cut off', utf8(writeRecipeFile(recipe).slice(0, 90)), '“it”: The file is no recipe: at'],
  [
    'a recipe from the future',
    utf8('{"focalLab":"recipe","formatVersion":9}'),
    '“it”: Recipe: formatVersion is 9',
  ],
  ['something else of ours', utf8('{"focalLab":"magic"}'), '“it”: Recipe: focalLab is "magic"; a recipe has'],
  [
    'one policy',
    writeCheckpointFile(recipe, new Float32Array(parameterCount(scenarioShape(recipe.scenario))), {}),
    '“it”: This file holds one policy',
  ],
  [
    'a file too large',
    new Uint8Array(4_000_001),
    '“it”: It has 4,000,001 bytes and is no run file; other files',
  ],
])('says why it is not opened: %s', (_, file, said) => {
  expect(() => readAny(file, 'it')).toThrow(said);
});
