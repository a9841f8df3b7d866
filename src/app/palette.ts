/** Which hue a criterion has: by prior weight when the run began, lightest first, so that it never changes. */

const HUES = 8;

/** Stack order from the river bed up: criterion indices by rising prior weight, later ones first on a tie. */
export function stackOrder(criteria: readonly { weight: number }[]): number[] {
  return criteria.map((_, k) => k).sort((a, b) => criteria[a]!.weight - criteria[b]!.weight || b - a);
}

/** Index of the palette colour of each criterion, 0 to 7. */
export function hues(order: readonly number[]): number[] {
  const result = new Array<number>(order.length);
  order.forEach((criterion, place) => (result[criterion] = place % HUES));
  return result;
}

/** How strongly a stream is coloured at a saturation, 1 vivid to .2 pale: 1 - s enters by its root. */
export const vividness = (saturation: number): number =>
  0.2 + 0.8 * Math.sqrt(Math.max(0, Math.min(1, 1 - saturation)));
