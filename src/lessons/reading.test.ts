import { describe, expect, it } from 'vitest';
import { most } from './reading.ts';

describe('the one that has most', () => {
  const amount = (value: number): number => value;

  it('is found whatever is not known before it', () => {
    expect(most([NaN, 1, 3, NaN, 2], amount)).toBe(3);
    expect(most([-2, -1], amount)).toBe(-1);
  });

  it('is none where nothing is known', () => {
    expect(most([NaN, NaN], amount)).toBeUndefined();
    expect(most([], amount)).toBeUndefined();
  });
});
