/** How far a judge agrees with the gold scores on one criterion. */
import { deviation, mean } from '../spread.ts';

export interface Calibration {
  /** Criterion id. */
  id: string;
  /** Answers it is counted over. */
  answers: number;
  /** Credit given where it is due, where it is not, withheld where it is due, and where it is not. */
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
  trueNegative: number;
  /** Mean of judge score minus gold score; above 0 is lenient. */
  meanError: number;
  /** Pearson's, between judge and gold scores; NaN where one of them never varies. */
  correlation: number;
}

/**
 * @param judge scores of all answers, in [0,1]
 * @param gold the same without the judge's imperfections
 * @param met score from which an answer counts as meeting the criterion
 */
export function calibrate(
  id: string,
  judge: readonly number[],
  gold: readonly number[],
  met: number,
): Calibration {
  const count = (given: boolean, due: boolean) =>
    judge.filter((score, i) => score >= met === given && gold[i]! >= met === due).length;
  return {
    id,
    answers: judge.length,
    truePositive: count(true, true),
    falsePositive: count(true, false),
    falseNegative: count(false, true),
    trueNegative: count(false, false),
    meanError: mean(judge.map((score, i) => score - gold[i]!)),
    correlation: correlation(judge, gold),
  };
}

/** Pearson's correlation; NaN where one side never varies. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [deviationA, deviationB] = [deviation(a), deviation(b)];
  if (!(deviationA > 0 && deviationB > 0)) return NaN;
  const [meanA, meanB] = [mean(a), mean(b)];
  const together = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / (a.length - 1);
  return together / (deviationA * deviationB);
}
