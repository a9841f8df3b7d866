import { describe, expect, it } from 'vitest';
import { Dice } from '../../exchange/fuzz/dice.ts';
import { randomRecipe } from '../../exchange/fuzz/recipes.ts';
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { findScenario } from '../../scenarios/index.ts';
import { runName } from './run-name.ts';

const scenario = findScenario('forgotten-footnote');

const plain: Recipe = {
  ...{ name: '', scenario, methods: scenario.methods, stem: null, seeds: [1, 2], engine: 'fused' },
  ...{ training: {}, parameters: {}, formula: null, edits: [], at: null },
};
const weighing = (value: number) =>
  scenario.rubric.map((own) => (own.id === 'hedge' ? { ...own, weight: value } : own));
const gamma = (value: number, step: number): Recipe['edits'][number] => ({
  step,
  request: { kind: 'parameter', name: 'focal.gamma', value },
});

describe('the name of a run', () => {
  it.each<[string, Partial<Recipe>, Partial<Recipe>]>([
    ['same again', {}, {}],
    ['gamma 1 → 3', {}, { parameters: { 'focal.gamma': 3 } }],
    ['same again', { parameters: { 'focal.gamma': 1 } }, {}],
    ['hedges weight 0.3 → 0.6', {}, { scenario: { ...scenario, rubric: weighing(0.6) } }],
    [
      'deleted greets',
      {},
      { scenario: { ...scenario, rubric: scenario.rubric.filter(({ id }) => id !== 'greets') } },
    ],
    ['gamma 1 → 3 at step 40', {}, { edits: [gamma(3, 40)] }],
    ['same again', {}, { edits: [gamma(3, 40), { step: 45, request: { kind: 'undo' } }] }],
    ['same again', { edits: [gamma(3, 40)] }, { edits: [gamma(3, 40)] }],
    ['same again', { edits: [gamma(3, 40)] }, {}],
    ['seeds 1–8', {}, { seeds: [1, 2, 3, 4, 5, 6, 7, 8] }],
    ['3 seeds', {}, { seeds: [4, 9, 1] }],
    ['without static uniform', {}, { methods: ['static-prior', 'focal-prior'] }],
    ['with POW3R', {}, { methods: [...scenario.methods, 'pow3r'] }],
    ['methods static prior', { methods: ['pow3r'] }, { methods: ['static-prior'] }],
    ['beta 0.02 → 0.05, steps 150 → 60', {}, { training: { beta: 0.05, steps: 60 } }],
    ['formula changed', {}, { formula: 'prior' }],
    ['engine ops', {}, { engine: 'ops' }],
    ['one past as focal up to step 50', {}, { stem: { method: 'focal-prior', step: 50 } }],
    [
      'gamma 1 → 3, learning rate 0.003 → 0.001, beta 0.02 → 0.05 and 2 more',
      {},
      {
        parameters: { 'focal.gamma': 3 },
        training: { beta: 0.05, learningRate: 0.001 },
        seeds: [7],
        edits: [gamma(1, 9)],
      },
    ],
    ['Harsh judge', { scenario: findScenario('harsh-judge') }, { scenario: findScenario('harsh-judge') }],
  ])('is “%s”', (name, before, after) => {
    const from = name === 'Harsh judge' ? plain : { ...plain, ...before };
    const methods = after.scenario?.methods ?? scenario.methods;
    expect(runName({ ...plain, methods, ...after }, from)).toBe(name);
  });

  it('begins with the scenario where there was no run before', () => {
    expect(runName(plain, null)).toBe('Forgotten footnote, as the scenario has it');
    expect(runName({ ...plain, edits: [gamma(3, 40)] }, null)).toBe(
      'Forgotten footnote: gamma 1 → 3 at step 40',
    );
  });

  it('says what a fork goes without, and that it is one', () => {
    const before = { ...plain, edits: [gamma(3, 40)] };
    expect(runName(plain, before, 40)).toBe('without gamma 1 → 3 at step 40');
    expect(runName(before, before, 60)).toBe('forked at step 60');
  });

  it('is there for any two runs, and short', () => {
    const lengths = Array.from({ length: 300 }, (_, seed) => {
      const dice = new Dice(seed);
      const [a, b] = [randomRecipe(dice), randomRecipe(dice)];
      return [runName(a, b), runName(b, a, 3), runName(a, null), runName(a, a)].map(({ length }) => length);
    }).flat();
    expect(Math.min(...lengths)).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(120);
  });
});
