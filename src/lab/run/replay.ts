/** Replay: the edits of a run made again, each at its step, so that the run comes out the same. */
import { requestOf, type Edit } from './edit.ts';
import type { Session } from './session.ts';

/**
 * Takes a session on, from where it stands, by the edits of a log that it has not seen.
 *
 * @param edits the whole log; those of steps before the session's next one are its own already
 * @param to the step that is next when it is done; edits that hold from there on are made
 * @param goOn called after every step; false ends the replay there
 */
export async function replay(
  session: Session,
  edits: readonly Edit[],
  to: number,
  goOn: () => boolean | Promise<boolean> = () => true,
): Promise<void> {
  const ahead = edits.filter(({ step }) => step >= session.nextStep);
  const make = async () => {
    while (ahead.length > 0 && ahead[0]!.step <= session.nextStep)
      await session.edit(requestOf(ahead.shift()!));
  };
  await make();
  while (session.nextStep < to && !session.finished) {
    await session.advance();
    if (!(await goOn())) break;
    await make();
  }
  await session.settle();
}

/** The first step at which two logs part: what comes before it is the same in both runs. */
export function partingStep(a: readonly Edit[], b: readonly Edit[]): number {
  const text = (edit: Edit) => JSON.stringify([edit.step, requestOf(edit)]);
  const same = a.findIndex((edit, i) => !b[i] || text(edit) !== text(b[i]));
  const i = same < 0 ? a.length : same;
  return Math.min(a[i]?.step ?? Infinity, b[i]?.step ?? Infinity);
}
