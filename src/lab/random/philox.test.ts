import { expect, it } from 'vitest';
import { drawBits, PURPOSE, uniform } from './draw.ts';
import { philox } from './philox.ts';

it('matches the known answers published with Random123', () => {
  expect(philox([0, 0, 0, 0], 0, 0)).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  const ones = 0xffffffff;
  expect(philox([ones, ones, ones, ones], ones, ones)).toEqual([
    0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
  ]);
  expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], 0xa4093822, 0x299f31d0)).toEqual([
    0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
  ]);
});

const key = { seed: 1, purpose: PURPOSE.rollout, step: 2, prompt: 3, rollout: 4, position: 5, item: 6 };

it('draws something else when any part of the key changes', () => {
  const draws = [drawBits(key)];
  for (const part of Object.keys(key) as (keyof typeof key)[])
    draws.push(drawBits({ ...key, [part]: key[part] + 1 }));
  expect(new Set(draws).size).toBe(draws.length);
});

it('keeps uniform numbers strictly inside 0 and 1, even as 32-bit floats', () => {
  expect(Math.fround(uniform(0))).toBeGreaterThan(0);
  expect(Math.fround(uniform(0xffffffff))).toBeLessThan(1);
  const mean = Array.from({ length: 4000 }, (_, item) => uniform(drawBits({ ...key, item }))).reduce(
    (a, b) => a + b / 4000,
    0,
  );
  expect(mean).toBeCloseTo(0.5, 1);
});
