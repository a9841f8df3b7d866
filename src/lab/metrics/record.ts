/** What one lane reports of one step: TRL's metric names where it has one, ours beside them. */

export interface StepRecord {
  /** Ids of the criteria that the step was judged by; what is given per criterion, [K], is in this order. */
  criteria: readonly string[];
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
  /** The last four as the judge scored. */
  judgeDirect: number;
  judgeDirectCurrent: number;
  judgeWorst: number;
  judgeStrict: number;
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
const PRINCIPLE_MET = 0.7;

/** The score from which a criterion counts as met. A Principle's is v/10 in 32 bits: .7 may read .699999988. */
export const metFrom = ({ kind }: { kind: 'hard-rule' | 'principle' }): number =>
  (kind === 'hard-rule' ? 1 : PRINCIPLE_MET) - 1e-6;

export const isMet = (criterion: { kind: 'hard-rule' | 'principle' }, score: number): boolean =>
  score >= metFrom(criterion);
