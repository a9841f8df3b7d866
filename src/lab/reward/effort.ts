/**
 * Effort: each criterion's share of a group's advantage signal, |c_k| std_k over their sum (reconstruction:
 * our own measure; within about .1 of the share of the gradient norm in a throw-away study).
 */
import { deviation } from '../spread.ts';
import type { GroupScores } from './saturation.ts';

/**
 * Effort [K] of one group, summing to 1; null when no criterion with weight differs between rollouts.
 *
 * @param coefficients c_k, what multiplies the scores of criterion k in the unwhitened advantage
 */
export function effort(group: GroupScores, coefficients: readonly number[]): number[] | null {
  const signal = coefficients.map((coefficient, k) =>
    coefficient === 0 ? 0 : Math.abs(coefficient) * deviation(criterionScores(group, k)),
  );
  const sum = signal.reduce((a, b) => a + b, 0);
  return sum > 0 ? signal.map((value) => value / sum) : null;
}

/** The scores of one criterion over the group, [G]. */
export function criterionScores({ scores, rollouts, criteria }: GroupScores, k: number): number[] {
  return Array.from({ length: rollouts }, (_, j) => scores[j * criteria + k]!);
}
