/** What a reward method is: a rule from the scores of a group to weights, rewards and coefficients. */
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
  /** What a control moves by; 0.05 if left out. */
  step?: number;
  /** Names of the values 0, 1, 2, … where it is a choice. */
  options?: readonly string[];
  /** What turning it does, in one sentence. */
  explain: string;
}

export type MethodParameters = Readonly<Record<string, number>>;

/** What the rubric says of its criteria at a prompt, [K] each. */
export interface RubricWeights {
  /** Weights over active criteria, inactive ones 0; sums to 1, or all 0. */
  prior: readonly number[];
  active: readonly boolean[];
  /** Criteria of one number belong together; methods that balance categories use it. */
  category: readonly number[];
  /** Chances that the judge of a Hard Rule gives credit that is not due, or withholds it; 0 for Principles. */
  falsePositive: readonly number[];
  falseNegative: readonly number[];
}

/** The scores of one prompt's rollouts, and what a method may know besides. */
export interface MethodGroup extends GroupScores {
  /** Training steps before this one. */
  step: number;
  /** Over all rollouts of the step: mean and sample standard deviation of each criterion, [K]. */
  batchMean: readonly number[];
  batchDeviation: readonly number[];
  /** What the method kept of this prompt the step before, [K]; undefined where it kept nothing yet. */
  kept: readonly (number | undefined)[];
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
  /** Where `finish` is not "rewards": what becomes the advantage, [G]. */
  signals?: number[];
  /** What to keep of this prompt for the next step, [K], 0 or more. */
  keep?: number[];
  /** The rule gave no usable weights, and the prior stood in. */
  fellBack?: boolean;
}

/**
 * How advantages come of it. "rewards": centred in the group and scaled as `scaleRewards` says. "whiten":
 * the signals, centred and scaled over the whole step. "signals": as they are.
 */
export const FINISHES = ['rewards', 'whiten', 'signals'] as const;
export type Finish = (typeof FINISHES)[number];

export interface Method {
  id: string;
  name: string;
  idea: string;
  source: string;
  confidence: Confidence;
  /** TeX. */
  formula: string;
  parameters: readonly MethodParameter[];
  finish: Finish;
  /** What decides the meaning of what it keeps; when that changes, what was kept is dropped. "" if nothing is kept. */
  keeps(parameters: MethodParameters): string;
  /** Shares of the rollouts in the tilted mean from which saturation is taken, [G]; undefined where it is not. */
  tilt?(group: GroupScores, rubric: RubricWeights, parameters: MethodParameters): number[] | undefined;
  weigh(group: MethodGroup, rubric: RubricWeights, parameters: MethodParameters): Weighed;
  wgsl: MethodWgsl;
}

/**
 * The same rule in WGSL, run by one invocation per group. It may call `score(j, k)`, `prior(k)`,
 * `is_active(k)`, `category(k)`, `false_positive(k)`, `false_negative(k)`, `parameter(i)` (in the order of
 * the method's parameters), `batch_mean(k)`, `batch_deviation(k)`, `kept(k)` (below 0 where nothing is
 * kept), `score_mean(k)`, `score_deviation(k)` (of the group; exactly 0 for equal scores), `step()`, and
 * read the constants ROLLOUTS and MAX_CRITERIA and the count `criteria`. It fills `weights[k]`,
 * `saturation[k]`, `coefficients[k]`, `rewards[j]`; `signals[j]` and `keep[k]` where the method has them;
 * and may set `fell_back`.
 */
export interface MethodWgsl {
  /** Functions it shares with other methods; the same text is included once. */
  library: string;
  /** Statements. */
  body: string;
}

/** A parameter's value, or its default. */
export function parameterOf(
  known: readonly MethodParameter[],
  parameters: MethodParameters,
  name: string,
): number {
  return parameters[name] ?? known.find((parameter) => parameter.name === name)!.default;
}

/** @throws naming the parameter, its value and what is allowed */
export function requireParameter({ name, min, max, options }: MethodParameter, value: unknown): void {
  const fits = typeof value === 'number' && value >= min && value <= max;
  if (!fits || (options && !Number.isInteger(value)))
    throw new Error(
      `${name} is ${String(value)}; allowed is ${min} to ${max}${options ? `, whole: ${options.join(', ')}` : ''}.`,
    );
}

/** The same weight for every active criterion, whatever the rubric gives it. */
export function uniformWeights({ active }: Pick<RubricWeights, 'active'>): number[] {
  const count = active.filter(Boolean).length;
  return active.map((on) => (on ? 1 / count : 0));
}
