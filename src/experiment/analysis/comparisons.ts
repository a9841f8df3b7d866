/** All comparisons of arms with their baselines, tested and corrected together, planned ones apart (design.md 2a). */
import type { Results } from '../results.ts';
import { effectSize } from '../statistics/effect-size.ts';
import { holm, smallestAdjusted } from '../statistics/holm.ts';
import { improvement } from '../statistics/improvement.ts';
import { MOST_PAIRS, signedRank } from '../statistics/wilcoxon.ts';
import { armsOf, baselineOf, baselinesOf, keyOf, type ArmRuns } from './arms.ts';
import { differenceInterval } from './interval.ts';
import { metric, type MetricId } from './metric.ts';
import { paired, type Paired } from './paired.ts';
import type { Comparison } from './shapes.ts';

/** What arms are compared by. */
export const COMPARED: readonly MetricId[] = ['worst', 'direct', 'strict', 'spread'];

/** Named before anything was run. */
const PLANNED = {
  method: 'focal-prior',
  baselines: ['static-prior', 'static-uniform'] as readonly string[],
  metrics: ['worst', 'direct'] as readonly MetricId[],
};

/** Fewer seeds are not tested: even if all agree, p is above .05 (4 seeds: .125). */
const FEWEST_SEEDS = 5;
const LEVEL = 0.05;

/**
 * Every arm against the baselines under the same variation, and against its own method with nothing varied.
 * Per scenario the planned comparisons are corrected together, and so are all others; those that cannot be tested
 * count as p = 1, so that what comes out does not decide how much is corrected for. A view that shows some
 * of them filters this list: corrected is for all.
 */
export function comparisons(results: Results): Comparison[] {
  const arms = armsOf(results);
  const pairs = pairsOf(arms, baselinesOf(results));
  const scenarios = [...new Set(arms.map(({ arm }) => arm.scenario))];
  const asDesigned = !isTuned(results);
  return scenarios.flatMap((scenario) => {
    const untested = pairs
      .filter(([{ arm }]) => arm.scenario === scenario)
      .flatMap(([own, baseline]) =>
        COMPARED.map((id) => ({ own, baseline, id, planned: asDesigned && isPlanned(own, baseline, id) })),
      );
    return [true, false].flatMap((planned) =>
      family(
        results,
        untested.filter((each) => each.planned === planned),
      ),
    );
  });
}

/**
 * [arm, baseline], each pair once and one way round: planned pairs as planned, and of two baselines the later
 * against the earlier.
 */
function pairsOf(arms: readonly ArmRuns[], baselines: readonly string[]): [ArmRuns, ArmRuns][] {
  const pairs = new Map<string, [ArmRuns, ArmRuns]>();
  const add = (own: ArmRuns, baseline: ArmRuns | undefined) => {
    if (!baseline || baseline === own) return;
    const [one, other] = [keyOf(own.arm), keyOf(baseline.arm)];
    if (!pairs.has(`${other} ${one}`)) pairs.set(`${one} ${other}`, [own, baseline]);
  };
  const varied = ({ arm }: ArmRuns): boolean => Object.keys(arm.variation).length > 0;
  for (const own of arms)
    if (own.arm.method === PLANNED.method && !varied(own))
      for (const baseline of PLANNED.baselines) add(own, baselineOf(arms, own.arm, baseline));
  for (const own of arms) {
    const { method } = own.arm;
    const place = baselines.indexOf(method);
    const against = place < 0 ? baselines : baselines.slice(0, place);
    for (const baseline of against) add(own, baselineOf(arms, own.arm, baseline));
    if (varied(own)) add(own, baselineOf(arms, { ...own.arm, variation: {} }, method));
  }
  return [...pairs.values()];
}

/** Other settings than the scenario's own were not what was planned; fewer or more steps are. */
function isTuned({ design }: Results): boolean {
  const { steps: _, ...training } = design?.training ?? {};
  return Object.keys(training).length > 0 || Object.keys(design?.parameters ?? {}).length > 0;
}

const isPlanned = ({ arm }: ArmRuns, { arm: baseline }: ArmRuns, id: MetricId): boolean =>
  arm.method === PLANNED.method &&
  PLANNED.baselines.includes(baseline.method) &&
  PLANNED.metrics.includes(id) &&
  Object.keys(arm.variation).length === 0 &&
  Object.keys(baseline.variation).length === 0;

interface Untested {
  own: ArmRuns;
  baseline: ArmRuns;
  id: MetricId;
  planned: boolean;
}

function family(results: Results, untested: readonly Untested[]): Comparison[] {
  const size = untested.length;
  const tested = untested.map(({ own, baseline, id }) => {
    const pairs = paired(results, own, baseline, id);
    const whyNoTest = reason(pairs, size);
    return { pairs, whyNoTest, p: whyNoTest ? null : signedRank(pairs.differences, pairs.trace).p };
  });
  const adjusted = holm(tested.map(({ p }) => p ?? 1));
  return untested.map(({ own, baseline, id, planned }, i): Comparison => {
    const { pairs, whyNoTest, p } = tested[i]!;
    const { differences } = pairs;
    return {
      ...{ scenario: own.arm.scenario, metric: id, arm: own.arm, baseline: baseline.arm },
      difference: differenceInterval(differences),
      zeros: differences.filter((value) => value === 0).length,
      ...{ p, adjusted: p === null ? null : adjusted[i]!, whyNoTest },
      smallest: smallestAdjusted(differences.length, size),
      family: size,
      planned,
      improvement: improvement(metric(id).lower ? differences.map((value) => -value) : differences),
      effect: effectSize(differences),
    };
  });
}

/** Why differences are not tested; null where they are. */
function reason({ differences }: Paired, size: number): string | null {
  const n = differences.length;
  if (n === 0) return 'No seed has a final value under both.';
  if (n < FEWEST_SEEDS)
    return `Only ${n} ${n === 1 ? 'seed' : 'seeds'}: fewer than ${FEWEST_SEEDS} are not tested.`;
  if (n > MOST_PAIRS) return `${n} seeds are more than the exact test takes (${MOST_PAIRS}).`;
  const smallest = smallestAdjusted(n, size);
  if (smallest > LEVEL)
    return `${n} seeds and ${size} ${size === 1 ? 'comparison' : 'comparisons'} cannot bring the adjusted p below ${smallest.toFixed(3)}: intervals only.`;
  return differences.every((value) => value === 0) ? 'No seed differs: there is nothing to test.' : null;
}
