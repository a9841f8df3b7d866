/** What analyses of results come to: types only, for the figures and tables that are made of them. */
import type { Variation } from '../design/design.ts';
import type { Predictor } from '../run/fork-result.ts';
import type { MetricId } from './metric.ts';

/** A mean over seeds with its 95 % interval; all three NaN where nothing is known, low and high NaN for fewer than three seeds. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
  /** Seeds. */
  n: number;
}

/** Runs that differ only in their seed. */
export interface Arm {
  scenario: string;
  method: string;
  variation: Variation;
  /** For people, e.g. "focal, gamma 3"; unique within its scenario. */
  label: string;
}

/** One arm against another, seed by seed. */
export interface Comparison {
  scenario: string;
  metric: MetricId;
  arm: Arm;
  baseline: Arm;
  /** Mean of the paired differences arm - baseline; BCa bootstrap. */
  difference: Interval;
  /** Seeds whose difference is exactly 0: the test drops them. */
  zeros: number;
  /** Two-sided exact Wilcoxon signed-rank, before and after Holm; null where no test is made. */
  p: number | null;
  adjusted: number | null;
  /** Why no test is made or shown, in a sentence; null where one is. */
  whyNoTest: string | null;
  /** Smallest adjusted p that so many seeds and comparisons can reach. */
  smallest: number;
  /** Comparisons that were corrected for together. */
  family: number;
  /** Named before anything was run (design.md 2a), or looked at afterwards. */
  planned: boolean;
  /** Share of seeds on which the arm is higher, ties half (lower, where lower is better). */
  improvement: number;
  /** Mean of the differences over their sample standard deviation; null for fewer than two seeds or none that differ. */
  effect: number | null;
}

/** Interquartile mean over scenarios and seeds, as rliable takes it, with a stratified bootstrap interval. */
export interface Overall {
  method: string;
  label: string;
  metric: MetricId;
  value: Interval;
  scenarios: number;
}

export interface Trajectory {
  arm: Arm;
  metric: MetricId;
  /** By step: mean over seeds, and a pointwise 95 % bootstrap band. */
  mean: readonly number[];
  low: readonly number[];
  high: readonly number[];
  n: number;
}

/** Final true score of each criterion under each arm. */
export interface HeatMap {
  scenario: string;
  criteria: readonly { id: string; name: string; counts: boolean }[];
  rows: readonly { arm: Arm; n: number; scores: readonly number[] }[];
}

/** First step from which the mean of 5 steps is at a threshold. */
export interface Threshold {
  scenario: string;
  metric: MetricId;
  threshold: number;
  rows: readonly {
    arm: Arm;
    /** Seeds that reach it, of n. */
    reached: number;
    n: number;
    /** Steps, by seed, of those that reach it, in ascending order. */
    steps: readonly number[];
    /** Median over all seeds; null where half or more never reach it. */
    median: number | null;
  }[];
}

/** How fast and how far: steps to half of what an arm gains in all, against where it ends. */
export interface SpeedAndLevel {
  scenario: string;
  metric: MetricId;
  points: readonly { arm: Arm; speed: Interval; level: Interval }[];
}

/** One metric over what was varied: one or two lists of values. */
export interface AblationGrid {
  scenario: string;
  method: string;
  metric: MetricId;
  /** Name of what was varied along it, and its values in order, as people read them. */
  across: { name: string; values: readonly string[] };
  down: { name: string; values: readonly string[] } | null;
  /** [down][across]; null where there is no such run. */
  cells: readonly (readonly (Interval | null)[])[];
  /** The same metric of the baseline, by [down][across], where it was run there. */
  baseline: { label: string; cells: readonly (readonly (Interval | null)[])[] } | null;
}

/** Paired difference as something is turned up: where a win becomes a loss. */
export interface Dose {
  scenario: string;
  metric: MetricId;
  name: string;
  method: string;
  label: string;
  baseline: string;
  points: readonly { value: number; difference: Interval }[];
  /** Where the straight line between two points crosses 0, the first time; null where it does not. */
  crossing: number | null;
}

/** What the judge says and what is true, over the steps of one arm. */
export interface JudgeAndGold {
  arm: Arm;
  judge: Trajectory;
  gold: Trajectory;
  /** Step at which the true score is highest, on average over seeds, smoothed over 5 steps. */
  peak: number;
  /** True score at the peak of the other seeds less that at the end: what going on cost. */
  lost: Interval;
}

/** Spearman correlation of what an estimator promises with what came of it, over criteria. */
export interface ReturnCorrelation {
  scenario: string;
  predictor: Predictor;
  says: string;
  /** With the gain itself; null where no pair could be ranked. */
  raw: Interval | null;
  /** With the gain per unit of headroom, gain / (1 - baseline): below 0 by construction where gains do not grow with headroom. */
  normalised: Interval | null;
  /** Seeds times checkpoints that could be ranked. */
  cells: number;
}

/** Saturation at a step against what the criterion gains afterwards, within ordinary runs. */
export interface PassiveCorrelation {
  scenario: string;
  arm: Arm;
  /** Steps later. */
  horizon: number;
  raw: Interval | null;
  normalised: Interval | null;
}

/** How differently a method ranks answers than the direct reward does. */
export interface RankingChange {
  arm: Arm;
  /** Mean over steps: shares between 0 and 1. */
  signFlips: Interval;
  rankDistance: Interval;
  topAgreement: Interval;
}
