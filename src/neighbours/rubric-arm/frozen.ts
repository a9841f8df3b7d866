/** A frozen rubric as the policy is trained on it: the weights that were learnt, given, or all equal. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { normalised } from './evaluate.ts';
import { utility, type Preference } from './preference.ts';

/** Weights in a rubric are 0 to 100; only their ratios matter. */
const SUM = 10;

/** What is disliked becomes a fault: the criterion turned round, with the size of its weight. */
export function frozenRubric(criteria: readonly Criterion[], weights: readonly number[]): Criterion[] {
  const shares = normalised(weights);
  return criteria.map((criterion, k) => ({
    ...criterion,
    weight: SUM * Math.abs(shares[k]!),
    polarity: shares[k]! < 0 ? 'negative' : 'positive',
  }));
}

/**
 * Mean utility of answers whose gold scores were taken by a frozen rubric, 0 to 1.
 *
 * @param scores mean gold scores by that rubric, [K]: a criterion turned round scores 1 less what it scored before
 */
export function goldOf(
  preference: Preference,
  rubric: readonly Criterion[],
  scores: readonly number[],
): number {
  return utility(
    preference,
    scores.map((score, k) => (rubric[k]!.polarity === 'negative' ? 1 - score : score)),
  );
}
