/** How the method's advantages rank rollouts against the direct reward, and which criteria pull against each other. */
import { deviation, mean } from '../spread.ts';

/** What a method does to the order of rollouts, over all groups of a step. */
export interface Ranking {
  /** Share of rollouts that one reward pushes up and the other down. */
  signFlips: number;
  /** Share of pairs in a group that the two order differently (normalised Kendall distance). */
  rankDistance: number;
  /** Share of groups in which some rollout is best under both. */
  topAgreement: number;
}

/** Closer than this, two values count as equal: 32-bit sums leave a trace. */
export const EQUAL = 1e-5;

const sign = (value: number): number => (Math.abs(value) <= EQUAL ? 0 : Math.sign(value));

/**
 * @param direct prior-weighted scores, [P][G]
 * @param advantages under the lane's method, [P][G]
 */
export function ranking(
  direct: readonly (readonly number[])[],
  advantages: readonly (readonly number[])[],
): Ranking {
  let flips = 0;
  let rollouts = 0;
  let crossed = 0;
  let pairs = 0;
  let agreed = 0;
  direct.forEach((own, prompt) => {
    const used = advantages[prompt]!;
    const centre = mean(own);
    const [best, bestUsed] = [Math.max(...own), Math.max(...used)];
    rollouts += own.length;
    own.forEach((value, j) => {
      if (sign(value - centre) * sign(used[j]!) < 0) flips++;
      for (let other = 0; other < j; other++) {
        pairs++;
        if (sign(value - own[other]!) * sign(used[j]! - used[other]!) < 0) crossed++;
      }
    });
    if (own.some((value, j) => value >= best - EQUAL && used[j]! >= bestUsed - EQUAL)) agreed++;
  });
  return {
    signFlips: flips / rollouts,
    rankDistance: pairs === 0 ? 0 : crossed / pairs,
    topAgreement: agreed / direct.length,
  };
}

/** Two criteria and how their scores go together within groups. */
export interface Contradiction {
  /**
   * Pearson's correlation within groups, mean over the groups in which both vary. These must be half of all
   * groups at least: of a few rollouts, some pair always happens to disagree. 0 where there is no such pair.
   */
  lowestCorrelation: number;
  /** The pair it belongs to, as places among the criteria; [0, 0] where there is none. */
  contradicting: readonly [number, number];
}

/**
 * The pair of criteria that contradict each other most.
 *
 * @param scores [P, G, K]
 * @param weighted criteria that count in the reward at some prompt, [K]
 */
export function contradiction(
  scores: Float32Array,
  prompts: number,
  weighted: readonly boolean[],
): Contradiction {
  const K = weighted.length;
  const size = scores.length / prompts;
  let lowest: Contradiction = { lowestCorrelation: 0, contradicting: [0, 0] };
  for (let k = 1; k < K; k++)
    for (let l = 0; l < k; l++) {
      if (!weighted[k] || !weighted[l]) continue;
      const correlations: number[] = [];
      for (let prompt = 0; prompt < prompts; prompt++) {
        const group = scores.subarray(prompt * size, (prompt + 1) * size);
        const column = (own: number) => Array.from(group.filter((_, i) => i % K === own));
        const [a, b] = [column(k), column(l)];
        const spread = deviation(a) * deviation(b);
        if (spread === 0) continue;
        const [meanA, meanB] = [mean(a), mean(b)];
        const together = a.reduce((sum, value, j) => sum + (value - meanA) * (b[j]! - meanB), 0);
        correlations.push(together / (a.length - 1) / spread);
      }
      const correlation = 2 * correlations.length < prompts ? 0 : mean(correlations);
      if (correlation < lowest.lowestCorrelation)
        lowest = { lowestCorrelation: correlation, contradicting: [l, k] };
    }
  return lowest;
}
