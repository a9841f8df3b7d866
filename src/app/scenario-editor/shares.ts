/** What a template corpus is mixed of, as the editor asks for it: so many answers of 100. */

/** One number each: the rest of the 100 are without. */
export const SHARES = [
  { key: 'greeting', label: 'open with a greeting' },
  { key: 'polite', label: 'end with a polite word' },
  { key: 'citation', label: 'name a source right after a fact' },
  { key: 'hedge', label: 'put a hedge right before a fact' },
  { key: 'forbidden', label: 'use a forbidden word' },
  { key: 'filler', label: 'add a filler, counted by clause' },
] as const;

/** Several numbers that are 100 together. */
export const SPLITS = [
  { key: 'facts', label: 'tell facts of their topic', parts: ['none', 'one', 'two', 'three'] },
  { key: 'offTopic', label: 'stray to another topic', parts: ['not at all', 'one word', 'two words'] },
] as const;

export type ShareKey = (typeof SHARES)[number]['key'];
export type SplitKey = (typeof SPLITS)[number]['key'];

/** undefined: the field is empty. */
export type Typed = number | undefined;
export type Shares = Record<ShareKey, Typed> & Record<SplitKey, Typed[]>;

/** A share as so many of 100, without what a binary fraction adds: .035 is 3.5. */
export const ofHundred = (share: Typed): Typed =>
  share === undefined ? undefined : Number((100 * share).toFixed(4));
export const asShare = (hundredths: Typed): Typed =>
  hundredths === undefined ? undefined : Number((hundredths / 100).toFixed(6));

const said = (share: Typed): string => (share === undefined ? 'nothing' : String(ofHundred(share)));
const fits = (share: Typed): boolean => share !== undefined && share >= 0 && share <= 1;

/** What is wrong with one number; "" when nothing is. */
export const shareProblem = (share: Typed): string =>
  fits(share) ? '' : `${said(share)} is not a number from 0 to 100.`;

/** What is wrong with numbers that are 100 together; "" when nothing is. */
export function splitProblem(shares: readonly Typed[]): string {
  const wrong = shares.find((share) => !fits(share));
  if (wrong !== undefined || shares.includes(undefined)) return shareProblem(wrong);
  const sum = shares.reduce<number>((total, share) => total + share!, 0);
  if (Math.abs(sum - 1) < 1e-6) return '';
  return `${shares.map(said).join(' + ')} are ${said(sum)}; together they are 100.`;
}
