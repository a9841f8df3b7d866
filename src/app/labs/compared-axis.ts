/** The axis that differences of one outcome share: as far to the left of no difference as to the right. */
import type { Compared } from '../../neighbours/neighbour.ts';

export interface DifferenceAxis {
  low: number;
  high: number;
  /** Where a difference stands, 0 at the left end to 1 at the right. */
  at(difference: number): number;
}

export function axisOf(rows: readonly Pick<Compared, 'difference' | 'low' | 'high'>[]): DifferenceAxis {
  const sizes = rows.flatMap(({ difference, low, high }) => [difference, low, high]).filter(Number.isFinite);
  const most = Math.max(0, ...sizes.map(Math.abs)) || 1;
  // Up to a round number: 1, 2 or 5 times a power of ten.
  const power = 10 ** Math.floor(Math.log10(most));
  const end = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= most * (1 - 1e-9))!;
  return { low: -end, high: end, at: (difference) => (difference + end) / (2 * end) };
}
