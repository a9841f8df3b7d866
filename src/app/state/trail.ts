/** A series of numbers smoothed as it grows: each value is the mean of the latest ones, NaN left out. */
import { mean } from '../../lab/spread.ts';

export class Trail {
  readonly values: number[];
  private readonly latest: number[] = [];
  private readonly window: number;

  /**
   * @param window how many values are behind one point
   * @param past steps before the first value; they hold NaN
   */
  constructor(window: number, past = 0) {
    this.window = window;
    this.values = new Array<number>(past).fill(NaN);
  }

  push(value: number): void {
    this.latest.push(value);
    if (this.latest.length > this.window) this.latest.shift();
    this.values.push(Number.isNaN(value) ? NaN : mean(this.latest.filter(Number.isFinite)));
  }
}
