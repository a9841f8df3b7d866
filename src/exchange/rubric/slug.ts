/** Names and ids for criteria that come without: short, readable, unique. */
import { LONGEST_NAME } from '../../lab/rubric/criterion.ts';

/** As the schema of a criterion has it. */
const LONGEST_ID = 32;

/** The text, or its beginning and an ellipsis, at most `longest` characters; no character is cut in two. */
export function cut(text: string, longest = LONGEST_NAME): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest - 1);
  const space = start.lastIndexOf(' ');
  const words = space > longest / 2 ? start.slice(0, space) : start;
  return `${words.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}

/** The first words of a text on one line, for a criterion without a name. */
export const firstWords = (text: string): string => cut(text.replace(/\s+/g, ' ').trim());

/**
 * a-z, 0-9 and _, starting with a letter, at most 32 characters; "" where the text has no such letters,
 * e.g. "Cites a source!" -> "cites_a_source", "3 Fächer" -> "facher", "引用" -> "".
 */
export function slug(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST_ID)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '');
  const whole = plain.length <= LONGEST_ID ? plain : plain.slice(0, LONGEST_ID + 1).replace(/_[^_]*$/, '');
  const found = whole.slice(0, LONGEST_ID).replace(/_+$/, '');
  // A single letter says nothing; records by id would find "constructor" in every object.
  return found.length < 2 || found === 'constructor' ? '' : found;
}

/** One id per name, all different: slugs, "criterion_3" where there is none, "_2" after one that is taken. */
export function uniqueIds(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, k) => {
    const wanted = slug(name) || `criterion_${k + 1}`;
    let id = wanted;
    for (let n = 2; taken.has(id); n++) {
      const suffix = `_${n}`;
      id = wanted.slice(0, LONGEST_ID - suffix.length) + suffix;
    }
    taken.add(id);
    return id;
  });
}
