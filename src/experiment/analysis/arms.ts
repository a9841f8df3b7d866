/** The arms of an experiment: usable runs that differ only in their seed, named for people. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import { conditionKey, type Variation } from '../design/design.ts';
import { conditionsOf } from '../design/plan.ts';
import { relevant } from '../design/variation.ts';
import { byCondition, type ResultRun, type Results } from '../results.ts';
import { variationText } from './setting-text.ts';
import type { Arm } from './shapes.ts';
import { usableRuns } from './usable-runs.ts';

/** An arm with its runs, in order of their seeds. */
export interface ArmRuns {
  arm: Arm;
  runs: readonly ResultRun[];
}

/** e.g. "focal, gamma 3". */
export function armLabel(method: string, variation: Variation): string {
  const varied = variationText(variation);
  return findMethod(method).name + (varied && `, ${varied}`);
}

export const keyOf = ({ scenario, method, variation }: Omit<Arm, 'label'>): string =>
  conditionKey(scenario, method, variation);

/** In the design's order; those that it does not name come last. */
export function armsOf(results: Results): ArmRuns[] {
  const { design } = results;
  const planned = design
    ? conditionsOf(design).map(({ scenario, method, variation }) =>
        conditionKey(design.scenarios[scenario]!.id, method, variation),
      )
    : [];
  const place = ({ arm }: ArmRuns): number => {
    const found = planned.indexOf(keyOf(arm));
    return found < 0 ? planned.length : found;
  };
  const taken = new Set<string>();
  return byCondition(usableRuns(results).runs)
    .map((runs): ArmRuns => {
      const { scenario, method, variation } = runs[0]!;
      const plain = armLabel(method, variation);
      const label = taken.has(`${scenario}/${plain}`)
        ? `${plain} (${conditionKey('', method, variation).slice(1)})`
        : plain;
      taken.add(`${scenario}/${label}`);
      return {
        arm: { scenario, method, variation, label },
        runs: [...runs].sort((a, b) => a.seed - b.seed),
      };
    })
    .sort((a, b) => place(a) - place(b));
}

/** Methods that others are compared with: the design's, or the first there is. */
export function baselinesOf({ design, runs }: Results): readonly string[] {
  if (design?.baselines && design.baselines.length > 0) return design.baselines;
  const first = design?.methods[0] ?? runs[0]?.method;
  return first === undefined ? [] : [first];
}

/** The arm of a baseline that ran under what is varied about `arm`, as far as it matters to the baseline. */
export function baselineOf(arms: readonly ArmRuns[], { scenario, variation }: Arm, method: string) {
  const key = conditionKey(scenario, method, relevant(variation, method));
  return arms.find(({ arm }) => keyOf(arm) === key);
}
