/**
 * The numbers a formula computes with: 32-bit floats from SMALLEST to LARGEST in magnitude, and 0.
 *
 * WGSL lets a compiler assume that there is no NaN and no infinity, and flush what is tiny. So both sides
 * leave that range in the same way: what is larger, or undefined, is invalid; what is smaller is 0. Invalid
 * is NaN here and FORMULA_INVALID there, and whatever is computed from it is invalid too.
 */

export const LARGEST = Math.fround(1e30);
export const SMALLEST = Math.fround(1e-30);

/** False for NaN, too. */
export const isValid = (value: number): boolean => Math.abs(value) <= LARGEST;

/** A result as a number of the range, or NaN. */
export function settle(value: number): number {
  const rounded = Math.fround(value);
  if (!isValid(rounded)) return NaN;
  return Math.abs(rounded) < SMALLEST ? 0 : rounded;
}
