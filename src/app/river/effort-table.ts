/** The river as a table: each criterion's share of the effort, by step and method. */
import { lengthOf } from '../overlays/series.ts';
import { tabledSteps, type Table } from '../parts/table.ts';
import type { Run } from '../state/Run.svelte.ts';
import { SMOOTHING } from '../state/smooth.ts';
import type { Flow } from './flow.ts';
import { overlayFlow } from './overlay-flow.ts';

export function effortTable(run: Run, flows: readonly Flow[]): Table {
  for (const flow of flows) flow.advance();
  const columns = [...run.order].reverse();
  const ids = run.columns.map(({ id }) => id);
  // Each method is followed by itself in the runs that are drawn over this one.
  const others = run.methods.map(({ id, name }) =>
    run.overlays.flatMap((overlay) => {
      const flow = overlayFlow(overlay, id, { ids, order: run.order });
      const own = columns.map((k) => overlay.ids.indexOf(ids[k]!));
      return flow ? [{ overlay, name: `${name}, ${overlay.name}`, flow, own }] : [];
    }),
  );
  return {
    caption:
      `Share of the advantage signal, mean of ${run.seeds.length} ${run.seeds.length === 1 ? 'seed' : 'seeds'} ` +
      `and ${SMOOTHING} steps; a dash where nothing flows.`,
    head: ['step', 'method', ...columns.map((k) => run.columns[k]!.name)],
    rows: tabledSteps(run.length, run.at).flatMap((step) =>
      run.methods.flatMap(({ name }, m) => [
        [step, name, ...columns.map((k) => flows[m]!.share(step, k))],
        ...others[m]!.filter(({ overlay }) => step >= overlay.from && step < lengthOf(overlay)).map(
          ({ name, flow, own }) => [step, name, ...own.map((k) => flow.share(step, k))],
        ),
      ]),
    ),
  };
}
