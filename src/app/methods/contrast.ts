/** How a method's weight depends on how often a criterion is met: on made-up groups of two criteria. */
import type { Method, MethodParameters } from '../../lab/reward/methods/method.ts';
import { plainRubric, wholeStep } from './explain-scores.ts';

export { apart } from '../../exchange/svg/apart.ts';

const ROLLOUTS = 16;
/** A method with a memory is shown as it stands after so many steps at one rate. */
export const SETTLED = 20;

export interface ContrastPoint {
  rate: number;
  weight: number;
}

/** Every other answer meets the criterion that is compared with. */
function groupAt(met: number) {
  const rows = Array.from({ length: ROLLOUTS }, (_, j) => [j < met ? 1 : 0, j % 2 === 0 ? 1 : 0]);
  return { scores: rows.flat(), rollouts: ROLLOUTS, criteria: 2 };
}

/**
 * Weight of a Hard Rule by the share of answers that meet it, beside one that half of them meet and with
 * the same prior.
 *
 * @param step what the method is told of the time
 */
export function contrastCurve(method: Method, parameters: MethodParameters, step: number): ContrastPoint[] {
  const rubric = plainRubric([0.5, 0.5]);
  const steps = method.keeps(parameters) === '' ? 1 : SETTLED;
  return Array.from({ length: ROLLOUTS + 1 }, (_, met) => {
    let kept: readonly number[] | undefined;
    let weight = NaN;
    for (let i = 0; i < steps; i++) {
      const weighed = method.weigh(wholeStep(groupAt(met), step, kept), rubric, parameters);
      kept = weighed.keep;
      weight = weighed.weights[0]!;
    }
    return { rate: met / ROLLOUTS, weight };
  });
}

/** e.g. "focal: .86 when nobody meets it, .50 when half do, .00 when all do". */
export function curveInWords(
  name: string,
  points: readonly ContrastPoint[],
  unit: (v: number) => string,
): string {
  const at = (rate: number) => unit(points.find((point) => point.rate === rate)?.weight ?? NaN);
  return `${name}: ${at(0)} when no answer meets it, ${at(0.5)} when half do, ${at(1)} when all do`;
}

export interface PlacedName {
  x: number;
  y: number;
  anchor: 'start' | 'end';
  /** So far from its dot that a line has to say which one it belongs to. */
  far: boolean;
}

/** Height of a name, and about the width of its letters. */
const TALL = 11;
const LETTER = 5.8;
/** How far above (or below) its dot a name may stand, the nearest first. */
const LIFTS = [0, -11, 11, -22, 22, -33, -44, -55];

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Places for names beside their dots: right, left, above or below, wherever no other name or dot is; where all
 * is taken, the one inside the plot that covers least.
 *
 * @param right where the plot ends
 */
export function placeNames(
  dots: readonly { x: number; y: number; name: string }[],
  right: number,
  bottom: number,
): PlacedName[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const clashes = (a: Box) =>
    taken.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).length;
  return dots.map(({ x, y, name }) => {
    const wide = LETTER * name.length;
    const boxOf = (place: PlacedName): Box => ({
      left: place.anchor === 'start' ? place.x : place.x - wide,
      right: place.anchor === 'start' ? place.x + wide : place.x,
      top: place.y - TALL / 2,
      bottom: place.y + TALL / 2,
    });
    const places = LIFTS.flatMap((lift): PlacedName[] => [
      { x: x + 8, y: y + lift, anchor: 'start', far: Math.abs(lift) > TALL },
      { x: x - 8, y: y + lift, anchor: 'end', far: Math.abs(lift) > TALL },
    ]);
    const inside = places.filter((place) => {
      const box = boxOf(place);
      return box.left > 0 && box.right < right && box.top > 0 && box.bottom < bottom;
    });
    const cost = inside.map((place) => clashes(boxOf(place)));
    const chosen = inside[cost.indexOf(Math.min(...cost))] ?? places[0]!;
    taken.push(boxOf(chosen));
    return chosen;
  });
}
