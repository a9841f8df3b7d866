/** Writes a recipe as its difference from its scenario. */
import { textKey } from '../../lab/random/draw.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { findScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import type { Recipe } from './recipe.ts';
import type { RecipeDocument } from './schema.ts';
import { RECIPE_VERSION } from './version.ts';

/** A hash of a scenario, which tells whether it has changed since. */
export const keyOf = (scenario: Scenario): string => textKey(JSON.stringify(scenario)).toString(16);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const filled = (value: object): boolean => Object.keys(value).length > 0;

/** @returns the document, without what is as in the scenario */
export function writeRecipe(recipe: Recipe): RecipeDocument {
  const { name, scenario, methods, stem, seeds, engine, training, parameters, formula, edits, at } = recipe;
  const shipped = SCENARIO_IDS.includes(scenario.id) ? findScenario(scenario.id) : null;
  const known = shipped && same({ ...scenario, rubric: null }, { ...shipped, rubric: null }) ? shipped : null;
  return {
    focalLab: 'recipe',
    formatVersion: RECIPE_VERSION,
    ...(name !== '' && { name }),
    scenario: known ? known.id : { ...scenario },
    ...(known && { scenarioKey: keyOf(known) }),
    ...(known &&
      !same(scenario.rubric, known.rubric) && { rubric: scenario.rubric.map((own) => ({ ...own })) }),
    methods: [...methods] as RecipeDocument['methods'],
    ...(stem && { stem: [stem.method, stem.step] as RecipeDocument['stem'] }),
    seeds: [...seeds],
    ...(engine && { engine }),
    ...(filled(training) && { training: { ...training } }),
    ...(filled(parameters) && { parameters: { ...parameters } }),
    ...(formula !== null && formula !== DEFAULT_FORMULA && { formula }),
    ...(edits.length > 0 && {
      edits: edits.map(({ step, request }) => [step, request]) as RecipeDocument['edits'],
    }),
    ...(at !== null && { at }),
  };
}
