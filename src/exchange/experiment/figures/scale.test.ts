import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsFor, probability, signed } from './numbers.ts';
import { placeBeside } from './place-beside.ts';
import { scale } from './scale.ts';

describe('numbers', () => {
  it('have as many decimals as they need', () => {
    expect([0.59, 0.02, 0.0004, 13.3, 250, 0].map((value) => decimalsFor([value]))).toEqual([
      2, 3, 5, 1, 0, 2,
    ]);
    expect([0.59, -0.01, 0, 0.001, -1].map((value) => signed(value))).toEqual([
      '+.59',
      '−.01',
      '0',
      '±.00',
      '−1.00',
    ]);
    expect([0.0078, 0.031, 0.31, 0.999, 0.00001].map(probability)).toEqual([
      '.0078',
      '.031',
      '.31',
      '1',
      '<.0001',
    ]);
  });

  it('stand on round ticks inside the scale, in order', () => {
    const value = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (values, most) => {
        const x = scale(values, { from: 0, to: 600, most });
        for (const each of [...values, ...x.ticks]) {
          expect(x(each)).toBeGreaterThanOrEqual(-0.001);
          expect(x(each)).toBeLessThanOrEqual(600.001);
        }
        expect(x.ticks.length).toBeLessThanOrEqual(most + 1);
        const written = x.ticks.map(x.write);
        expect(new Set(written).size).toBe(written.length);
        x.ticks.slice(1).forEach((tick, i) => expect(tick).toBeGreaterThan(x.ticks[i]!));
      }),
    );
  });
});

it('names of points lie on no other point while there is room', () => {
  const points = [0, 1, 2, 3].map((i) => ({ x: 100 + 30 * i, y: 100, width: 60 }));
  const places = placeBeside(points, { left: 0, right: 400, top: 0, bottom: 300 });
  expect(new Set(places.map(({ x, y, anchor }) => `${x} ${y} ${anchor}`)).size).toBe(4);
  places.forEach(({ x, y, anchor }) => {
    const left = anchor === 'start' ? x : anchor === 'end' ? x - 60 : x - 30;
    for (const point of points)
      expect(Math.abs(y - point.y) >= 12 || left > point.x || left + 60 < point.x).toBe(true);
  });
});
