/** Spearman's rank correlation. */
import { mean } from '../../lab/spread.ts';
import { midranks } from './midranks.ts';

/**
 * Pearson's correlation of the midranks, -1 to 1.
 *
 * @returns null where there are fewer than 3 pairs, or either side is constant
 */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length) throw new Error(`${a.length} values against ${b.length}; allowed are as many.`);
  if (a.length < 3) return null;
  const [x, y] = [centred(midranks(a)), centred(midranks(b))];
  const size = Math.sqrt(product(x, x) * product(y, y));
  return size === 0 ? null : Math.min(1, Math.max(-1, product(x, y) / size));
}

const centred = (values: readonly number[]): number[] => {
  const centre = mean(values);
  return values.map((value) => value - centre);
};

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
