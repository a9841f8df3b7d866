/** Paired differences as something numeric is turned up, and where they cross 0. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Results } from '../results.ts';
import { armsOf, baselineOf, baselinesOf, type ArmRuns } from './arms.ts';
import { differenceInterval } from './interval.ts';
import type { MetricId } from './metric.ts';
import { paired } from './paired.ts';
import { settingName } from './setting-text.ts';
import type { Dose, Interval } from './shapes.ts';

/**
 * Of each scenario and method against each baseline: arms in which one number is varied and nothing else, where
 * two values or more have pairs.
 */
export function doses(results: Results, id: MetricId): Dose[] {
  const arms = armsOf(results);
  const baselines = baselinesOf(results);
  const groups = new Map<string, { own: ArmRuns; value: number }[]>();
  for (const own of arms) {
    const { scenario, method, variation } = own.arm;
    const [[name, value] = [], more] = Object.entries(variation);
    if (name === undefined || typeof value !== 'number' || more) continue;
    if (isChoice(method, name)) continue;
    const key = `${scenario}/${method}/${name}`;
    groups.set(key, [...(groups.get(key) ?? []), { own, value }]);
  }
  return [...groups.values()].flatMap((group) => {
    const { scenario, method, variation } = group[0]!.own.arm;
    const place = baselines.indexOf(method);
    return (place < 0 ? baselines : baselines.slice(0, place)).flatMap((baseline) => {
      const points = group
        .flatMap(({ own, value }) => {
          const other = baselineOf(arms, own.arm, baseline);
          if (!other) return [];
          const difference = differenceInterval(paired(results, own, other, id).differences);
          return difference.n === 0 ? [] : [{ value, difference }];
        })
        .sort((a, b) => a.value - b.value);
      if (points.length < 2) return [];
      return [
        {
          ...{ scenario, metric: id, method, points },
          name: settingName(Object.keys(variation)[0]!),
          label: findMethod(method).name,
          baseline: findMethod(baseline).name,
          crossing: crossing(points),
        },
      ];
    });
  });
}

/** Numbers that stand for names have no more and less. */
const isChoice = (method: string, name: string): boolean =>
  findMethod(method).parameters.some((parameter) => parameter.name === name && parameter.options);

/** A difference that touches 0 and turns back does not cross it; one that stays 0 for a while crosses where it first is. */
export function crossing(points: readonly { value: number; difference: Interval }[]): number | null {
  let before: { value: number; height: number } | null = null;
  let zero: number | null = null;
  for (const { value, difference } of points) {
    const height = difference.mean;
    if (height === 0) {
      zero ??= value;
      continue;
    }
    if (before && Math.sign(before.height) !== Math.sign(height))
      return zero ?? before.value + ((value - before.value) * before.height) / (before.height - height);
    before = { value, height };
    zero = null;
  }
  return null;
}
