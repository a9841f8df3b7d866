/** Another run's streams, stacked as this run stacks its own. */
import { methodIn } from '../overlays/series.ts';
import type { Overlay } from '../state/overlay.ts';
import { Flow, sourceOf } from './flow.ts';

/** How a run stacks its streams. */
export interface Stack {
  /** Criteria by column. */
  ids: readonly string[];
  /** Columns from the river bed up. */
  order: readonly number[];
}

/** An overlay's columns from the bed up, as the run stacks them; what the run has not is at the surface. */
export function stackedLike({ ids, order }: Stack, overlay: Pick<Overlay, 'ids' | 'order'>): number[] {
  const known = order.map((column) => overlay.ids.indexOf(ids[column]!)).filter((column) => column >= 0);
  return [...known, ...overlay.order.filter((column) => !known.includes(column))];
}

/** An overlay's streams under a method, stacked as the run stacks them; null where it has no such method. */
export function overlayFlow(overlay: Overlay, method: string, run: Stack): Flow | null {
  const place = methodIn(overlay, method);
  if (place < 0) return null;
  const flow = new Flow(sourceOf(overlay.smooth, place), stackedLike(run, overlay));
  flow.advance();
  return flow;
}
