/** Replay: the edits of a run made again, each at its step, so that the run comes out the same. */
import type { PlannedEdit } from './edit.ts';
import type { Session } from './session.ts';

export interface ReplayOptions {
  /** Called after every step; false ends the replay there. */
  goOn?: () => boolean | Promise<boolean>;
  /** Does a step when it is its turn, where others use the device too. */
  turn?: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/**
 * Takes a session on, from where it stands, by the edits that it has not seen.
 *
 * @param edits the whole log; those of steps before the session's next one are its own already
 * @param to the step that is next when it is done; edits that hold from there on are made
 * @returns the edits of later steps
 */
export async function replay(
  session: Session,
  edits: readonly PlannedEdit[],
  to: number,
  { goOn = () => true, turn = (work) => work() }: ReplayOptions = {},
): Promise<PlannedEdit[]> {
  const ahead = edits.filter(({ step }) => step >= session.nextStep);
  const make = async () => {
    while (ahead.length > 0 && ahead[0]!.step <= session.nextStep) await session.edit(ahead.shift()!.request);
  };
  await make();
  while (session.nextStep < to && !session.finished) {
    await turn(() => session.advance());
    if (!(await goOn())) break;
    await make();
  }
  await turn(() => session.settle());
  return ahead;
}
