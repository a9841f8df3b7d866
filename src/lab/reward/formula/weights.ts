/** From what a formula gives each criterion of a group to the group's weights. */
import { isValid } from './numbers.ts';

export interface FormulaWeights {
  /** Sum to 1 over active criteria, inactive ones 0. */
  weights: number[];
  /** The formula gave no weights, so these are the prior; a run that does so warns. */
  fellBack: boolean;
}

/**
 * The shares of the raw values; the prior if one of them is negative or invalid, or all are 0.
 *
 * @param raw what the formula gives each criterion, [K]; that of inactive ones is not looked at
 * @param prior weights over active criteria, [K]
 */
export function formulaWeights(
  raw: readonly number[],
  prior: readonly number[],
  active: readonly boolean[],
): FormulaWeights {
  const values = raw.map((value, k) => (active[k] ? value : 0));
  const sum = values.reduce((a, b) => a + b, 0);
  if (sum > 0 && values.every((value) => isValid(value) && value >= 0))
    return { weights: values.map((value) => value / sum), fellBack: false };
  return { weights: [...prior], fellBack: active.includes(true) }; // without criteria, nothing went wrong
}
