/** A kept run as it is drawn over the one on the page. */
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { statesOf } from '../../exchange/recipe/states.ts';
import { planLanes } from '../../lab/run/session.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { WholeRun } from '../../worker/store/kept-run.ts';
import { overlayOf, type Overlay } from '../state/overlay.ts';
import { columnOrder, enrol } from '../state/roster.ts';

/** @param from the first step at which it is another run than the one on the page */
export function overlayOfKept(
  { run, records }: WholeRun,
  recipe: Recipe,
  name: string,
  from: number,
): Overlay {
  const columns = statesOf(recipe).reduce<readonly Criterion[]>(
    (known, { state }) => enrol(known, state.criteria),
    [],
  );
  return overlayOf(
    { id: run.id, name, from, order: columnOrder(recipe.scenario.rubric, columns.length) },
    planLanes(recipe),
    columns.map(({ id }) => id),
    records,
  );
}
