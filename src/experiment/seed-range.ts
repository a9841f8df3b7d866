/** The seeds of a run in the page: consecutive ones from a first seed on, as many as the device carries with ease. */
import type { DeviceInfo } from '../lab/engine/device.ts';

export interface SeedRange {
  first: number;
  count: number | 'auto';
}

export const MAX_SEED = 0xffffffff;
export const MAX_SEED_COUNT = 32;

/** Seeds that "auto" stands for: enough for a spread on a graphics card, one where a processor does the work. */
export const AUTO_COUNT = { hardware: 8, software: 1 } as const;

/** How many seeds a wish comes to; before the device is known, one stands for "auto". */
export function seedCount(
  { first, count }: SeedRange,
  device: Pick<DeviceInfo, 'backend' | 'software'> | null,
): number {
  if (count !== 'auto') return count;
  const hardware = device?.backend === 'webgpu' && !device.software;
  return Math.min(hardware ? AUTO_COUNT.hardware : AUTO_COUNT.software, MAX_SEED - first + 1);
}

/** @returns the seeds themselves, in order */
export const seedList = (range: SeedRange, device: Parameters<typeof seedCount>[1]): number[] =>
  Array.from({ length: seedCount(range, device) }, (_, i) => range.first + i);

/**
 * @param name what the text is called where it was written, e.g. "seed"
 * @throws naming the text and what is allowed
 */
export function parseFirstSeed(text: string, name: string): number {
  const value = wholeNumber(text);
  if (!(value <= MAX_SEED))
    throw new Error(`${name} is "${text}"; allowed is a whole number from 0 to ${MAX_SEED}.`);
  return value;
}

/**
 * @param first the first seed, since the last one has a limit too
 * @throws naming the text and what is allowed
 */
export function parseSeedCount(text: string, first: number, name: string): number {
  const most = Math.min(MAX_SEED_COUNT, MAX_SEED - first + 1);
  const value = wholeNumber(text);
  if (!(value >= 1 && value <= most)) {
    const why = most < MAX_SEED_COUNT ? `, since seed ${MAX_SEED} is the last` : '';
    throw new Error(`${name} is "${text}"; allowed is a whole number from 1 to ${most}${why}.`);
  }
  return value;
}

const wholeNumber = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN);
