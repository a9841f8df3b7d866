/** What a recipe's edits make of the rubric and the settings, one after another, without any training. */
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import type { Editable } from '../../lab/run/edit.ts';
import type { Recipe } from './recipe.ts';

/** A state, and the first step that runs with it. */
export interface StateFrom {
  step: number;
  state: Editable;
}

/**
 * The state at the beginning, then the one after each edit; several may hold from the same step on.
 *
 * @throws naming the first edit that cannot be made
 */
export function statesOf({ scenario, training, parameters, formula, edits }: Recipe): StateFrom[] {
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
  const states: StateFrom[] = [{ step: 0, state: edited.state }];
  edits.forEach(({ step, request }, i) => {
    const before = states.at(-1)!.step;
    if (step < before || step > settings.steps)
      throw new Error(`edits.${i}: step ${step}; allowed is ${before} to ${settings.steps}, in order`);
    try {
      edited = carryOut(edited, request, step);
    } catch (error) {
      throw new Error(`edits.${i}: ${(error as Error).message}`, { cause: error });
    }
    states.push({ step, state: edited.state });
  });
  return states;
}
