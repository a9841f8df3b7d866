/** Random run files that are valid: made-up records and snapshots of tiny policies. */
import { TOPICS } from '../../lab/language/topics.ts';
import { PAIR, SCALARS, VECTORS } from '../../lab/metrics/ring.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { parameterCount } from '../../lab/policy/shape.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import { statesOf } from '../recipe/states.ts';
import { criteriaAtSnapshot, rubricsOf } from '../run-file/criteria.ts';
import type { RunFile } from '../run-file/run-file.ts';
import type { Dice } from './dice.ts';
import { randomRecipe } from './recipes.ts';
import { TEXTS } from './texts.ts';

export function randomRun(dice: Dice): RunFile {
  const recipe = randomRecipe(dice, 6, true);
  const { scenario, training, methods, seeds } = recipe;
  const { steps: planned, numIterations } = { ...scenario.training, ...training };
  const steps = dice.whole(0, Math.min(6, planned));
  const states = statesOf(recipe);
  const rubrics = rubricsOf(states, steps);
  const lanes = Array.from({ length: methods.length * seeds.length }, (_, lane) => lane);
  const number = () => (dice.chance(0.05) ? NaN : Math.fround(dice.between(-1, 1)));
  const record = (step: number): StepRecord => {
    const criteria = rubrics.findLast(([from]) => from <= step)![1];
    return {
      step,
      criteria,
      ...Object.fromEntries(SCALARS.map((name) => [name, number()])),
      ...Object.fromEntries(VECTORS.map((name) => [name, criteria.map(number)])),
      [PAIR]: [0, criteria.length - 1],
    } as unknown as StepRecord;
  };
  const size = parameterCount(scenarioShape(scenario));
  const values = (length: number, low: number) => Float32Array.from({ length }, () => dice.between(low, 1));
  return {
    recipe,
    name: recipe.name,
    notes: dice.pick(TEXTS),
    records: lanes.map(() => Array.from({ length: steps }, (_, step) => record(step))),
    snapshots: dice
      .some(
        Array.from({ length: steps + 1 }, (_, step) => step),
        2,
      )
      .map((step) => ({
        step,
        lanes: lanes.map(() => ({
          step,
          updates: step * numIterations,
          parameters: values(size, -1),
          adamMean: values(size, -1),
          adamSquare: values(size, 0),
          kept: values(TOPICS.length * criteriaAtSnapshot(states, step).length, -1),
        })),
      })),
  };
}
