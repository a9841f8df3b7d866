/** Writes what a user takes along: the whole run, or one policy. */
import type { Recipe } from '../exchange/recipe/recipe.ts';
export { recipeOf } from '../exchange/recipe/recipe-of.ts';
import { writeCheckpointFile, writeRunFile, type RunFile } from '../exchange/run-file/run-file.ts';
import type { Lane } from '../lab/run/session.ts';
import type { Past } from './past.ts';
import { thin } from './store/keeper.ts';

/** The run as one file, with a few of its snapshots. */
export function saveRun(run: RunFile): Uint8Array<ArrayBuffer> {
  const { stay } = thin(run.snapshots.map(({ step }) => step));
  const snapshots = run.snapshots.filter(({ step }) => stay.includes(step));
  return writeRunFile({ ...run, recipe: { ...run.recipe, name: run.name }, snapshots });
}

/** The policy of a lane after a step. */
export async function savePolicy(
  recipe: Recipe,
  past: Past,
  { method, seed }: Lane,
  { lane, step }: { lane: number; step: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const parameters = await past.parameters(lane, step);
  if (!parameters) throw new Error('The run has gone on to another.');
  const { id } = recipe.scenario;
  return writeCheckpointFile(recipe, parameters, {
    scenario: id,
    method,
    seed: String(seed),
    step: String(step),
  });
}
