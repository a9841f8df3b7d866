/** What an overlay says of one method and one criterion, both found by id: it may have others, in another order. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { mean } from '../../lab/spread.ts';
import { linePath } from '../panels/line-path.ts';
import { outcome, type MethodView } from '../state/methods.ts';
import type { Overlay } from '../state/overlay.ts';

/** Steps that the overlay has. */
export const lengthOf = ({ smooth }: Overlay): number => smooth.length;

/** A method's place among those of an overlay; -1 where the overlay has no such method. */
export const methodIn = ({ methods }: Overlay, id: string | undefined): number =>
  methods.findIndex((method) => method.id === id);

/** From where an overlay's lines are drawn: from the last step it shares, so that they part from a common stem. */
export const stemOf = ({ from }: Overlay): number => Math.max(0, from - 1);

/** A criterion's mean score under a method, by step; empty where the overlay lacks either. */
export function overlayScores(overlay: Overlay, method: string | undefined, id: string): readonly number[] {
  const column = overlay.ids.indexOf(id);
  return overlay.smooth.mean(methodIn(overlay, method), 'scores', column);
}

/** The same in one step; NaN before the overlay's own steps, where it is the run's value, and past its last one. */
export const overlayScore = (overlay: Overlay, method: string | undefined, id: string, at: number): number =>
  at < overlay.from ? NaN : (overlayScores(overlay, method, id)[at] ?? NaN);

/**
 * An SVG path through it, from the stem on.
 *
 * @param last step that there is room for
 */
export function overlayLine(
  overlay: Overlay,
  method: string | undefined,
  id: string,
  x: (step: number) => number,
  y: (value: number) => number,
  points: number,
  last: number,
): string {
  const stem = stemOf(overlay);
  const values = overlayScores(overlay, method, id).slice(stem, last + 1);
  return linePath(values, (step) => x(stem + step), y, points);
}

export interface Was {
  /** One per seed. */
  values: readonly number[];
  mean: number;
  /** The step it is of: the one asked for, or the overlay's last one. */
  step: number;
}

/** What came out under a method by a step; null where the overlay lacks the method or has no steps of its own yet. */
export function overlayOutcome(
  overlay: Overlay,
  method: Pick<MethodView, 'id'>,
  at: number,
  pick: (record: StepRecord) => number,
): Was | null {
  const own = overlay.methods[methodIn(overlay, method.id)];
  const step = Math.min(at, lengthOf(overlay) - 1);
  if (!own || step < overlay.from || step < 0) return null;
  const values = own.lanes.map((lane) => outcome(overlay.records[lane]!, step, pick));
  return { values, mean: mean(values), step };
}
