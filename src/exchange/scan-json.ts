/**
 * Looks through JSON text before `JSON.parse` does, for what that lets pass or explains badly: depth, keys
 * that repeat or reach prototypes, and where a mistake is. It calls nothing of itself, so no text is too deep.
 */

/** Most lists and objects inside one another; HealthBench's own rows take 5. */
export const DEEPEST = 16;
/** Most characters of a key; a report names keys. */
const LONGEST_KEY = 200;

/** A mistake in the text; `at` is its offset. */
export class Fault extends Error {
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

interface Frame {
  close: '}' | ']';
  /** Whether nothing has been read in it yet. */
  empty: boolean;
  index: number;
  key: string;
  keys: Set<string>;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const FOREIGN: [RegExp, string][] = [
  [/-?(NaN|Infinity)/y, 'is what Python writes, and no JSON; write a number'],
  [/(None|True|False)\b/y, 'is Python, and no JSON; write null, true or false'],
  [/undefined/y, 'is JavaScript, and no JSON; write null'],
];

const WORD_OR_NUMBER = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const placeIn = (frames: readonly Frame[]): string =>
  frames.map(({ close, key, index }) => (close === '}' ? key : String(index))).join('.');

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}

function unexpected(text: string, at: number, frames: readonly Frame[], wanted: string): Fault {
  if (at < text.length) {
    const found = JSON.stringify(String.fromCodePoint(text.codePointAt(at)!));
    return new Fault(at, `found ${found} where ${wanted} is due`);
  }
  const place = placeIn(frames).slice(0, LONGEST_KEY);
  return new Fault(at, `the text ends here, inside ${place || 'the outermost value'}; is it cut off?`);
}

/** Offset after a string that begins at `from`. */
function stringEnd(text: string, from: number, frames: readonly Frame[]): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32)
      throw new Fault(at, 'a quoted text goes past the end of its line; write \\n, or close it by "');
    if (code !== 92) continue;
    const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
    if (!escape) {
      if (/^\\(u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 6))) break;
      throw new Fault(at, `${JSON.stringify(text.slice(at, at + 2))} is no escape of JSON`);
    }
    at += escape[0].length - 1;
  }
  throw unexpected(text, text.length, frames, 'a closing "');
}

function scalarEnd(text: string, at: number, frames: readonly Frame[]): number {
  if (text[at] === '"') return stringEnd(text, at, frames);
  for (const [pattern, reason] of FOREIGN) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) throw new Fault(at, `${found[0]} ${reason}`);
  }
  WORD_OR_NUMBER.lastIndex = at;
  if (!WORD_OR_NUMBER.test(text)) throw unexpected(text, at, frames, 'a value');
  return WORD_OR_NUMBER.lastIndex;
}

/** Offset after a key and its colon; notes the key. */
function keyEnd(text: string, at: number, frames: readonly Frame[]): number {
  const frame = frames.at(-1)!;
  if (text[at] !== '"') throw unexpected(text, at, frames, 'a key in " "');
  const end = stringEnd(text, at, frames);
  const key = JSON.parse(text.slice(at, end)) as string;
  if (key.length > LONGEST_KEY)
    throw new Fault(at, `a key has ${key.length} characters; at most ${LONGEST_KEY} are allowed`);
  frame.key = key;
  const place = placeIn(frames);
  if (FORBIDDEN.has(key)) throw new Fault(at, `${place}: "${key}" is not allowed as a key`);
  if (frame.keys.has(key)) throw new Fault(at, `${place}: the key "${key}" is there twice; keys differ`);
  frame.keys.add(key);
  const colon = skipSpace(text, end);
  if (text[colon] !== ':') throw unexpected(text, colon, frames, '":"');
  return skipSpace(text, colon + 1);
}

/**
 * Offset after the value that begins at or after `from`.
 *
 * @throws Fault where the text is not JSON, too deep, or has a key that repeats or is not allowed
 */
export function scanValue(text: string, from: number): number {
  const frames: Frame[] = [];
  let at = from;
  let due = true;
  for (;;) {
    at = skipSpace(text, at);
    const frame = frames.at(-1);
    const found = text[at];
    if (frame && found === frame.close && (frame.empty || !due)) {
      frames.pop();
      at++;
      due = false;
    } else if (due) {
      if (frame) frame.empty = false;
      if (frame?.close === '}') at = keyEnd(text, at, frames);
      const first = text[at];
      if (first === '{' || first === '[') {
        if (frames.length === DEEPEST)
          throw new Fault(at, `lists and objects are nested deeper than ${DEEPEST}, the deepest allowed`);
        frames.push({ close: first === '{' ? '}' : ']', empty: true, index: 0, key: '', keys: new Set() });
        at++;
      } else {
        at = scalarEnd(text, at, frames);
        due = false;
      }
    } else {
      if (!frame) return at;
      if (found !== ',') throw unexpected(text, at, frames, `"," or "${frame.close}"`);
      frame.index++;
      at++;
      due = true;
    }
  }
}
