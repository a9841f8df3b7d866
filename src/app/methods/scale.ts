/** Where a value stands on a slider, whose places are whole numbers, and which value a place stands for. */

export interface Range {
  min: number;
  max: number;
  /** What values are multiples of. */
  step: number;
  /** Over a wide range, equal distances are equal ratios. */
  log: boolean;
}

/** From this ratio of the largest to the smallest value on, a scale is logarithmic. */
const WIDE = 150;

export const rangeOf = ({ min, max, step = 0.05 }: { min: number; max: number; step?: number }): Range => ({
  min,
  max,
  step,
  log: min > 0 && max / min >= WIDE && step < 1,
});

/** Places of a logarithmic slider. */
const LOG_PLACES = 100;

/** The last place of a slider; the first is 0. */
export const lastPlace = ({ min, max, step, log }: Range): number =>
  log ? LOG_PLACES : Math.max(1, Math.round((max - min) / step));

/** How far along a slider a value is, 0 to 1. */
export function along(value: number, { min, max, log }: Range): number {
  const inside = Math.min(max, Math.max(min, value));
  return log ? Math.log(inside / min) / Math.log(max / min) : (inside - min) / (max - min);
}

/** The place nearest to a value. */
export const toPlace = (value: number, range: Range): number =>
  Math.round(along(value, range) * lastPlace(range));

export function fromPlace(place: number, range: Range): number {
  const { min, max, step, log } = range;
  if (log) return Number((min * (max / min) ** (place / LOG_PLACES)).toPrecision(2));
  const multiple = Math.round(min / step + place) * step;
  return Number(Math.min(max, Math.max(min, multiple)).toPrecision(6));
}

/** A number with at most three digits that count: "0.003", "0.286", "1e-6". */
export function compact(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace('e-0', 'e-');
  return String(Number(value.toPrecision(3)));
}
