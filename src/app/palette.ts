/**
 * Which hue and which shape a criterion has: by prior weight when the run began, lightest first, later ones after
 * that, so that it never changes. Past eight, hues come again, told apart by the shape of the dot and by a hatch.
 */

const HUES = 8;

/** Shapes of a dot, one for each round through the hues. */
export const SHAPES = ['round', 'square', 'diamond', 'ring'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Look {
  /** Index of the palette colour, 0 to 7. */
  hue: number;
  shape: Shape;
}

/** Stack order from the river bed up: criterion indices by rising prior weight, later ones first on a tie. */
export function stackOrder(criteria: readonly { weight: number }[]): number[] {
  return criteria.map((_, k) => k).sort((a, b) => criteria[a]!.weight - criteria[b]!.weight || b - a);
}

/** How each criterion looks. */
export function looks(order: readonly number[]): Look[] {
  const result = new Array<Look>(order.length);
  order.forEach((criterion, place) => {
    result[criterion] = { hue: place % HUES, shape: SHAPES[Math.floor(place / HUES) % SHAPES.length]! };
  });
  return result;
}

/** How strongly a stream is coloured at a saturation, 1 vivid to .2 pale: 1 - s enters by its root. */
export const vividness = (saturation: number): number =>
  0.2 + 0.8 * Math.sqrt(Math.max(0, Math.min(1, 1 - saturation)));
