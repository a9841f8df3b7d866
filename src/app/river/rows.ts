/** Rows of numbers of one width, in one block of memory that grows as they come. */
export class Rows {
  length = 0;
  private readonly width: number;
  private values: Float32Array;

  constructor(width: number) {
    this.width = width;
    this.values = new Float32Array(64 * width);
  }

  push(row: readonly number[]): void {
    const start = this.length * this.width;
    if (start + this.width > this.values.length) {
      const more = new Float32Array(2 * this.values.length);
      more.set(this.values);
      this.values = more;
    }
    for (let i = 0; i < this.width; i++) this.values[start + i] = row[i] ?? NaN;
    this.length++;
  }

  /** NaN where there is no such row. */
  at(row: number, place: number): number {
    return row >= 0 && row < this.length ? this.values[row * this.width + place]! : NaN;
  }
}
