/** How the criteria of a draft are marked: as on the page where they are there too, the others by what is left. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { lookAt, seat, SHAPES, stackOrder, type Look } from '../palette.ts';
import type { Run } from '../state/Run.svelte.ts';

const HUES = 8;

export function looksOf(
  run: Pick<Run, 'columns' | 'looks'>,
  rubric: readonly Criterion[],
): Record<string, Look> {
  const known = new Map(
    run.columns.map(({ id }, i) => {
      const { hue, shape } = run.looks[i]!;
      return [id, hue + HUES * SHAPES.indexOf(shape)];
    }),
  );
  const ids = stackOrder(rubric).map((k) => rubric[k]!.id);
  return Object.fromEntries([...seat(ids, known)].map(([id, place]) => [id, lookAt(place)]));
}
