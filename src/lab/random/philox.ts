/**
 * The counter-based random generator of the whole lab: Philox 4x32-10 (Salmon et al., 2011).
 *
 * A draw is a pure function of its key and counter, so two lanes with the same seed share their noise, a
 * lane does not depend on its neighbours, and the GPU draws the same bits (`philox.wgsl.ts`).
 */

/** Four unsigned 32-bit words. */
export type Words4 = [number, number, number, number];

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const lowHigh = aLow * bHigh + ((aLow * bLow) >>> 16); // at most 2^32 - 2^16: exact in a double
  const middle = aHigh * bLow + (lowHigh % 0x10000);
  return (aHigh * bHigh + Math.floor(lowHigh / 0x10000) + Math.floor(middle / 0x10000)) >>> 0;
}

/** One block of random words: `philox([0,0,0,0], 0, 0)` is `[0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]`. */
export function philox(counter: Readonly<Words4>, key0: number, key1: number): Words4 {
  let [c0, c1, c2, c3] = counter;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ key0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ key1) >>> 0;
    c3 = low0;
    key0 = (key0 + WEYL_0) >>> 0;
    key1 = (key1 + WEYL_1) >>> 0;
  }
  return [c0, c1, c2, c3];
}
