/**
 * Which hue and which shape a criterion has: by prior weight when the run began, lightest first, later ones after
 * that; it never changes, also when another run begins with the criterion. Past eight, hues come again, told apart by the shape of the dot and by a hatch.
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

/** How whoever came in at a place looks. */
export const lookAt = (place: number): Look => ({
  hue: place % HUES,
  shape: SHAPES[Math.floor(place / HUES) % SHAPES.length]!,
});

/**
 * Places in the palette: who has one keeps it, the others take the lowest that are free, in the order given.
 *
 * @param ids of everybody who needs a place
 */
export function seat(
  ids: readonly string[],
  seated: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const places = new Map(ids.flatMap((id) => (seated.has(id) ? [[id, seated.get(id)!]] : [])));
  const taken = new Set(places.values());
  let free = 0;
  for (const id of ids) {
    if (places.has(id)) continue;
    while (taken.has(free)) free++;
    taken.add(free);
    places.set(id, free);
  }
  return places;
}
