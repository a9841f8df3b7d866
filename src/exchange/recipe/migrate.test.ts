import { expect, it } from 'vitest';
import document1 from './fixtures/version-1.json';
import link1 from './fixtures/version-1.link.txt?raw';
import { readLink } from './link.ts';
import { migrate, STEPS } from './migrate.ts';
import { readRecipe } from './recipe.ts';
import { writeRecipe } from './write.ts';
import { RECIPE_VERSION } from './version.ts';

it('has a step from every version to the next', () => {
  expect(STEPS).toHaveLength(RECIPE_VERSION - 1);
});

it('version 1 stays readable, as a document and as a link', async () => {
  const { recipe } = readRecipe(document1);
  expect(recipe).toMatchObject({ name: '', stem: null, seeds: [1, 2, 4_294_967_295], at: 84 });
  expect(recipe.edits).toHaveLength(14);
  expect((await readLink(`#${link1.trim()}`)).recipe).toEqual(recipe);
  expect(document1.formatVersion).toBe(1);
  const now = JSON.parse(JSON.stringify(writeRecipe(recipe)));
  expect({ ...now, scenarioKey: null }).toEqual({ ...document1, formatVersion: 2, scenarioKey: null });
});

it.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['1', '"1"'],
  [0, '0'],
  [-1, '-1'],
  [1.5, '1.5'],
  [[1], '[1]'],
])('version %j is refused', (formatVersion, said) => {
  expect(() => readRecipe({ ...document1, formatVersion })).toThrow(
    `Recipe: formatVersion is ${said}; allowed is a whole number from 1 to ${RECIPE_VERSION}.`,
  );
});

it('a version from the future is refused with a sentence', () => {
  expect(() => migrate({ ...document1, formatVersion: 3 })).toThrow(
    'formatVersion is 3, from a newer Focal Lab; this one reads up to 2',
  );
});
