/** Numbers of a group that several methods start from. */
import { deviation, mean } from '../../spread.ts';
import { criterionScores } from '../effort.ts';
import type { GroupScores } from '../saturation.ts';

const perCriterion = (group: GroupScores, of: (scores: number[]) => number): number[] =>
  Array.from({ length: group.criteria }, (_, k) => of(criterionScores(group, k)));

/** Mean score of each criterion, [K]. */
export const groupMeans = (group: GroupScores): number[] => perCriterion(group, mean);

/** Sample standard deviation of each criterion’s scores, [K]; exactly 0 for equal ones. */
export const groupDeviations = (group: GroupScores): number[] => perCriterion(group, deviation);

/** From a sample standard deviation of G values to that of the population. */
export const populationFactor = (rollouts: number): number => Math.sqrt((rollouts - 1) / rollouts);

/** Shares that sum to 1; all 0 if the values are. */
export function shares(values: readonly number[]): number[] {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => (sum > 0 ? value / sum : 0));
}

/** Sum over criteria of c_k (S_jk - group mean of S_k), [G]; exactly 0 in a group of equal scores. */
export function centredSum(group: GroupScores, coefficients: readonly number[]): number[] {
  const centres = groupMeans(group);
  return Array.from({ length: group.rollouts }, (_, j) =>
    coefficients.reduce(
      (sum, coefficient, k) =>
        coefficient === 0 ? sum : sum + coefficient * (group.scores[j * group.criteria + k]! - centres[k]!),
      0,
    ),
  );
}
