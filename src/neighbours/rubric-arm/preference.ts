/** What the people who compare answers like, which neither the generator nor the judge is told. */
import { CANDIDATES } from './candidates.ts';

/** Weight per candidate criterion, [K]: 0 does not matter, below 0 is disliked. */
export type Preference = readonly number[];

const of = (weights: Readonly<Record<string, number>>): Preference =>
  CANDIDATES.map(({ id }) => weights[id] ?? 0);

export const PREFERENCES = {
  /** Three of the six, all the way a rubric would ask for them. */
  plain: of({ facts: 3, polite: 2, greets: 1 }),
  /** Greetings put these people off, though the criterion asks for one. */
  opposed: of({ facts: 3, polite: 2, greets: -3 }),
  /** Facts above all, which the judge of this set-up sees badly; length, which goes with them, it sees well. */
  'stand-in': of({ facts: 4, polite: 1, on_topic: 1 }),
} as const;

export type PreferenceId = keyof typeof PREFERENCES;
export const PREFERENCE_IDS = Object.keys(PREFERENCES) as PreferenceId[];

/**
 * How much an answer is liked, 0 to 1: the weighted mean of its gold scores, with what is disliked counted by its absence.
 *
 * @param gold [K] in [0,1]; means of many answers give their mean
 */
export function utility(preference: Preference, gold: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  preference.forEach((weight, k) => {
    sum += Math.abs(weight) * (weight < 0 ? 1 - gold[k]! : gold[k]!);
    total += Math.abs(weight);
  });
  return sum / total;
}
