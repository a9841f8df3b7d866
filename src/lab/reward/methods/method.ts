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

/** What the rubric says of its criteria, [K] each. */
export interface RubricWeights {
  /** Weights over active criteria, inactive ones 0; sums to 1, or all 0. */
  prior: readonly number[];
  active: readonly boolean[];
}

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
  weigh(group: GroupScores, rubric: RubricWeights, parameters: MethodParameters): Weighed;
  wgsl: MethodWgsl;
}

/**
 * The same rule in WGSL, run by one invocation per group. It may call `score(j, k)`, `prior(k)`,
 * `is_active(k)`, `parameter(i)` (in the order of the method's parameters), read the constant ROLLOUTS and
 * the count `criteria`, and fills `weights[k]`, `saturation[k]`, `coefficients[k]` and `rewards[j]`.
 */
export interface MethodWgsl {
  /** Functions it shares with other methods; the same text is included once. */
  library: string;
  /** Statements. */
  body: string;
}

/** The same weight for every active criterion, whatever the rubric gives it. */
export function uniformWeights({ active }: RubricWeights): number[] {
  const count = active.filter(Boolean).length;
  return active.map((on) => (on ? 1 / count : 0));
}
