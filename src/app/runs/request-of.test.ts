import { describe, expect, it } from 'vitest';
import { Dice } from '../../exchange/fuzz/dice.ts';
import { randomRecipe } from '../../exchange/fuzz/recipes.ts';
import { recipeOf } from '../../exchange/recipe/recipe-of.ts';
import { readRecipe, type Recipe } from '../../exchange/recipe/recipe.ts';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import { seedList } from '../../experiment/seed-range.ts';
import { findScenario } from '../../scenarios/index.ts';
import { openedRun } from '../state/testing.ts';
import { recipeOfRun } from './recipe-of-run.ts';
import { requestOf } from './request-of.ts';

/** The recipe that the worker writes of a run that was asked for. */
function told(recipe: Recipe): Recipe {
  const { scenario: asPage, request } = requestOf(recipe, { backend: 'auto' });
  const { scenario: named, seeds, engine: _engine, rubric, ...rest } = request;
  const scenario = typeof named === 'string' ? findScenario(named) : named;
  expect(asPage).toEqual(scenario);
  const { name, at, edits } = recipe;
  const whole = rubric ? { ...scenario, rubric: [...rubric] } : scenario;
  const plan = { ...rest, scenario: whole, seeds: seedList(seeds, null), engine: recipe.engine, edits: [] };
  return { ...recipeOf({ ...plan, stem: rest.stem ?? null }), name, at, edits };
}

describe('the request of a recipe', () => {
  it('asks for the run that the recipe is of', () => {
    for (let seed = 0; seed < 100; seed++) {
      const dice = new Dice(seed);
      const recipe = randomRecipe(dice);
      const first = dice.below(1000);
      const asked = { ...recipe, seeds: recipe.seeds.map((_, i) => first + i) };
      const known = readRecipe(writeRecipe(asked)).recipe;
      const came = told(known);
      // What says the usual value is left out.
      expect({ ...came, training: {}, parameters: {} }).toEqual({ ...known, training: {}, parameters: {} });
      expect({ ...known.scenario.training, ...came.training }).toEqual({
        ...known.scenario.training,
        ...known.training,
      });
    }
  });

  it('refuses seeds that do not follow one another, and leaves a choice where fused cannot run', () => {
    const { run } = openedRun();
    const recipe = recipeOfRun(run, '');
    const seeds = [3, 9];
    expect(() => requestOf({ ...recipe, seeds }, { backend: 'auto' })).toThrow('Its seeds are 3, 9; ');
    const engineOf = (engine: Recipe['engine']) =>
      requestOf({ ...recipe, engine }, { backend: 'cpu' }).request.engine;
    expect([null, 'fused', 'ops'].map((engine) => engineOf(engine as Recipe['engine']))).toEqual([
      'auto',
      'auto',
      'ops',
    ]);
  });
});

describe('the recipe of the run on the page', () => {
  it('has its edits, those ahead too, and opens at the step after the one shown', () => {
    const { run, step } = openedRun();
    expect(recipeOfRun(run, 'a name')).toMatchObject({ name: 'a name', at: null, seeds: [1], edits: [] });
    step(() => 0.5);
    step(() => 0.5);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 0.6 });
    const ahead = [{ step: 7, request: { kind: 'undo' } as const }];
    const { edits, criteria, parameters, training, formula } = run;
    run.receive({ type: 'edited', run: 1, edits, criteria, parameters, training, formula, ahead });
    const weight = { step: 2, request: { kind: 'weight', criterion: 'hedge', value: 0.6 } };
    expect(recipeOfRun(run, '')).toMatchObject({ at: 2, engine: 'ops', edits: [weight, ...ahead] });
    run.cursor = 0;
    expect(recipeOfRun(run, '').at).toBe(1);
    expect(readRecipe(writeRecipe(recipeOfRun(run, ''))).recipe.edits).toHaveLength(2);
  });
});
