/** A kept run as the page shows it: with the name that says what changed, and what can be done with it. */
import { readRecipe, type Recipe } from '../../exchange/recipe/recipe.ts';
import type { RecipeDocument } from '../../exchange/recipe/schema.ts';
import type { KeptRun } from '../../worker/store/kept-run.ts';
import { runName } from './run-name.ts';

export interface Kept {
  run: KeptRun;
  /** null where it can no longer be read. */
  recipe: Recipe | null;
  name: string;
  /** The one that says what changed, whatever else it is called. */
  ownName: string;
  /** Why it cannot be opened; empty where it can. */
  problem: string;
}

const attempt = (document: RecipeDocument | null): Recipe | null => {
  try {
    return document && readRecipe(document).recipe;
  } catch {
    return null; // a run can be told without the one before it
  }
};

export function keptAs(run: KeptRun): Kept {
  try {
    const { recipe } = readRecipe(run.recipe);
    const ownName = runName(recipe, attempt(run.before), run.parent?.step ?? null);
    return { run, recipe, ownName, name: run.name || ownName, problem: '' };
  } catch (error) {
    const { scenario } = run.recipe;
    const ownName = typeof scenario === 'string' ? scenario : 'A scenario of its own';
    return { run, recipe: null, ownName, name: run.name || ownName, problem: (error as Error).message };
  }
}

/** The steps that a run has in all. */
export const plannedSteps = ({ scenario, training }: Recipe): number =>
  training.steps ?? scenario.training.steps;

/** How far a run got, as the bar counts: "step 82 of 150", "finished, 150 steps". */
export function reached({ run, recipe }: Kept): string {
  const last = Math.max(0, run.steps - 1);
  if (run.finished) return `finished, ${run.steps} steps`;
  return recipe ? `step ${last} of ${plannedSteps(recipe)}` : `step ${last}`;
}
