/**
 * Saturation of each criterion in one group: the score it would have if the policy went where the present
 * reward already points (methods.md 1.2; formula from public code by a co-author, name from the paper).
 */

/** Scores of the rollouts of one prompt, [G, K] row by row. */
export interface GroupScores {
  scores: ArrayLike<number>;
  rollouts: number;
  criteria: number;
}

/** Saturation and deficit of each criterion, [K] each. */
export interface Saturation {
  saturation: number[];
  deficit: number[];
}

/** Prior-weighted score of each rollout, [G]. */
export function directReward(
  { scores, rollouts, criteria }: GroupScores,
  prior: readonly number[],
): number[] {
  return Array.from({ length: rollouts }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < criteria; k++) sum += prior[k]! * scores[j * criteria + k]!;
    return sum;
  });
}

/** The least exponent of the softmax: a rollout’s share stays a number in 32-bit floats. */
export const LEAST_EXPONENT = -80;

/**
 * Softmax of the direct rewards over the group, [G]: rollouts that the reward already favours count more.
 *
 * @param tau temperature, above 0; infinity gives the plain mean
 */
export function tilt(direct: readonly number[], tau: number): number[] {
  const top = Math.max(...direct);
  const unnormalised = direct.map((reward) => Math.exp(Math.max(LEAST_EXPONENT, (reward - top) / tau)));
  const sum = unnormalised.reduce((a, b) => a + b, 0);
  return unnormalised.map((value) => value / sum);
}

/**
 * Saturation and deficit from rollout weights `q` that sum to 1.
 *
 * The deficit is summed on its own, since 1 - saturation loses its digits near 1 in 32-bit floats.
 */
export function saturation({ scores, rollouts, criteria }: GroupScores, q: readonly number[]): Saturation {
  const result = { saturation: new Array<number>(criteria), deficit: new Array<number>(criteria) };
  for (let k = 0; k < criteria; k++) {
    let reached = 0;
    let missing = 0;
    for (let j = 0; j < rollouts; j++) {
      const score = scores[j * criteria + k]!;
      reached += q[j]! * score;
      missing += q[j]! * (1 - score);
    }
    result.saturation[k] = clipUnit(reached);
    result.deficit[k] = clipUnit(missing);
  }
  return result;
}

export const clipUnit = (value: number): number => Math.min(1, Math.max(0, value));
