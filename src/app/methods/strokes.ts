/** How lines of methods are told apart: by weight and dash, never by hue. */

/** Dashes of the methods that are not in focus, in the order of the run. */
const DASHES = ['', '2 2.5', '7 3', '7 2.5 1.5 2.5', '1 4'] as const;

/**
 * The dash of a method's line; the last one, the focus, is solid and thick.
 *
 * @param count methods in the run
 */
export const dashOf = (index: number, count: number): string =>
  index === count - 1 ? '' : DASHES[index % DASHES.length]!;
