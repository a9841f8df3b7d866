/** A series of numbers smoothed as it grows: each value is the mean of the latest ones, NaN left out. */

export class Trail {
  readonly values: number[];
  /** The latest values, in a ring. */
  private readonly latest: Float64Array;
  private next = 0;

  /**
   * @param window how many values are behind one point
   * @param past steps before the first value; they hold NaN
   */
  constructor(window: number, past = 0) {
    this.latest = new Float64Array(window).fill(NaN);
    this.values = new Array<number>(past).fill(NaN);
  }

  push(value: number): void {
    this.latest[this.next] = value;
    this.next = (this.next + 1) % this.latest.length;
    this.values.push(Number.isNaN(value) ? NaN : this.mean());
  }

  // A run of 32 lanes and 8 criteria asks for this 400 times in a step: no list of the finite ones is made.
  private mean(): number {
    let sum = 0;
    let count = 0;
    // The oldest first: the sum rounds as if the values stood in a row.
    for (let i = 0; i < this.latest.length; i++) {
      const value = this.latest[(this.next + i) % this.latest.length]!;
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  }
}
