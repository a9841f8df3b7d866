/** Numbers as lessons write them, in any language: "0.27", "3", "of 100". */

/** "0.27" */
export const two = (value: number): string => value.toFixed(2);

/** With its sign: "+1.31", "−0.40". */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${two(Math.abs(value))}`;

/** A share as a whole number of a hundred: "27". */
export const hundred = (value: number): string => (100 * value).toFixed(0);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The spread of a group's values, as the training takes it: divided by n − 1. */
export function spread(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** The place of the option that a value falls under: how many of the bounds it reaches. */
export const placeAmong = (value: number, bounds: readonly number[]): number | null =>
  Number.isFinite(value) ? bounds.filter((bound) => value >= bound).length : null;
