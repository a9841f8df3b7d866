/** Effect size of paired differences. */
import { deviation, mean } from '../../lab/spread.ts';

/**
 * Cohen's d_z: the mean difference over the sample standard deviation of the differences.
 *
 * @returns null of fewer than two, and where they are all equal but for rounding
 */
export function effectSize(differences: readonly number[]): number | null {
  if (differences.length < 2) return null;
  const spread = deviation(differences);
  const centre = mean(differences);
  return spread > 1e-9 * Math.abs(centre) ? centre / spread : null;
}
