/**
 * Numbers in few characters: each is rounded to a unit, written as its difference from the one before in 7 bits a
 * byte, deflated, in base64. NaN is code 0; a difference d is 1 + 2d, or -2d below zero.
 */

import { deflate, inflate } from '../../squeeze.ts';

/** More bytes than any number takes. */
const LONGEST = 16;

/** @returns the numbers as text; what is read back lies within half a unit of what was given */
export async function pack(values: ArrayLike<number>, unit: number): Promise<string> {
  const bytes: number[] = [];
  let last = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      bytes.push(0);
      continue;
    }
    const now = Math.round(value / unit);
    const difference = now - last;
    last = now;
    let code = difference >= 0 ? 1 + 2 * difference : -2 * difference;
    while (code > 127) {
      bytes.push((code % 128) + 128);
      code = Math.floor(code / 128);
    }
    bytes.push(code);
  }
  const squeezed = await deflate(Uint8Array.from(bytes));
  let binary = '';
  for (const byte of squeezed) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * @param name what the numbers are, for the error
 * @throws when the text does not hold exactly so many numbers
 */
export async function unpack(text: string, unit: number, count: number, name: string): Promise<Float64Array> {
  const bytes = await read(text, LONGEST * count).catch(() => {
    throw new Error(`Recorded run: ${name} is not packed text.`);
  });
  const values = new Float64Array(count);
  let [at, last, code, scale] = [0, 0, 0, 1];
  for (const byte of bytes) {
    code += (byte % 128) * scale;
    scale *= 128;
    if (byte > 127) continue;
    if (code > 0) last += code % 2 === 1 ? (code - 1) / 2 : -code / 2;
    if (at < count) values[at] = code > 0 ? last * unit : NaN;
    at++;
    [code, scale] = [0, 1];
  }
  if (at !== count) throw new Error(`Recorded run: ${name} holds ${at} numbers; it needs ${count}.`);
  return values;
}

const read = async (text: string, most: number): Promise<Uint8Array> =>
  inflate(
    Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
    most,
  );
