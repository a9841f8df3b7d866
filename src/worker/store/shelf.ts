/** A run's place in the browser's database: loaded when there is something to keep. */
import { recipeOf, type RunToTell } from '../../exchange/recipe/recipe-of.ts';
import type { RecipeDocument } from '../../exchange/recipe/schema.ts';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import type { KeepAs } from '../protocol.ts';
import { runDatabase } from './database.ts';
import { Keeper, type RunStore } from './keeper.ts';
import type { KeptRun } from './kept-run.ts';

const store: RunStore = {
  save: async (...pieces) => (await runDatabase()).save(...pieces),
  drop: async (...steps) => (await runDatabase()).drop(...steps),
};

export const documentOf = (run: RunToTell): RecipeDocument => writeRecipe(recipeOf(run));

/** @param say told, once, that the run is no longer kept, and why */
export function keeperOf(
  as: KeepAs,
  run: RunToTell,
  before: RunToTell | null,
  say: (problem: string | null) => void,
): Keeper {
  if (as.kept) return new Keeper(store, as.kept.run, say, as.kept.snapshots, true);
  const now = Date.now();
  const fresh: KeptRun = {
    id: as.id,
    name: '',
    notes: '',
    created: now,
    updated: now,
    recipe: documentOf(run),
    steps: 0,
    finished: false,
    parent: as.parent,
    before: before && documentOf(before),
  };
  return new Keeper(store, fresh, say);
}
