import { expect, it } from 'vitest';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import type { EditRequest } from '../../lab/run/edit.ts';
import { findScenario } from '../../scenarios/index.ts';
import { recipeOf } from './recipe-of.ts';
import { readRecipe } from './recipe.ts';
import { writeRecipe } from './write.ts';
import { statesOf } from './states.ts';

const scenario = findScenario('forgotten-footnote');
const plan = { scenario, methods: ['static-prior', 'gdpo'], seeds: [1, 2], engine: null, edits: [] };

it('leaves out what is as usual', () => {
  const recipe = recipeOf({
    ...plan,
    training: { ...scenario.training, beta: 0.5, epsilonHigh: undefined },
    parameters: { ...defaultParameters(), 'focal.gamma': 3 },
    formula: DEFAULT_FORMULA,
  });
  expect(recipe).toMatchObject({ training: { beta: 0.5 }, parameters: { 'focal.gamma': 3 }, formula: null });
  expect(Object.keys(recipe.training)).toEqual(['beta']);
  expect(writeRecipe(recipeOf(plan))).toEqual({
    focalLab: 'recipe',
    formatVersion: 2,
    scenario: 'forgotten-footnote',
    scenarioKey: expect.any(String),
    methods: ['static-prior', 'gdpo'],
    seeds: [1, 2],
  });
});

it('tells a log so that making its edits again ends in the same state and the same log', () => {
  const criteria = scenario.rubric.slice(1);
  let edited: Edited = {
    state: {
      criteria,
      parameters: defaultParameters(),
      training: scenario.training,
      formula: DEFAULT_FORMULA,
    },
    edits: [],
  };
  const asked: [number, EditRequest][] = [
    [0, { kind: 'weight', criterion: 'hedge', value: 2 }],
    [0, { kind: 'weight', criterion: 'hedge', value: 3 }],
    [4, { kind: 'training', name: 'epsilonHigh', value: 0.4 }],
    [4, { kind: 'undo' }],
    [5, { kind: 'undo' }],
    [7, { kind: 'redo' }],
    [9, { kind: 'delete', criterion: 'cite' }],
    [9, { kind: 'undo' }],
  ];
  for (const [step, request] of asked) edited = carryOut(edited, request, step);
  const recipe = recipeOf({
    ...plan,
    rubric: criteria,
    stem: { method: 'focal-prior', step: 6 },
    edits: edited.edits,
    at: 8,
    name: 'A <b>name</b>',
  });
  expect(readRecipe(writeRecipe(recipe))).toEqual({ recipe, warnings: [] });
  expect(statesOf(recipe).at(-1)!.state).toEqual(edited.state);
  expect(recipe.edits.map(({ request }) => request.kind)).toEqual([
    'weight',
    'training',
    'undo',
    'undo',
    'redo',
    'delete',
    'undo',
  ]);
});
