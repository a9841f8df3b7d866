/** The proposer: which criteria of the library tell the better answers of pairs from the worse ones. */
import { criterionAt, LIBRARY_IDS } from './criteria.ts';
import type { Pair } from './pairs.ts';
import { HEAVIEST, type Rubric } from './rubric.ts';

export interface Proposal {
  criterion: string;
  /** Score of the better less that of the worse, mean over the pairs: -1 to 1. */
  separation: number;
  /** 1 to 3: the weight it would have, one more than it has where the rubric holds it already. */
  weight: number;
}

/**
 * What the library says of pairs, the most separating first and equal ones by id. It stands for the paper's LLM that
 * names what sets two answers apart: it sees answers and which is better, and neither gold's criteria nor its weights.
 * What separates in the worse one's favour, or weighs the most already, is left out.
 *
 * @param weight of what is new, 1 to 3: the same however far it separates, since one pair separates farther than the
 *   mean of several, and arms would differ in weight instead of in what they find
 */
export function proposals(pairs: readonly Pair[], rubric: Rubric, weight: number): Proposal[] {
  return LIBRARY_IDS.flatMap((criterion) => {
    const k = criterionAt(criterion);
    const total = pairs.reduce((sum, { better, worse }) => sum + better.scores[k]! - worse.scores[k]!, 0);
    // To the thousandth: scores are in 32 bits, and a tie must not hang on their last digit.
    const separation = pairs.length === 0 ? 0 : Math.round((1000 * total) / pairs.length) / 1000;
    const held = rubric[criterion] ?? 0;
    if (separation <= 0 || held >= HEAVIEST) return [];
    return [{ criterion, separation, weight: held > 0 ? held + 1 : weight }];
  }).sort((a, b) => b.separation - a.separation || (a.criterion < b.criterion ? -1 : 1));
}
