/** What the README's results are made of: final values of every run, and what was compared, small enough to keep. */
import { findMethod } from '../lab/reward/methods/index.ts';
import { armsOf } from './analysis/arms.ts';
import { comparisons } from './analysis/comparisons.ts';
import { finalLevel, finalsBySeed } from './analysis/finals.ts';
import type { MetricId } from './analysis/metric.ts';
import type { Comparison, Interval } from './analysis/shapes.ts';
import { usableRuns } from './analysis/usable-runs.ts';
import { jobsOf } from './design/plan.ts';
import type { Results } from './results.ts';

export const DIGESTED = ['worst', 'direct', 'strict', 'spread'] as const satisfies readonly MetricId[];
type Digested = (typeof DIGESTED)[number];

export interface DigestRow {
  scenario: string;
  method: string;
  /** As people read it, e.g. "focal, noise-corrected". */
  label: string;
  seeds: number[];
  /** By metric: final value of each seed, in the order of `seeds`; null where there is none. */
  finals: Record<Digested, (number | null)[]>;
  /** The mean over seeds with a 95 % percentile bootstrap interval. */
  levels: Record<Digested, Interval>;
}

export type DigestComparison = Pick<
  Comparison,
  | 'scenario'
  | 'metric'
  | 'difference'
  | 'zeros'
  | 'p'
  | 'adjusted'
  | 'whyNoTest'
  | 'smallest'
  | 'family'
  | 'effect'
  | 'improvement'
> & {
  /** As people read them, e.g. "focal, cap 0.3" and "static uniform". */
  arm: string;
  baseline: string;
};

export interface Digest {
  /** The day on which the last of it was computed. */
  date: string;
  /** Devices that computed it. */
  devices: string[];
  engines: string[];
  seeds: number[];
  steps: number[];
  scenarios: { id: string; name: string }[];
  rows: DigestRow[];
  /** The planned comparisons, with all that was corrected for. */
  planned: DigestComparison[];
  /** The same of what was looked at besides, e.g. a remedy against plain focal; corrected for among themselves. */
  besides: DigestComparison[];
  /** What was asked for and not run, in sentences. */
  notRun: string[];
}

/** @param all results of experiments on the same seeds, each on scenarios of its own */
export function digest(all: readonly Results[]): Digest {
  const begun = all.filter(({ runs }) => runs.length > 0);
  if (begun.length === 0) throw new Error('There are no results to digest: no run has begun.');
  const compared = begun.flatMap(comparisons);
  const distinct = <Value>(values: readonly Value[]) => [...new Set(values)];
  const seeds = distinct(begun.flatMap(({ runs }) => runs.map(({ seed }) => seed))).sort((a, b) => a - b);
  return {
    date: begun
      .map(({ date }) => date)
      .sort()
      .at(-1)!,
    devices: distinct(begun.flatMap(({ device, otherDevices }) => [device.label, ...otherDevices])),
    engines: distinct(begun.map(({ device }) => device.engine)),
    seeds,
    steps: distinct(
      begun.flatMap(({ scenarios }) => Object.values(scenarios).map(({ training }) => training.steps)),
    ),
    scenarios: begun.flatMap(({ scenarios }) =>
      Object.entries(scenarios).map(([id, { name }]) => ({ id, name })),
    ),
    rows: begun.flatMap((results) =>
      armsOf(results).map((own) => {
        const { scenario, method, label } = own.arm;
        const known = own.runs.map(({ seed }) => seed);
        const of = <Value>(value: (id: Digested) => Value) =>
          Object.fromEntries(DIGESTED.map((id) => [id, value(id)])) as Record<Digested, Value>;
        return {
          ...{ scenario, method, label, seeds: known },
          finals: of((id) => {
            const finals = finalsBySeed(results, own, id);
            return known.map((seed) => finals.get(seed) ?? null);
          }),
          levels: of((id) => finalLevel(results, own, id)),
        };
      }),
    ),
    planned: compared.filter(({ planned }) => planned).map(labelled),
    besides: compared.filter(({ planned }) => !planned).map(labelled),
    notRun: all.flatMap((results) => {
      const asked = jobsOf(results.design!).length;
      const { runs } = usableRuns(results);
      const { scenarios } = results.design!;
      const names = results.design!.methods.map((id) => findMethod(id).name).join(', ');
      const where = scenarios.map(({ name }) => name).join(', ');
      return results.complete
        ? []
        : [`Of ${names} on ${where}, ${runs.length} of ${asked} runs were made so far.`];
    }),
  };
}

const labelled = ({ arm, baseline, planned: _, ...each }: Comparison): DigestComparison => ({
  ...each,
  arm: arm.label,
  baseline: baseline.label,
});
