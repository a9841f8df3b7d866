/** Which methods a run has: 1 to 6 of them, always in the order of the list. */
import { METHODS } from '../../lab/reward/methods/index.ts';

export const MOST_METHODS = 6;

/** The choice with one method put in or taken out, in the order of the list. */
export const toggled = (chosen: readonly string[], id: string): string[] =>
  METHODS.map((method) => method.id).filter((known) =>
    known === id ? !chosen.includes(id) : chosen.includes(known),
  );

/** Why a method cannot be put in or taken out now; empty when it can. */
export function whyNotToggle(chosen: readonly string[], id: string): string {
  if (chosen.includes(id)) return chosen.length === 1 ? 'A run has at least one method.' : '';
  return chosen.length >= MOST_METHODS
    ? `A run has at most ${MOST_METHODS} methods: take another out first.`
    : '';
}

/** Whether two choices are the same methods. */
export const sameChoice = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));
