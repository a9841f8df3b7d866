/** Does work on lanes in parts that the device carries: a part that it refuses is halved. */

/** A batch that the device has no room for: half of it may fit. */
export class TooManyLanes extends Error {}

/**
 * @param most lanes of a part, at first
 * @param work on one part: what comes of each item, or null to stop
 * @returns what came of all items, in order; null where the work was stopped
 * @throws TooManyLanes when a single item is refused
 */
export async function inParts<Item, Outcome>(
  items: readonly Item[],
  most: number,
  work: (part: readonly Item[]) => Promise<readonly Outcome[] | null>,
): Promise<Outcome[] | null> {
  const queue: (readonly Item[])[] = [];
  const size = Math.max(1, most);
  for (let first = 0; first < items.length; first += size) queue.push(items.slice(first, first + size));
  const outcomes: Outcome[] = [];
  while (queue.length > 0) {
    const part = queue.shift()!;
    try {
      const own = await work(part);
      if (!own) return null;
      outcomes.push(...own);
    } catch (error) {
      if (!(error instanceof TooManyLanes) || part.length === 1) throw error;
      const half = Math.ceil(part.length / 2);
      queue.unshift(part.slice(0, half), part.slice(half));
    }
  }
  return outcomes;
}
