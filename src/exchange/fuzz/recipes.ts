/** Random recipes that are valid: every kind of edit, scenarios of one's own, forks with a past in common. */
import { METHOD_IDS, METHODS } from '../../lab/reward/methods/index.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { randomSettings } from '../../lab/rubric/detectors/arbitrary.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import { TRAINING_NAMES, type Editable, type EditRequest } from '../../lab/run/edit.ts';
import type { Scenario, Training } from '../../lab/run/scenario.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import { SCENARIOS } from '../../scenarios/index.ts';
import type { Recipe, RecipeEdit } from '../recipe/recipe.ts';
import type { Dice } from './dice.ts';
import { TEXTS } from './texts.ts';

const PARAMETERS = [
  ...new Map(METHODS.flatMap(({ parameters }) => parameters.map((own) => [own.name, own]))).values(),
];

const FORMULAS = ['prior', 'prior * (1 - saturation)', 'prior * (1 - saturation + 0.05) ^ gamma', '1'];

const parameterValue = (dice: Dice, name: string): number => {
  const { min, max, options } = PARAMETERS.find((own) => own.name === name)!;
  return options ? dice.below(options.length) : dice.between(min, max);
};

export function randomCriterion(dice: Dice, id: string): Criterion {
  const detector = dice.chance(0.1) ? null : randomSettings(dice.next);
  return {
    id,
    name: dice.pick(TEXTS).slice(0, 60),
    text: dice.pick(TEXTS),
    kind: dice.pick(['hard-rule', 'principle'] as const),
    weight: dice.pick([0, 1, 2.5, dice.between(0, 100)]),
    ...(dice.chance(0.2) && { promptWeights: TOPICS.map(() => dice.whole(0, 5)) }),
    polarity: dice.pick(['positive', 'negative'] as const),
    active: detector !== null && dice.chance(0.8),
    unsatisfiable: dice.chance(0.1),
    detector,
    judge: dice.chance(0.3) ? { falsePositive: dice.next(), shift: dice.between(-10, 10), coarse: 5 } : {},
    tags: dice.chance(0.2) ? [dice.pick(TEXTS)] : [],
  };
}

const freshId = (dice: Dice): string => `c${dice.below(1_000_000)}`;

/** Something that a user may ask for; not all of it is possible at every moment. */
function randomRequest(dice: Dice, { criteria, training }: Editable): EditRequest {
  const { id: criterion } = dice.pick(criteria);
  const place = dice.below(criteria.length);
  switch (dice.below(16)) {
    case 0:
      return { kind: 'active', criterion, value: dice.chance(0.5) };
    case 1:
      return { kind: 'criterion', criterion, value: randomCriterion(dice, criterion) };
    case 2:
      return { kind: 'add', value: randomCriterion(dice, freshId(dice)), at: place };
    case 3:
      return { kind: 'delete', criterion };
    case 4:
      return { kind: 'move', criterion, to: place };
    case 5: {
      const value = dice.list(1, 4, (i) => randomCriterion(dice, `r${i}`));
      return dice.chance(0.3) ? { kind: 'rubric', value } : { kind: 'undo' };
    }
    case 6: {
      const names = dice.some(PARAMETERS, 3).map(({ name }) => name);
      return {
        kind: 'parameters',
        value: Object.fromEntries(names.map((name) => [name, parameterValue(dice, name)])),
      };
    }
    case 7:
    case 8: {
      const { name } = dice.pick(PARAMETERS);
      return { kind: 'parameter', name, value: parameterValue(dice, name) };
    }
    case 9:
    case 10: {
      const name = dice.pick(TRAINING_NAMES);
      const values = {
        learningRate: dice.next(),
        beta: dice.between(0, 10),
        epsilon: dice.next(),
        epsilonHigh: dice.chance(0.3) ? null : dice.between(0, 10),
        lossType: dice.pick(['dapo', 'grpo', 'dr_grpo']),
        scaleRewards: dice.pick(['group', 'batch', 'none']),
        matchRewardScale: !training.matchRewardScale,
        promptGamma: dice.between(0, 5),
        dropSilentGroups: dice.chance(0.5),
      };
      return { kind: 'training', name, value: values[name] };
    }
    case 11:
      return { kind: 'formula', value: dice.pick(FORMULAS) };
    case 12:
      return { kind: 'undo' };
    case 13:
      return { kind: 'redo' };
    default:
      return { kind: 'weight', criterion, value: dice.pick([dice.whole(0, 10) / 2, dice.between(0, 100)]) };
  }
}

/** Edits that follow one another, up to the run's last step. */
export function randomEdits(dice: Dice, start: Editable, count: number): RecipeEdit[] {
  let edited: Edited = { state: start, edits: [] };
  const edits: RecipeEdit[] = [];
  let step = 0;
  while (edits.length < count) {
    step = Math.min(
      start.training.steps,
      step + dice.below(1 + Math.ceil((2 * start.training.steps) / count)),
    );
    const request = randomRequest(dice, edited.state);
    try {
      edited = carryOut(edited, request, step);
    } catch {
      continue; // what cannot be done is not done, e.g. deleting the only criterion
    }
    edits.push({ step, request });
  }
  return edits;
}

const TINY = { width: 8, heads: 1, hidden: 8, blocks: 1 };

/** One of one's own, whose policy is as small as they get. */
const ownScenario = (dice: Dice, of: Scenario): Scenario => ({
  ...of,
  id: 'of-my-own',
  name: dice.pick(TEXTS).slice(0, 60),
  summary: dice.pick(TEXTS),
  policy: TINY,
  rubric: dice.list(1, 5, (i) => randomCriterion(dice, `own${i}`)),
  training: { ...of.training, steps: dice.whole(1, 20), numGenerations: 2, maxCompletionLength: 4 },
});

/** @param most edits it has */
export function randomRecipe(dice: Dice, most = 12, own = dice.chance(0.4)): Recipe {
  const shipped = dice.pick(SCENARIOS);
  const based = own ? ownScenario(dice, shipped) : shipped;
  const scenario = dice.chance(0.2)
    ? { ...based, rubric: dice.list(1, 6, (i) => randomCriterion(dice, `s${i}`)) }
    : based;
  const training: Partial<Training> = dice.chance(0.5)
    ? {}
    : { steps: dice.whole(1, 200), beta: dice.next(), ...(dice.chance(0.5) && { epsilonHigh: dice.next() }) };
  const parameters = Object.fromEntries(
    dice.chance(0.5) ? [] : dice.some(PARAMETERS, 3).map(({ name }) => [name, parameterValue(dice, name)]),
  );
  const formula = dice.chance(0.7) ? null : dice.pick(FORMULAS);
  const settings = { ...scenario.training, ...training };
  const start: Editable = {
    criteria: scenario.rubric,
    parameters: { ...defaultParameters(), ...parameters },
    training: settings,
    formula: formula ?? DEFAULT_FORMULA,
  };
  return {
    name: dice.chance(0.5) ? '' : dice.pick(TEXTS),
    scenario,
    methods: dice.some(METHOD_IDS, own ? 2 : 6),
    stem: dice.chance(0.7) ? null : { method: dice.pick(METHOD_IDS), step: dice.whole(1, settings.steps) },
    seeds: [...new Set(dice.list(1, own ? 2 : 8, () => dice.below(2 ** 32)))],
    engine: dice.pick([null, 'fused', 'ops'] as const),
    training,
    parameters,
    formula,
    edits: randomEdits(dice, start, dice.below(most + 1)),
    at: dice.chance(0.5) ? null : dice.whole(0, settings.steps),
  };
}
