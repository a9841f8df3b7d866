import { expect, it } from 'vitest';
import { SHOP } from '../lab/run/testing.ts';
import { findScenario, SCENARIOS } from '../scenarios/index.ts';
import { readAny } from './read-any.ts';
import { LONGEST_LINK, readLink, writeLink } from './recipe/link.ts';
import { readRecipeFile, writeRecipeFile } from './recipe/file.ts';
import { recipeOf } from './recipe/recipe-of.ts';
import { mayBeScenario, readScenarioFile, writeScenarioFile } from './scenario-file.ts';

const own = {
  ...findScenario('every-question-differs'),
  id: 'shop',
  name: 'A shop’s answers',
  language: SHOP,
};
const bytes = (text: string) => new TextEncoder().encode(text);

it.each([...SCENARIOS, own])('a file holds $id, and is told from others', (scenario) => {
  const text = writeScenarioFile(scenario);
  expect(readScenarioFile(text)).toEqual(scenario);
  expect(readAny(bytes(text), 'x.json')).toEqual({ kind: 'scenario', scenario });
});

it.each([
  [(text: string) => text.slice(0, 700), '“x.json”: The file is no scenario: at character'],
  [
    (text: string) => text.replace('"greeting": 0.8', '"greeting": 1.8'),
    'mixture.greeting: 1.8 is not between 0 and 1',
  ],
  [
    (text: string) => text.replace('"refunds-a"', '"refunds a"'),
    'language.topics.0.words.0: "refunds a" has a space in it',
  ],
  [(text: string) => text.replace('"formatVersion": 1', '"formatVersion": 2'), 'formatVersion'],
  [(text: string) => text.replace('"width": 24', '"width": 25'), '25'],
])('a file that is wrong is refused by name, place and value', (damage, reason) => {
  expect(() => readAny(bytes(damage(writeScenarioFile(own))), 'x.json')).toThrow(reason);
});

it('a recipe is no scenario, though it holds one', () => {
  expect(mayBeScenario(writeRecipeFile(recipe))).toBe(false);
  expect(readAny(bytes(writeRecipeFile(recipe)), 'x.json').kind).toBe('recipe');
});

const recipe = recipeOf({
  ...{ scenario: own, methods: ['static-uniform', 'focal-prior'], seeds: [1, 2], engine: 'fused' },
  edits: [],
});

it('a run of it travels with its words, in a file and in a link that chats do not cut', async () => {
  expect(readRecipeFile(writeRecipeFile(recipe)).recipe.scenario).toEqual(own);
  const link = await writeLink(recipe);
  expect(link.length).toBeLessThan(LONGEST_LINK / 2);
  expect((await readLink(link)).recipe).toEqual(recipe);
});

it('a run of a scenario that ships, with other words, is not mistaken for it', async () => {
  const renamed = { ...findScenario('forgotten-footnote'), language: SHOP };
  const read = await readLink(await writeLink({ ...recipe, scenario: renamed }));
  expect(read.recipe.scenario.language).toEqual(SHOP);
});
