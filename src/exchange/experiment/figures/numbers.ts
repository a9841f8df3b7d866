/** Numbers as figures write them: with as many decimals as tell them apart, and no 0 before the point. */

/** What stands where there is no number. */
export const NONE = '–';

/** e.g. ".84", "1.00", "−.30", "33.1" with one decimal. */
export function plain(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return NONE;
  const size = Math.abs(value).toFixed(decimals);
  const sign = value < 0 && Number(size) !== 0 ? '−' : '';
  return sign + size.replace(/^0(?=\.)/, '');
}

/** A difference with its sign: "+.69", "−.01"; "0" where it is exactly that, "±.00" where it is nearly. */
export function signed(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return NONE;
  if (value === 0) return '0';
  const size = plain(Math.abs(value), decimals);
  return `${Number(size) === 0 ? '±' : value < 0 ? '−' : '+'}${size}`;
}

/** "[.41, .70]"; a dash where there is none, as for a single seed. */
export const between = (
  { low, high }: { low: number; high: number },
  decimals = 2,
  write: (value: number, decimals: number) => string = plain,
): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `[${write(low, decimals)}, ${write(high, decimals)}]`
    : NONE;

/** Decimals that the largest of some numbers is told by: 2 for shares, more for tiny ones, fewer for those above 10. */
export function decimalsFor(values: readonly number[]): number {
  const most = values.reduce(
    (top, value) => (Number.isFinite(value) ? Math.max(top, Math.abs(value)) : top),
    0,
  );
  if (most === 0) return 2;
  if (most >= 10) return most >= 100 ? 0 : 1;
  return most >= 0.06 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(most)));
}

/** A p-value with two digits: ".0078", ".31"; "<.0001" below that. */
export function probability(p: number): string {
  if (!Number.isFinite(p)) return NONE;
  if (p >= 0.995) return '1';
  if (p < 0.0001) return '<.0001';
  return plain(p, p < 0.01 ? 4 : p < 0.1 ? 3 : 2);
}

/** "8 seeds", "1 seed". */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
