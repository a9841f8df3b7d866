/** Reports and commands between the command line and its page: JSON, in which arrays of floats keep their bits. */

const MARK = '\u0000float32';

/** Base64 of the bytes, in pieces: a call takes only so many arguments. */
function bytesToText(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

function textToFloats(text: string): Float32Array {
  const binary = atob(text);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

const NOT_NUMBERS: Record<string, number> = { NaN, Infinity, '-Infinity': -Infinity };

export const carry = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof Float32Array)
      return { [MARK]: bytesToText(new Uint8Array(item.buffer, item.byteOffset, item.byteLength)) };
    return typeof item === 'number' && !Number.isFinite(item) ? { [MARK]: String(item) } : item;
  });

export const carried = <Value>(text: string): Value =>
  JSON.parse(text, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || !(MARK in item)) return item;
    const written = (item as Record<string, string>)[MARK]!;
    return written in NOT_NUMBERS ? NOT_NUMBERS[written] : textToFloats(written);
  }) as Value;
