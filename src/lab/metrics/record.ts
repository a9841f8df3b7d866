/** What one lane reports of one step: TRL's metric names where it has one, ours beside them. */

export interface StepRecord {
  /** Training steps taken before these rollouts were sampled (numIterations updates each); 0: base policy. */
  step: number;
  /** Gold score weighted by the scenario's weights, the same for every lane and fixed at the start. */
  direct: number;
  /** The same under the weights as edited. */
  directCurrent: number;
  /** Lowest criterion mean, gold. */
  worst: number;
  /** Share of rollouts with every Hard Rule met and every Principle at 7 or more, gold; NaN if none counts. */
  strict: number;
  reward: number;
  rewardStd: number;
  /** Share of groups whose rewards are all equal. */
  fracRewardZeroStd: number;
  /** Groups in which no weighted criterion differs: left out of the effort. */
  groupsWithoutSignal: number;
  /** k3 estimate of KL(policy || base), per token. */
  kl: number;
  /** The same, summed over an answer. */
  klSequence: number;
  /** Per token, in nats. */
  entropy: number;
  loss: number;
  gradNorm: number;
  clipRatio: number;
  /** Mean answer length in tokens, END included. */
  meanLength: number;
  /** Mean gold score per criterion, [K]. */
  scores: number[];
  /** Mean score the judge gave, [K]. */
  judgeScores: number[];
  /** Mean over prompts, [K]. */
  saturation: number[];
  /** Mean over prompts, [K]. */
  weights: number[];
  /** Mean over the groups with signal, [K]; all NaN when none had any. */
  effort: number[];
}

/** A Principle counts as met from this score on. */
export const PRINCIPLE_MET = 0.7;
