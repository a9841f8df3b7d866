/** Opens a run in place of the page's own: one that was kept, a recipe's, a file's, or one of a scenario in full. */
import { readRecipe, type RecipeRead } from '../../exchange/recipe/recipe.ts';
import type { RunFile } from '../../exchange/run-file/run-file.ts';
import type { BackendWish } from '../../lab/engine/device.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import type { WholeRun } from '../../worker/store/kept-run.ts';
import type { Run } from '../state/Run.svelte.ts';
import { requestOf } from './request-of.ts';

/** Exactly where it was left. */
export function openKept(
  run: Run,
  { run: kept, records, snapshots }: WholeRun,
  backend: BackendWish,
  stands: () => void,
): string[] {
  const { recipe, warnings } = readRecipe(kept.recipe);
  run.become({
    ...requestOf(recipe, { backend }),
    start: { edits: recipe.edits, to: kept.steps, known: { records, snapshots } },
    keep: {
      id: kept.id,
      parent: kept.parent,
      kept: { run: kept, snapshots: snapshots.map(({ step }) => step) },
    },
    stands,
  });
  return warnings;
}

/** As it stands in the file; it is kept as a run of its own. */
export function openFile(
  run: Run,
  { recipe, records, snapshots }: RunFile,
  backend: BackendWish,
  stands: () => void,
): void {
  const to = records[0]?.length ?? 0;
  run.become({
    ...requestOf(recipe, { backend }),
    start: {
      edits: recipe.edits,
      to,
      known: { records: records.map((own) => [...own]), snapshots: [...snapshots] },
    },
    stands,
  });
}

/** From its beginning; its edits are made at their steps, and it pauses at the step that it is to be seen at. */
export function openRecipe(
  run: Run,
  { recipe }: RecipeRead,
  { backend, plays, stands }: { backend: BackendWish; plays: boolean; stands: () => void },
): void {
  run.become({
    ...requestOf(recipe, { backend }),
    start: { edits: recipe.edits, to: 0, known: null },
    stands,
    ...(plays && { playTo: recipe.at ?? Infinity }),
  });
}

/** A new run of a scenario, with its own methods, on the seeds and by the engine that the page has. */
export function openScenario(run: Run, from: Scenario, backend: BackendWish, stands: () => void): void {
  const { engine } = run.asFork.request;
  // Whatever is in it: notes, links and the gallery take the id of one that ships for that one.
  const scenario = SCENARIO_IDS.includes(from.id) ? { ...from, id: `my-${from.id}` } : from;
  run.become({
    scenario,
    request: {
      ...{ scenario, methods: [...new Set(scenario.methods)], seeds: run.wishedSeeds },
      ...{ backend, engine, freshBase: false },
    },
    start: { edits: [], to: 0, known: null },
    stands,
  });
}
