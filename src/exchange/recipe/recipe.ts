/** A run's recipe: all that it takes to have the same run again. Written as a difference from its scenario. */
import * as v from 'valibot';
import { textKey } from '../../lab/random/draw.ts';
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { METHODS } from '../../lab/reward/methods/index.ts';
import { requireParameter, type MethodParameters } from '../../lab/reward/methods/method.ts';
import { parseRubric, placeAndReason } from '../../lab/rubric/criterion.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import type { EditRequest } from '../../lab/run/edit.ts';
import { parseScenario, parseTraining, type Scenario, type Training } from '../../lab/run/scenario.ts';
import { findScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { RECIPE_VERSION, recipeSchema, type RecipeDocument } from './schema.ts';

export interface RecipeEdit {
  /** The first step that runs with it. */
  step: number;
  request: EditRequest;
}

export interface Recipe {
  /** With the rubric that the run begins with. */
  scenario: Scenario;
  methods: readonly string[];
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

const keyOf = (scenario: Scenario): string => textKey(JSON.stringify(scenario)).toString(16);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const filled = (value: object): boolean => Object.keys(value).length > 0;

/** @returns the document, without what is as in the scenario */
export function writeRecipe(recipe: Recipe): RecipeDocument {
  const { scenario, methods, seeds, engine, training, parameters, formula, edits, at } = recipe;
  const shipped = SCENARIO_IDS.includes(scenario.id) ? findScenario(scenario.id) : null;
  const known = shipped && same({ ...scenario, rubric: null }, { ...shipped, rubric: null }) ? shipped : null;
  return {
    focalLab: 'recipe',
    formatVersion: RECIPE_VERSION,
    scenario: known ? known.id : { ...scenario },
    ...(known && { scenarioKey: keyOf(known) }),
    ...(known &&
      !same(scenario.rubric, known.rubric) && { rubric: scenario.rubric.map((own) => ({ ...own })) }),
    methods: [...methods] as RecipeDocument['methods'],
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

/**
 * @returns the recipe, and what its reader should know, in sentences
 * @throws naming the place and what is allowed there; a recipe that is read can be run
 */
export function readRecipe(document: unknown): { recipe: Recipe; warnings: string[] } {
  const version = (document as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === 'number' && version > RECIPE_VERSION)
    throw new Error(
      `Recipe: formatVersion is ${version}, from a newer Focal Lab; this one reads up to ${RECIPE_VERSION}.`,
    );
  const parsed = v.safeParse(recipeSchema, document, { abortEarly: true });
  if (!parsed.success) throw new Error(`Recipe: ${placeAndReason(parsed.issues[0])}`);
  const { scenario: named, scenarioKey, rubric, methods, seeds, edits = [], ...rest } = parsed.output;
  const found = at('scenario', () =>
    typeof named === 'string' ? findScenario(named) : parseScenario(named),
  );
  const scenario = rubric ? { ...found, rubric: at('rubric', () => parseRubric(rubric)) } : found;
  const training = at('training', () => overrides(scenario.training, rest.training ?? {}));
  const parameters = at('parameters', () => checkedParameters(rest.parameters ?? {}));
  const formula = rest.formula === undefined ? null : at('formula', () => compileFormula(rest.formula!).text);
  if (new Set(seeds).size < seeds.length)
    throw new Error(`Recipe: seeds: ${seeds.join(', ')} repeat; seeds differ.`);
  if (new Set(methods).size < methods.length)
    throw new Error(`Recipe: methods: ${methods.join(', ')} repeat; methods differ.`);
  const recipe: Recipe = {
    scenario,
    methods,
    seeds,
    engine: rest.engine ?? null,
    training,
    parameters,
    formula,
    edits: edits.map(([step, request]) => ({ step, request: request as EditRequest })),
    at: rest.at ?? null,
  };
  tryEdits(recipe);
  const changed = typeof named === 'string' && scenarioKey !== undefined && scenarioKey !== keyOf(found);
  const warnings = changed
    ? [`The scenario “${found.name}” has changed since this was made: the run may come out another.`]
    : [];
  return { recipe, warnings };
}

/** Makes every edit once, on nothing but the rubric and the settings. */
function tryEdits({ scenario, training, parameters, formula, edits }: Recipe): void {
  const settings = { ...scenario.training, ...training };
  let edited: Edited = {
    state: {
      criteria: scenario.rubric,
      parameters: { ...defaultParameters(), ...parameters },
      training: settings,
      formula: formula ?? DEFAULT_FORMULA,
    },
    edits: [],
  };
  edits.forEach(({ step, request }, i) => {
    const before = edits[i - 1]?.step ?? 0;
    if (step < before || step > settings.steps)
      throw new Error(
        `Recipe: edits.${i}: step ${step}; allowed is ${before} to ${settings.steps}, in order.`,
      );
    edited = at(`edits.${i}`, () => carryOut(edited, request, step));
  });
}

/** Only what is said, checked together with the rest. */
function overrides(usual: Training, said: Record<string, unknown>): Partial<Training> {
  const unknown = Object.keys(said).find((name) => !(name in usual) && name !== 'epsilonHigh');
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
    throw new Error(`Recipe: ${place}: ${(error as Error).message}`, { cause: error });
  }
}
