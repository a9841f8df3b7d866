/** The recipe of the run on the page, as it stands. */
import { recipeOf } from '../../exchange/recipe/recipe-of.ts';
import { readRecipe, type Recipe } from '../../exchange/recipe/recipe.ts';
import { seedList } from '../../experiment/seed-range.ts';
import type { KeptRun } from '../../worker/store/kept-run.ts';
import type { Run } from '../state/Run.svelte.ts';
import { runName } from './run-name.ts';

/** The step that a link opens at: the one after the step shown; null before the first, where the run plays on. */
const placeOf = (run: Run): number | null => (run.taken === 0 || run.at < 0 ? null : run.at + 1);

export function recipeOfRun(run: Run, name: string, at = placeOf(run)): Recipe {
  const { methods, seeds, training, rubric, formula, parameters, stem } = run.asFork.request;
  return recipeOf({
    ...{ scenario: run.scenario, methods, seeds: seedList(seeds, run.device), name },
    ...{ stem: stem ?? null, engine: run.engine, edits: run.edits, ahead: run.ahead, at },
    ...(training && { training }),
    ...(parameters && { parameters }),
    ...(rubric && { rubric }),
    ...(formula !== undefined && { formula }),
  });
}

/** What the run on the page is called by itself. */
export function ownNameOf(run: Run, kept: Pick<KeptRun, 'before' | 'parent'> | null): string {
  let before: Recipe | null = null;
  try {
    before = kept?.before ? readRecipe(kept.before).recipe : null;
  } catch {
    // What was there before can no longer be read: then the scenario is what it is told against.
  }
  return runName(recipeOfRun(run, '', null), before, kept?.parent?.step ?? null);
}
