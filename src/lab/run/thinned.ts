/** A list of what was kept of a run's steps, in their order; thinned when it takes too much memory. */

export class Thinned<Item extends { step: number }> {
  items: readonly Item[] = [];
  bytes = 0;
  private readonly bytesOf: (item: Item) => number;

  constructor(bytesOf: (item: Item) => number) {
    this.bytesOf = bytesOf;
  }

  /** Steps come in order: what is not after the latest is left out. */
  push(item: Item): void {
    if (item.step <= (this.items.at(-1)?.step ?? -1)) return;
    this.items = [...this.items, item];
    this.bytes += this.bytesOf(item);
  }

  /** The item nearest to a step, the earlier of two; undefined when there is none. */
  near(step: number): Item | undefined {
    let best: Item | undefined;
    for (const item of this.items)
      if (!best || Math.abs(item.step - step) < Math.abs(best.step - step)) best = item;
    return best;
  }

  /** The latest item that is not after a step. */
  before(step: number): Item | undefined {
    return this.items.findLast((item) => item.step <= step);
  }

  /** Lets every other item go, but not the first and the latest; false when there is none to let go. */
  thin(): boolean {
    const last = this.items.length - 1;
    const left = this.items.filter((_, i) => i % 2 === 0 || i === last);
    const thinner = left.length < this.items.length;
    this.items = left;
    this.bytes = left.reduce((sum, item) => sum + this.bytesOf(item), 0);
    return thinner;
  }
}
