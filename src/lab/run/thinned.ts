/** A list of what was kept of a run's steps, in their order; thinned when it takes too much memory. */

export class Thinned<Item extends { step: number }> {
  bytes = 0;
  private kept: Item[] = [];
  private readonly bytesOf: (item: Item) => number;

  constructor(bytesOf: (item: Item) => number) {
    this.bytesOf = bytesOf;
  }

  get items(): readonly Item[] {
    return this.kept;
  }

  /** Steps come in order: what is not after the latest is left out. */
  push(item: Item): void {
    if (item.step <= (this.kept.at(-1)?.step ?? -1)) return;
    this.kept.push(item);
    this.bytes += this.bytesOf(item);
  }

  /** The item nearest to a step, the earlier of two; undefined when there is none. */
  near(step: number): Item | undefined {
    let best: Item | undefined;
    for (const item of this.kept)
      if (!best || Math.abs(item.step - step) < Math.abs(best.step - step)) best = item;
    return best;
  }

  /** The latest item that is not after a step. */
  before(step: number): Item | undefined {
    return this.kept.findLast((item) => item.step <= step);
  }

  /** Lets every other item go, but not the first and the latest; false when there is none to let go. */
  thin(): boolean {
    const last = this.kept.length - 1;
    const left = this.kept.filter((_, i) => i % 2 === 0 || i === last);
    const thinner = left.length < this.kept.length;
    this.kept = left;
    this.bytes = left.reduce((sum, item) => sum + this.bytesOf(item), 0);
    return thinner;
  }
}
