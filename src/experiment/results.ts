/**
 * The results file of an experiment, `results.json`. Its format is documented here and kept stable:
 * `formatVersion` rises when a field changes its meaning or goes away.
 */
import type { DeviceInfo } from '../lab/engine/device.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import type { Edit } from '../lab/run/edit.ts';
import type { Criterion } from '../lab/rubric/criterion.ts';
import type { Training } from '../lab/run/scenario.ts';
import type { MethodParameters } from '../lab/reward/methods/method.ts';
import { findMethod } from '../lab/reward/methods/index.ts';
import { mean } from '../lab/spread.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';
import { conditionKey, type Design, type Shard, type Variation } from './design/design.ts';
import type { ForkResult } from './run/fork-result.ts';

export const RESULTS_VERSION = 2;

/** One step of one run; objects are keyed by criterion id. Units as in `StepRecord`. */
export interface ResultStep {
  step: number;
  direct: number | null;
  worst: number | null;
  /** As `direct`, under the weights as edited. */
  directCurrent: number | null;
  strict: number | null;
  /** The last four as the judge scored. */
  judgeDirect: number | null;
  judgeWorst: number | null;
  judgeDirectCurrent: number | null;
  judgeStrict: number | null;
  kl: number;
  entropy: number;
  reward: number;
  rewardStd: number;
  fracRewardZeroStd: number;
  klSequence: number;
  loss: number;
  gradNorm: number;
  clipRatio: number;
  meanLength: number;
  groupsWithoutSignal: number;
  groupsFellBack: number;
  signFlips: number;
  rankDistance: number;
  topAgreement: number;
  lowestCorrelation: number;
  /** Gold score. */
  scores: Record<string, number>;
  /** What the judge gave. */
  judgeScores: Record<string, number>;
  saturation: Record<string, number>;
  weights: Record<string, number>;
  /** null where no group had any signal. */
  effort: Record<string, number | null>;
}

export interface ResultRun {
  /** "scenario/method/seed", what is varied before the seed, e.g. "harsh-judge/focal-prior/focal.gamma=3/1". */
  id: string;
  scenario: string;
  method: string;
  /** What of the design's variations it ran with, e.g. {"focal.gamma": 3}; empty where nothing was varied. */
  variation: Variation;
  /** The method's own parameters, e.g. {"focal.gamma": 1}; empty for methods without any. */
  params: Record<string, number>;
  seed: number;
  edits: Edit[];
  steps: ResultStep[];
}

/** Mean over seeds of a run's final value (mean of its last 10 steps), with a 95 % bootstrap interval. */
export interface ResultSummary {
  scenario: string;
  method: string;
  variation: Variation;
  params: Record<string, number>;
  /** "direct", "worst", "strict", "kl", "entropy" or "scores/{criterion}". */
  metric: string;
  mean: number | null;
  low: number | null;
  high: number | null;
  /** Seeds. */
  n: number;
}

export interface Results {
  formatVersion: typeof RESULTS_VERSION;
  /** The day it was made, e.g. "2026-11-21". */
  date: string;
  device: DeviceInfo & { engine: string; dispatchesPerStep: number | null; secondsPerStep: number };
  /** Labels of further devices that computed parts of it; between those, runs are not the same bit for bit. */
  otherDevices: string[];
  /** What was asked; null of a run of the page. */
  design: Design | null;
  /** The part of the design that this is; null where it is all of it. */
  shard: Shard | null;
  /** Whether every run that was asked for (of the shard) is here with all its steps. */
  complete: boolean;
  scenarios: Record<
    string,
    {
      name: string;
      /** `counts`: it is active, and some answer can meet it, so it is part of direct, worst and strict. */
      criteria: { id: string; name: string; kind: string; weight: number; counts: boolean }[];
      training: Training;
    }
  >;
  runs: ResultRun[];
  /** Of each fork of the fork test; empty where none was asked for. */
  forks: ForkResult[];
  summary: ResultSummary[];
}

/** A run's final value is the mean of this many last steps. */
const FINAL_STEPS = 10;

/** Final value of a run, NaN where one of those steps has none. */
export const finalValue = ({ steps }: ResultRun, value: (step: ResultStep) => number | null): number =>
  mean(steps.slice(-FINAL_STEPS).map((step) => value(step) ?? NaN));

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

export function resultStep(record: StepRecord): ResultStep {
  const keyed = <Value>(values: readonly number[], convert: (value: number) => Value) =>
    Object.fromEntries(record.criteria.map((id, k) => [id, convert(values[k]!)]));
  const same = (value: number) => value;
  const { step, kl, entropy, reward, rewardStd, fracRewardZeroStd, klSequence } = record;
  const { loss, gradNorm, clipRatio, meanLength, groupsWithoutSignal, groupsFellBack } = record;
  const { signFlips, rankDistance, topAgreement, lowestCorrelation } = record;
  return {
    step,
    direct: numberOrNull(record.direct),
    worst: numberOrNull(record.worst),
    directCurrent: numberOrNull(record.directCurrent),
    strict: numberOrNull(record.strict),
    judgeDirect: numberOrNull(record.judgeDirect),
    judgeWorst: numberOrNull(record.judgeWorst),
    judgeDirectCurrent: numberOrNull(record.judgeDirectCurrent),
    judgeStrict: numberOrNull(record.judgeStrict),
    kl,
    entropy,
    reward,
    rewardStd,
    fracRewardZeroStd,
    klSequence,
    loss,
    gradNorm,
    clipRatio,
    meanLength,
    groupsWithoutSignal,
    groupsFellBack,
    signFlips,
    rankDistance,
    topAgreement,
    lowestCorrelation,
    scores: keyed(record.scores, same),
    judgeScores: keyed(record.judgeScores, same),
    saturation: keyed(record.saturation, same),
    weights: keyed(record.weights, same),
    effort: keyed(record.effort, numberOrNull),
  };
}

/** A criterion as the results have it. */
export const resultCriterion = ({ id, name, kind, weight, active, unsatisfiable }: Criterion) => ({
  ...{ id, name, kind, weight },
  counts: active && !unsatisfiable,
});

/** The parameters a method has, out of all that were set. */
export const ownParameters = (method: string, all: MethodParameters): Record<string, number> =>
  Object.fromEntries(findMethod(method).parameters.map(({ name }) => [name, all[name]!]));

/** Runs that differ in nothing but the seed, in the order of the first of each. */
export function byCondition(runs: readonly ResultRun[]): ResultRun[][] {
  const groups = new Map<string, ResultRun[]>();
  for (const run of runs) {
    const key = conditionKey(run.scenario, run.method, run.variation);
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()];
}

/** Summary rows of one scenario's runs, by method and variation. */
export function summarise(
  scenario: { id: string; rubric: readonly Pick<Criterion, 'id'>[] },
  runs: readonly ResultRun[],
): ResultSummary[] {
  const metrics: [string, (step: ResultStep) => number | null][] = [
    ['direct', (step) => step.direct],
    ['worst', (step) => step.worst],
    ['strict', (step) => step.strict],
    ['kl', (step) => step.kl],
    ['entropy', (step) => step.entropy],
    ...scenario.rubric.map(({ id }): [string, (step: ResultStep) => number | null] => [
      `scores/${id}`,
      (step) => step.scores[id] ?? null,
    ]),
  ];
  return byCondition(runs).flatMap((own) =>
    metrics.map(([metric, value], stream) => {
      const finals = own.map((run) => finalValue(run, value));
      const { mean: centre, low, high, n } = bootstrapMean(finals, stream);
      const { method, variation, params } = own[0]!;
      return {
        ...{ scenario: scenario.id, method, variation, params, metric },
        ...{ mean: numberOrNull(centre), low: numberOrNull(low), high: numberOrNull(high), n },
      };
    }),
  );
}
