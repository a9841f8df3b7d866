/** The exact Wilcoxon signed-rank test of paired differences, ties and zeros included. */
import { midranks } from './midranks.ts';

export interface SignedRank {
  /** Two-sided p; null where every difference is 0, so that nothing can be ranked. */
  p: number | null;
  /** Differences that are left when zeros are dropped. */
  n: number;
  zeros: number;
  /** Sum of the ranks of the positive differences. */
  positive: number;
}

/** More pairs than these the exact test does not take: its cost grows with their third power. */
export const MOST_PAIRS = 500;

/**
 * Two-sided: twice the smaller tail of the sum of positive ranks, at most 1, over all 2^n signs of the ranks
 * that there are (Pratt and Gibbons 1981 for ties; Wilcoxon's own rule for zeros: they are dropped).
 * Exact for 50 pairs and fewer; up to 500 it sums probabilities with a relative error below 1e-12.
 *
 * @param differences finite
 * @param trace differences as near to 0 as that count as 0, and sizes as near to each other as ties: what
 *   rounding leaves; 1e-12 of the largest if left out
 * @throws for more than 500 pairs, and for what is not a number
 */
export function signedRank(differences: readonly number[], trace?: number): SignedRank {
  const odd = differences.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new Error(`A difference is ${odd}; allowed are finite numbers.`);
  const near = trace ?? 1e-12 * differences.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const left = differences.filter((value) => Math.abs(value) > near);
  const n = left.length;
  const zeros = differences.length - n;
  if (n > MOST_PAIRS)
    throw new Error(`${n} pairs are too many for an exact test; allowed are at most ${MOST_PAIRS}.`);
  if (n === 0) return { p: null, n, zeros, positive: 0 };
  // Midranks are halves: twice as much is whole, and a place in a table.
  const doubled = midranks(left.map(Math.abs), near).map((rank) => Math.round(2 * rank));
  const positive = doubled.reduce((sum, rank, i) => (left[i]! > 0 ? sum + rank : sum), 0);
  const chance = sums(doubled);
  // The distribution is symmetric, so the other tail is this one read from the other end.
  const smaller = Math.min(positive, chance.length - 1 - positive);
  let tail = 0;
  for (let sum = 0; sum <= smaller; sum++) tail += chance[sum]!;
  return { p: Math.min(1, 2 * tail), n, zeros, positive: positive / 2 };
}

/** Chance of each sum of ranks, when each counts with a chance of one half. */
function sums(ranks: readonly number[]): Float64Array {
  const chance = new Float64Array(ranks.reduce((sum, rank) => sum + rank, 0) + 1);
  chance[0] = 1;
  let most = 0;
  for (const rank of ranks) {
    most += rank;
    for (let sum = most; sum >= 0; sum--)
      chance[sum] = 0.5 * (chance[sum]! + (sum >= rank ? chance[sum - rank]! : 0));
  }
  return chance;
}
