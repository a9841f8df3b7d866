/** What an experiment asks: scenarios times methods times variations times seeds. Plain data, kept in its results. */
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { Scenario, Training } from '../../lab/run/scenario.ts';

export type Setting = number | string | boolean;

/** What one arm of an ablation sets, e.g. {"focal.gamma": 3}; empty: everything as the design has it. */
export type Variation = Readonly<Record<string, Setting>>;

/** The causal test of whether saturation predicts return (design.md 2a). */
export interface ForkTestDesign {
  /** Steps of a static-uniform run at which it is forked, e.g. [10, 40, 80]. */
  checkpoints: readonly number[];
  /** Steps each fork goes on. */
  horizon: number;
  /** What one criterion's weight is multiplied by, before weights are renormalised. */
  factor: number;
  /** Fresh rollouts per prompt that scores are measured on. */
  rollouts: number;
}

export interface Design {
  /** The study it is, e.g. "prior-skew"; null for one of the user's own. */
  study: string | null;
  /** In full, so that a design means the same wherever it is read. */
  scenarios: readonly Scenario[];
  methods: readonly string[];
  seeds: readonly number[];
  /** Settings of every run, over the scenario's. */
  training: Partial<Training>;
  parameters: MethodParameters;
  /** Arms of an ablation; a single empty one where nothing is varied. */
  variations: readonly Variation[];
  /** Method that others are compared with; the design's first where it is null. */
  baselines: readonly string[] | null;
  forkTest: ForkTestDesign | null;
}

/** A part of a design's seeds, for one machine of several: `index` counts from 1. */
export interface Shard {
  index: number;
  of: number;
}

/** What differs between runs besides the seed. */
export interface Condition {
  /** Place in the design's list of scenarios. */
  scenario: number;
  method: string;
  /** What of the variation matters to this method; runs that differ only in what does not are run once. */
  variation: Variation;
}

/** Text that tells conditions apart, e.g. "harsh-judge/focal-prior/focal.gamma=3". */
export const conditionKey = (scenario: string, method: string, variation: Variation): string =>
  [scenario, method, ...variationParts(variation)].join('/');

/** e.g. ["focal.gamma=3", "focal.tau=0.1"], in order of their names. */
export const variationParts = (variation: Variation): string[] =>
  Object.entries(variation)
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort();
