/** A straight scale with round ticks. */
import { plain } from './numbers.ts';

export interface Scale {
  (value: number): number;
  /** Round values inside it, in rising order. */
  ticks: readonly number[];
  /** A tick in words, with no more decimals than they need. */
  write(value: number): string;
  low: number;
  high: number;
}

export interface ScaleWish {
  /** In pixels. */
  from: number;
  to: number;
  /** Ticks, at most about so many. */
  most?: number;
  /** What the scale spans at least, where values hardly differ; 0.01 by default. */
  least?: number;
  /** Ends that values may not exceed, e.g. [0, 1] for shares; the scale goes no further. */
  within?: readonly [number, number];
  /** Room beyond the outermost values, as a share of their span; .06 by default, 0 where they end the scale. */
  room?: number;
}

/** @param values to hold; what is no number is left out */
export function scale(
  values: readonly number[],
  { from, to, most = 6, least = 0.01, within, room = 0.06 }: ScaleWish,
): Scale {
  const known = values.filter(Number.isFinite);
  let [low, high] =
    known.length > 0
      ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
      : [0, 0];
  const lack = least - (high - low);
  if (lack > 0) [low, high] = [low - lack / 2, high + lack / 2];
  const extra = (high - low) * room;
  [low, high] = [low - extra, high + extra];
  if (within) {
    [low, high] = [
      Math.max(low, Math.min(within[0], ...known)),
      Math.min(high, Math.max(within[1], ...known)),
    ];
  }
  const unit = roundUnit((high - low) / Math.max(1, most));
  const first = Math.ceil(low / unit - 1e-9);
  const count = Math.max(0, Math.floor(high / unit + 1e-9) - first + 1);
  const ticks = Array.from({ length: count }, (_, i) => (first + i) * unit || 0);
  const decimals = Math.max(
    0,
    Math.min(8, Math.ceil(-Math.log10(unit) - 1e-9) + (/^2\.?5/.test(unit.toExponential()) ? 1 : 0)),
  );
  const place = (value: number) => from + ((to - from) * (value - low)) / (high - low);
  return Object.assign(place, {
    ...{ ticks, low, high },
    write: (value: number) => (Number.isInteger(value) ? plain(value, 0) : plain(value, decimals)),
  });
}

/** 1, 2, 2.5 or 5 times a power of ten, not below a length. */
function roundUnit(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  return (
    [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= length * (1 - 1e-9)) ?? 10 * power
  );
}
