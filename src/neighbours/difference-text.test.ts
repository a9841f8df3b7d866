import { expect, it } from 'vitest';
import { differenceText, hasInterval } from './difference-text.ts';

it('writes a difference with its interval, or says that there is none', () => {
  const of = (difference: number, low: number, high: number) => ({ difference, low, high, seeds: [1, 2, 3] });
  expect(differenceText(of(-0.04, -0.1, 0.02))).toBe('−0.040 [−0.100, +0.020]');
  expect(differenceText(of(0.00001, -0.0001, 0.1))).toBe('0.000 [0.000, +0.100]');
  expect(differenceText(of(0.5, NaN, NaN))).toBe('+0.500, no interval');
  expect(hasInterval({ low: 0, high: 0 })).toBe(true);
  expect(hasInterval({ low: NaN, high: NaN })).toBe(false);
});
