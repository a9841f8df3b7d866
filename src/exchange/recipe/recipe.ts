/** A run's recipe: all that it takes to have the same run again; read with all that may be wrong with it. */
import * as v from 'valibot';
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import { METHODS } from '../../lab/reward/methods/index.ts';
import { requireParameter, type MethodParameters } from '../../lab/reward/methods/method.ts';
import { parseRubric, placeAndReason } from '../../lab/rubric/criterion.ts';
import type { EditRequest, PlannedEdit } from '../../lab/run/edit.ts';
import { parseScenario, parseTraining, type Scenario, type Training } from '../../lab/run/scenario.ts';
import type { Stem } from '../../lab/run/session.ts';
import { findScenario } from '../../scenarios/index.ts';
import { refusing } from '../refusal.ts';
import { requireFewPatterns, requireSize } from './bounds.ts';
import { migrate } from './migrate.ts';
import { recipeSchema } from './schema.ts';
import { statesOf } from './states.ts';
import { keyOf } from './write.ts';

export type RecipeEdit = PlannedEdit;

export interface Recipe {
  /** What its user calls the run; plain text, '' for none. */
  name: string;
  /** With the rubric that the run begins with. */
  scenario: Scenario;
  methods: readonly string[];
  /** null: every lane ran as its own method from the beginning. */
  stem: Stem | null;
  seeds: readonly number[];
  /** The engine that ran it; null leaves the choice. */
  engine: 'fused' | 'ops' | null;
  /** Overrides of the scenario's training settings, and of the methods' parameters. */
  training: Partial<Training>;
  parameters: MethodParameters;
  /** The rule of the method "custom"; null for the usual one. */
  formula: string | null;
  edits: readonly RecipeEdit[];
  /** The step to open at; null for the run's beginning. */
  at: number | null;
}

export interface RecipeRead {
  recipe: Recipe;
  /** What its reader should know, in sentences. */
  warnings: string[];
}

/**
 * A recipe out of anything, of this version or an earlier one.
 *
 * @throws naming the place and what is allowed there; a recipe that is read can be run
 */
export const readRecipe = (document: unknown): RecipeRead =>
  refusing('Recipe: ', () => recipeFrom(migrate(document)));

function recipeFrom(document: unknown): RecipeRead {
  const parsed = v.safeParse(recipeSchema, document, { abortEarly: true });
  if (!parsed.success) throw new Error(placeAndReason(parsed.issues[0]));
  requireFewPatterns(document);
  const { scenario: named, scenarioKey, rubric, methods, stem, seeds, edits = [], ...rest } = parsed.output;
  const found = at('scenario', () =>
    typeof named === 'string' ? findScenario(named) : parseScenario(named),
  );
  const scenario = rubric ? { ...found, rubric: at('rubric', () => parseRubric(rubric)) } : found;
  const training = at('training', () => overrides(scenario.training, rest.training ?? {}));
  const parameters = at('parameters', () => checkedParameters(rest.parameters ?? {}));
  const formula = rest.formula === undefined ? null : at('formula', () => compileFormula(rest.formula!).text);
  requireDifferent('seeds', seeds);
  requireDifferent('methods', methods);
  at('scenario', () => requireSize(scenario, methods.length * seeds.length));
  const { steps } = { ...scenario.training, ...training };
  const recipe: Recipe = {
    name: rest.name ?? '',
    scenario,
    methods,
    stem: stem ? { method: stem[0], step: inRun('stem', stem[1], 1, steps) } : null,
    seeds,
    engine: rest.engine ?? null,
    training,
    parameters,
    formula,
    edits: edits.map(([step, request]) => ({ step, request: request as EditRequest })),
    at: rest.at === undefined ? null : inRun('at', rest.at, 0, steps),
  };
  statesOf(recipe);
  const changed = typeof named === 'string' && scenarioKey !== undefined && scenarioKey !== keyOf(found);
  const warnings = changed
    ? [`The scenario “${found.name}” has changed since this was made: the run may come out another.`]
    : [];
  return { recipe, warnings };
}

function requireDifferent(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) throw new Error(`${what}: ${twice} is there twice; ${what} differ`);
}

function inRun(what: string, step: number, first: number, last: number): number {
  if (step < first || step > last)
    throw new Error(`${what}: step ${step}; allowed is ${first} to ${last}, the run's last`);
  return step;
}

/** Only what is said, checked together with the rest. */
function overrides(usual: Training, said: Record<string, unknown>): Partial<Training> {
  const unknown = Object.keys(said).find((name) => !Object.hasOwn(usual, name) && name !== 'epsilonHigh');
  if (unknown) throw new Error(`unknown setting "${unknown}"; known: ${Object.keys(usual).join(', ')}`);
  if (said['maxCompletionLength'] !== undefined && said['maxCompletionLength'] !== usual.maxCompletionLength)
    throw new Error('maxCompletionLength belongs to the base policy and cannot be set');
  const whole = parseTraining({ ...usual, ...said });
  return Object.fromEntries(Object.keys(said).map((name) => [name, whole[name as keyof Training]]));
}

function checkedParameters(said: MethodParameters): MethodParameters {
  const known = METHODS.flatMap(({ parameters }) => parameters);
  for (const [name, value] of Object.entries(said)) {
    const parameter = known.find((candidate) => candidate.name === name);
    if (!parameter)
      throw new Error(
        `unknown parameter "${name}"; known: ${[...new Set(known.map((one) => one.name))].join(', ')}`,
      );
    requireParameter(parameter, value);
  }
  return { ...said };
}

function at<Value>(place: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
  }
}
