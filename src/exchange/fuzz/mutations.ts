/** What is done to a valid document or file to make it a damaged or hostile one. */
import type { Dice } from './dice.ts';
import { ODD_JSON, PROTOTYPE_KEYS, TEXTS } from './texts.ts';

/** Places of values and keys in a JSON text that was written without spaces. */
const SCALAR = /"(?:[^"\\]|\\.)*"(?!:)|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/g;
const KEY = /"(?:[^"\\]|\\.)*"(?=:)/g;

function replaceOne(dice: Dice, text: string, pattern: RegExp, by: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: old, index } = dice.pick(found);
  return text.slice(0, index) + by(old) + text.slice(index + old.length);
}

const nested = (depth: number): string => `${'{"a":['.repeat(depth)}0${']}'.repeat(depth)}`;

/** Changes the text of a JSON document at one place; often it stays JSON. */
export function mutatedJson(dice: Dice, text: string): string {
  switch (dice.below(12)) {
    case 0:
    case 1:
    case 2:
      return replaceOne(dice, text, SCALAR, () => dice.pick(ODD_JSON));
    case 3:
      return replaceOne(dice, text, SCALAR, () => JSON.stringify(dice.pick(TEXTS)));
    case 4:
      return replaceOne(dice, text, SCALAR, (old) => (old.startsWith('"') ? `[${old}]` : `"${old}"`));
    case 5:
      return replaceOne(dice, text, SCALAR, () =>
        String(dice.pick([-1, 1, 0.1, 1e6, 1e9]) * dice.below(100)),
      );
    case 6:
      return replaceOne(dice, text, KEY, () => JSON.stringify(dice.pick(PROTOTYPE_KEYS)));
    case 7:
      return replaceOne(dice, text, KEY, () => JSON.stringify(dice.pick([...TEXTS, 'k'.repeat(5000)])));
    case 8:
      return replaceOne(
        dice,
        text,
        /[{]/g,
        () => `{${JSON.stringify(dice.pick(PROTOTYPE_KEYS))}:{"polluted":1},`,
      );
    case 9:
      return replaceOne(dice, text, SCALAR, () => nested(dice.whole(1, 2000)));
    case 10: // a value of one place at another
      return replaceOne(dice, text, SCALAR, () => dice.pick(text.match(SCALAR) ?? ['0']));
    default:
      return new TextDecoder().decode(mutatedBytes(dice, new TextEncoder().encode(text)));
  }
}

/** Flips, cuts, repeats, swaps or fills bytes. */
export function mutatedBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  const at = dice.below(bytes.length);
  const to = Math.min(bytes.length, at + dice.whole(1, 64));
  const copy = bytes.slice();
  switch (dice.below(6)) {
    case 0:
      copy[at] = copy[at]! ^ (1 << dice.below(8));
      return copy;
    case 1:
      return copy.slice(0, at);
    case 2: // splices a part in somewhere else
      copy.set(bytes.subarray(dice.below(at + 1)).subarray(0, to - at), at);
      return copy;
    case 3:
      return copy.fill(dice.below(256), at, to);
    case 4: {
      const longer = new Uint8Array(bytes.length + (to - at));
      longer.set(bytes.subarray(0, to));
      longer.set(bytes.subarray(at), to);
      return longer;
    }
    default:
      for (let i = at; i < to; i++) copy[i] = dice.below(256);
      return copy;
  }
}
