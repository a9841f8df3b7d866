/** Helps where a formula names what is not there. */
import { editDistance } from '../../edit-distance.ts';
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
