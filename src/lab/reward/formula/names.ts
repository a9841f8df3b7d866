/** Helps where a formula names what is not there. */
import { FUNCTION_NAMES } from './functions.ts';
import { QUANTITY_NAMES } from './quantities.ts';

const NAMES: readonly string[] = [...QUANTITY_NAMES, ...FUNCTION_NAMES];

/** What else these are called; the group's lowest score cannot be "min", which is a function. */
const OTHER_WORDS = new Map([
  ['min_score', 'lowest'],
  ['max_score', 'highest'],
  ['weight', 'prior'],
  ['ln', 'log'],
]);

/** How many letters to insert, delete or replace to make one text of the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
  }
  return row[b.length]!;
}

/** Up to three names spelled much like a text, the nearest first. */
function nearNames(text: string): string[] {
  const wanted = text.toLowerCase();
  const other = OTHER_WORDS.get(wanted);
  if (other) return [other];
  return NAMES.map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, distance }) => distance <= Math.min(2, Math.floor(Math.max(wanted.length, name.length) / 2)),
    )
    .filter(({ name, distance }) => distance < name.length)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** E.g. `no quantity or function is "gama"; near it: gamma; quantities are ...`. */
export function unknownName(text: string): string {
  const near = nearNames(text);
  return (
    `no quantity or function is "${text}"; ${near.length > 0 ? `near it: ${near.join(', ')}; ` : ''}` +
    `quantities are ${QUANTITY_NAMES.join(', ')}; functions are ${FUNCTION_NAMES.join(', ')}`
  );
}
