/** What one lane reports of one step: TRL's metric names where it has one, ours beside them. */
import { fullMarks, marksToMeet, type Criterion } from '../rubric/criterion.ts';

export interface StepRecord {
  /** Ids of the criteria that the step was judged by; what is given per criterion, [K], is in this order. */
  criteria: readonly string[];
  /** Training steps taken before these rollouts were sampled (numIterations updates each); 0: base policy. */
  step: number;
  /**
   * Gold score weighted by the weights the run began with, the same for every lane. Criteria that do not count at
   * a step (switched off, deleted, unsatisfiable) are left out of it there, and so is what was added later.
   */
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
  /** Groups in which the method's rule gave no usable weights and the prior stood in. */
  groupsFellBack: number;
  /** Share of rollouts that the direct reward pushes up and the method down, or the other way round. */
  signFlips: number;
  /** Share of pairs in a group that the direct reward and the method order differently. */
  rankDistance: number;
  /** Share of groups in which some rollout is best under both. */
  topAgreement: number;
  /** Lowest correlation of two weighted criteria within groups, mean over groups; 0 where none is below 0. */
  lowestCorrelation: number;
  /** The pair it belongs to, as places in `criteria`; [0, 0] where there is none. */
  contradicting: readonly number[];
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

/** The score from which a criterion counts as met. A Principle's is v/10 in 32 bits: .7 may read .699999988. */
export const metFrom = ({ kind }: Pick<Criterion, 'kind'>): number =>
  marksToMeet(kind) / fullMarks(kind) - 1e-6;

export const isMet = (criterion: Pick<Criterion, 'kind'>, score: number): boolean =>
  score >= metFrom(criterion);
