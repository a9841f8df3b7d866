/** Ablation grids: one metric over the values of one or two things that were varied. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Setting } from '../design/design.ts';
import type { Results } from '../results.ts';
import { armsOf, baselineOf, baselinesOf, type ArmRuns } from './arms.ts';
import { finalLevel } from './finals.ts';
import type { MetricId } from './metric.ts';
import { settingName, settingText } from './setting-text.ts';
import type { AblationGrid, Interval } from './shapes.ts';

/** What was not varied in an arm, of what was in others. */
const UNVARIED = 'as it is';

interface Axis {
  name: string;
  values: readonly (Setting | null)[];
}

/**
 * One per scenario and method that has arms with one or two things varied. Methods of which more was varied
 * have none: a page has two directions.
 */
export function ablationGrids(results: Results, id: MetricId): AblationGrid[] {
  const arms = armsOf(results);
  const baseline = baselinesOf(results)[0];
  const groups = new Map<string, ArmRuns[]>();
  for (const own of arms) {
    const key = `${own.arm.scenario}/${own.arm.method}`;
    groups.set(key, [...(groups.get(key) ?? []), own]);
  }
  return [...groups.values()].flatMap((own) => {
    const [across, down, more] = axesOf(own);
    if (!across || more) return [];
    const { scenario, method } = own[0]!.arm;
    const places = (down?.values ?? [null]).map((row) =>
      across.values.map((column) =>
        own.find(
          ({ arm }) =>
            (arm.variation[across.name] ?? null) === column &&
            (!down || (arm.variation[down.name] ?? null) === row),
        ),
      ),
    );
    const cells = places.map((row) => row.map((found) => found && level(results, found, id)));
    const others =
      baseline === undefined || baseline === method
        ? null
        : places.map((row) => row.map((found) => found && baselineOf(arms, found.arm, baseline)));
    const label = others?.flat().find((found) => found)?.arm.method;
    return [
      {
        ...{ scenario, method, metric: id },
        across: axisText(across),
        down: down ? axisText(down) : null,
        cells: cells.map((row) => row.map((cell) => cell ?? null)),
        baseline:
          others && label !== undefined
            ? {
                label: findMethod(label).name,
                cells: others.map((row) => row.map((found) => (found ? level(results, found, id) : null))),
              }
            : null,
      },
    ];
  });
}

/** null where no seed has a value. */
function level(results: Results, own: ArmRuns, id: MetricId): Interval | null {
  const value = finalLevel(results, own, id);
  return value.n === 0 ? null : value;
}

function axesOf(arms: readonly ArmRuns[]): Axis[] {
  const names = [...new Set(arms.flatMap(({ arm }) => Object.keys(arm.variation).sort()))];
  return names.map((name) => ({
    name,
    values: [...new Set(arms.map(({ arm }) => arm.variation[name] ?? null))].sort(inOrder),
  }));
}

/** What is not varied first, numbers ascending, all else as it came. */
const inOrder = (a: Setting | null, b: Setting | null): number => {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : 0;
};

const axisText = ({ name, values }: Axis) => ({
  name: settingName(name),
  values: values.map((value) => (value === null ? UNVARIED : settingText(name, value))),
});
