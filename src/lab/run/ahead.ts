/** Edits of a recipe that are still to come, after a user has made another one before them. */
import { carryOut, changeOf, type Edited } from './apply.ts';
import type { EditRequest, PlannedEdit } from './edit.ts';

/**
 * Steps through the history become the changes that they were meant as: after another edit they would take that one
 * back.
 *
 * @param before as it stood before that edit
 */
export function asMeant(before: Edited, ahead: readonly PlannedEdit[]): PlannedEdit[] {
  let edited = before;
  return ahead.flatMap(({ step, request }) => {
    try {
      const change = changeOf(request, edited.edits);
      edited = carryOut(edited, request, step);
      if (!change) return [];
      const { history: _, ...plain } = change;
      return [{ step, request: plain as EditRequest }];
    } catch {
      return [{ step, request }]; // whoever looks what is possible will find out
    }
  });
}

/** Those that can be made one after another, and the others. */
export function possible(
  start: Edited,
  planned: readonly PlannedEdit[],
): { made: PlannedEdit[]; dropped: PlannedEdit[] } {
  let edited = start;
  const made: PlannedEdit[] = [];
  const dropped: PlannedEdit[] = [];
  for (const own of planned) {
    try {
      edited = carryOut(edited, own.request, own.step);
      made.push(own);
    } catch {
      dropped.push(own);
    }
  }
  return { made, dropped };
}
