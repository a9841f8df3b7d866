/** Reads a list of seeds as people write it: a count, a range, or a list. */

/**
 * `"8"` is 1..8, `"101-108"` a range, `"7,9"` a list, `"101-101"` one seed.
 *
 * @throws naming the text and what is allowed
 */
export function parseSeeds(text: string): number[] {
  const allowed = 'a count (8), a range (101-108) or a list (7,9) of whole numbers from 0 to 4294967295';
  const fail = (): never => {
    throw new Error(`Seeds "${text}" are not understood; allowed is ${allowed}.`);
  };
  const whole = (part: string): number => {
    const value = /^\d{1,10}$/.test(part.trim()) ? Number(part) : NaN;
    return value <= 0xffffffff ? value : fail();
  };
  const range = (first: number, last: number): number[] => {
    const count = last - first + 1;
    if (count < 1 || count > 1000) fail();
    return Array.from({ length: count }, (_, i) => first + i);
  };
  if (text.includes(',')) return [...new Set(text.split(',').map(whole))];
  const ends = text.split('-');
  if (ends.length === 2) return range(whole(ends[0]!), whole(ends[1]!));
  return range(1, whole(text));
}
