/** What a reward method is: a rule from the scores of a group to its weights, rewards and coefficients. */
import type { GroupScores } from '../saturation.ts';

/** How sure we are that the formula is the one its authors use. */
export type Confidence = 'paper' | 'public code' | 'summary' | 'reconstruction';

export interface MethodParameter {
  /** Carries the method's name, e.g. "focal.gamma", to stay apart from TRL's options. */
  name: string;
  label: string;
  default: number;
  min: number;
  max: number;
  /** What turning it does, in one sentence. */
  explain: string;
}

export type MethodParameters = Readonly<Record<string, number>>;

/** What a method makes of one group. */
export interface Weighed {
  /** Reported weight per criterion, [K]; sums to 1 unless no criterion has weight. */
  weights: number[];
  /** Saturation per criterion, [K]. */
  saturation: number[];
  /** Scalar reward per rollout, [G]. */
  rewards: number[];
  /** c_k: what multiplies the scores of criterion k in the unwhitened advantage, [K]. */
  coefficients: number[];
}

export interface Method {
  id: string;
  name: string;
  idea: string;
  source: string;
  confidence: Confidence;
  /** TeX. */
  formula: string;
  parameters: readonly MethodParameter[];
  /**
   * @param prior the rubric's weights over active criteria, [K], inactive ones 0; sums to 1, or all 0
   */
  weigh(group: GroupScores, prior: readonly number[], parameters: MethodParameters): Weighed;
}

/** The prior with every criterion that has weight weighing the same. */
export function uniformPrior(prior: readonly number[]): number[] {
  const weighted = prior.filter((weight) => weight > 0).length;
  return prior.map((weight) => (weight > 0 ? 1 / weighted : 0));
}
