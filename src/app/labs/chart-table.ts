/** The numbers of a lab's chart as a table. */
import { tabledSteps, type Table } from '../parts/table.ts';
import type { LabPlace } from './LabPlace.svelte.ts';
import type { Chart, Series } from './series.ts';

/** @param series [arm][measure] */
export function chartTable(
  place: LabPlace,
  { measures }: Chart,
  series: readonly (readonly Series[])[],
): Table {
  const { lab, live } = place;
  const { plan } = live;
  const seeds = plan?.seeds.length ?? 0;
  const columns = series.flatMap((own) => own);
  const of = seeds === 1 ? 'one seed' : `means of ${seeds} seeds`;
  return {
    caption: `${lab.name}: ${measures.map(({ name }) => name).join(', ')}; ${of}.`,
    head: [
      'step',
      ...columns.map(({ arm, measure }) =>
        measures.length === 1
          ? place.nameOf(arm)
          : `${place.nameOf(arm)}, ${measures.find(({ id }) => id === measure)!.name}`,
      ),
    ],
    rows: tabledSteps(live.step + 1, Math.max(0, live.at)).map((step) => [
      step,
      ...columns.map(({ mean }) => mean[step] ?? NaN),
    ]),
  };
}
