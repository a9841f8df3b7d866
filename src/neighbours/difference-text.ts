/** A comparison's difference as the sentences of an answer have it. */
import { intervalText, signed3 } from '../experiment/tables/numbers.ts';
import type { Compared } from './neighbour.ts';

/** Whether there is an interval: of fewer than three seeds there is none, and nothing can be told. */
export const hasInterval = ({ low, high }: Pick<Compared, 'low' | 'high'>): boolean =>
  Number.isFinite(low) && Number.isFinite(high);

/** E.g. "+0.045 [+0.010, +0.080]", or "+0.045, no interval". */
export function differenceText({
  difference: mean,
  low,
  high,
  seeds,
}: Pick<Compared, 'difference' | 'low' | 'high' | 'seeds'>): string {
  const text = intervalText({ mean, low, high, n: seeds.length }, signed3);
  return hasInterval({ low, high }) ? text : `${text}, no interval`;
}
