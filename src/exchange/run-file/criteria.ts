/** Which criteria the steps of a run are judged by, as its recipe's edits say. */
import type { StateFrom } from '../recipe/states.ts';
import type { Rubrics } from './records.ts';

const idsOf = ({ state }: StateFrom): readonly string[] => state.criteria.map(({ id }) => id);

/** Ids that the step before a snapshot ran with: what an edit at the snapshot's own step changes comes after it. */
export const criteriaAtSnapshot = (states: readonly StateFrom[], step: number): readonly string[] =>
  idsOf(states.findLast((from) => from.step < step) ?? states[0]!);

/** @returns the rubrics of the steps from 0 on, up to but without `steps` */
export function rubricsOf(states: readonly StateFrom[], steps: number): Rubrics {
  const rubrics: [number, readonly string[]][] = [];
  states.forEach((from, i) => {
    if (from.step >= steps || states[i + 1]?.step === from.step) return;
    const ids = idsOf(from);
    if (rubrics.at(-1)?.[1].join() !== ids.join()) rubrics.push([from.step, ids]);
  });
  return rubrics;
}
