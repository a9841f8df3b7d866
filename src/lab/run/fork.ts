/** Forks: what a run's log becomes when another run shares its past. */
import { carryOut, type Edited } from './apply.ts';
import { requestOf, type Edit, type Editable, type PlannedEdit } from './edit.ts';

/** The edits that are made before a step. */
export const editsBefore = (edits: readonly Edit[], step: number): PlannedEdit[] =>
  edits.filter((edit) => edit.step < step).map((edit) => ({ step: edit.step, request: requestOf(edit) }));

/** Which edit each entry of a log is about: its own, or the one that it takes back or makes again. */
function owners(edits: readonly Edit[]): number[] {
  const done: number[] = [];
  let undone: number[] = [];
  return edits.map(({ history }, i) => {
    if (!history) {
      done.push(i);
      undone = [];
      return i;
    }
    const [from, to] = history === 'undo' ? [done, undone] : [undone, done];
    const moved = from.pop();
    if (moved !== undefined) to.push(moved);
    return moved ?? i;
  });
}

/**
 * A log as if one of its edits had never been made: what took it back, or made it again, goes with it, and so do
 * later edits that are not possible without it.
 *
 * @param start what the run began with
 * @param index of an edit that is no step through the history itself
 * @returns the log, and the edits that went with that one
 */
export function withoutEdit(
  start: Editable,
  edits: readonly Edit[],
  index: number,
): { edits: PlannedEdit[]; dropped: Edit[] } {
  const about = owners(edits);
  const gone = new Set([index]);
  let edited: Edited = { state: start, edits: [] };
  const left: PlannedEdit[] = [];
  const dropped: Edit[] = [];
  edits.forEach((edit, i) => {
    if (gone.has(about[i]!)) return;
    const request = requestOf(edit);
    try {
      edited = carryOut(edited, request, edit.step);
      left.push({ step: edit.step, request });
    } catch {
      gone.add(i);
      dropped.push(edit);
    }
  });
  return { edits: left, dropped };
}
