/** Numbers as the page writes them. */

/** A share of 1 without its leading zero: ".84", "1.0", "–" when there is none. */
export function unit(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const text = value.toFixed(2);
  if (text === '1.00') return '1.0';
  return text.replace(/^(-?)0\./, '$1.');
}

/** A difference with its sign: "+.69", "−.01", "±.00". */
export function signed(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = unit(Math.abs(value));
  return size === '.00' ? '±.00' : `${value < 0 ? '−' : '+'}${size}`;
}

/** A share in whole percent: "17". */
export const percent = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(100 * value)) : '–';

/** A weight as a slider shows it: "5", "0.5", "0.35". */
export const weight = (value: number): string => String(Number(value.toFixed(2)));

/** Consecutive seeds: "seed 7", "seeds 1–8". */
export const seedLabel = (seeds: readonly number[]): string =>
  seeds.length > 1 ? `seeds ${seeds[0]}–${seeds.at(-1)}` : `seed ${seeds[0] ?? '–'}`;

/** What starting anew costs, as a sentence; nothing before the first step. */
export const stepsLost = (steps: number): string =>
  steps === 0
    ? ''
    : steps === 1
      ? 'The step of this run is lost.'
      : `The ${steps} steps of this run are lost.`;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "2026-11-21" as "21 November 2026". */
export function dayOf(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}
