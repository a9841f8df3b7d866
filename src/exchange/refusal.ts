/** What is said when something from outside is refused: one short paragraph, whatever was in it. */

/** Most characters of a refusal. */
export const LONGEST_REFUSAL = 400;

/** Most characters of a value that a refusal repeats. */
const LONGEST_QUOTE = 80;

const shortened = (value: string): string =>
  value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE - 1)}…` : value;

/** Quoted texts, lists and objects, and words: shortened where they are longer than a refusal repeats. */
const VALUES = [/"(?:\\.|[^"\\])*"?/g, new RegExp(`[[{].{${LONGEST_QUOTE},}[\\]}]`, 'g'), /\S+/g];

/** Line ends, and characters that are not seen or turn the direction of a text round. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

/** Valibot's usual messages in our words; it puts all of them into one form. */
const IN_OUR_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Invalid key: Expected never but received .*$/, 'no key of this name is known here'],
  [/Invalid key: Expected "[^"]*" but received undefined/g, 'it is missing'],
  [/Invalid \w+: Expected (.*?) but received undefined/g, 'it is missing; expected is $1'],
  [/unknown detector type undefined/, 'a detector has no type'],
  [/Invalid \w+: Expected (.*?) but received /g, 'expected is $1; found '],
];

/** A text as one paragraph that ends as a sentence does. */
export function refusal(text: string): string {
  let said = text.replace(UNSEEN, ' ').trim();
  for (const [theirs, ours] of IN_OUR_WORDS) said = said.replace(theirs, ours);
  for (const value of VALUES) said = said.replace(value, shortened);
  if (said.length >= LONGEST_REFUSAL) return `${said.slice(0, LONGEST_REFUSAL - 1).replace(UNSEEN, ' ')}…`;
  return /[.?…]$/.test(said) ? said : `${said}.`;
}

/** A value as a refusal repeats it, e.g. `"magic"` or `{"a":[1,2,3…`. */
export const quoted = (value: unknown): string => shortened(JSON.stringify(value) ?? 'nothing');

/**
 * Reads something from outside.
 *
 * @throws Error with one paragraph, whatever the reading throws
 */
export function refusing<Value>(before: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new Error(refusal(before + (error as Error).message), { cause: error });
  }
}
