/** Random choices out of one number, so that every case can be had again. */
import { PURPOSE, uniformStream } from '../../lab/random/draw.ts';

export class Dice {
  /** Uniform in [0, 1). */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = uniformStream(seed >>> 0, PURPOSE.corpus);
  }

  /** A whole number from 0 up to but without `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Value>(from: readonly Value[]): Value {
    return from[this.below(from.length)]!;
  }

  /** Some of them, in their order; at least one. */
  some<Value>(from: readonly Value[], most = from.length): Value[] {
    const places = new Set(Array.from({ length: this.whole(1, most) }, () => this.below(from.length)));
    return from.filter((_, i) => places.has(i));
  }

  list<Value>(least: number, most: number, make: (i: number) => Value): Value[] {
    return Array.from({ length: this.whole(least, most) }, (_, i) => make(i));
  }
}
