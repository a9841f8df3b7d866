import { describe, expect, it } from 'vitest';
import { parseFirstSeed, parseSeedCount, seedList } from './seed-range.ts';

const hardware = { backend: 'webgpu', software: false } as const;
const software = { backend: 'webgpu', software: true } as const;

describe('a range of seeds', () => {
  it('is as long as asked for, on any device', () => {
    for (const device of [null, hardware, software])
      expect(seedList({ first: 7, count: 3 }, device)).toEqual([7, 8, 9]);
  });

  it('is 8 on a graphics card and 1 elsewhere when nobody says', () => {
    const first = { first: 1, count: 'auto' } as const;
    expect(seedList(first, hardware)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const device of [null, software, { backend: 'webgl', software: false } as const])
      expect(seedList(first, device)).toEqual([1]);
  });

  it('never runs past the last seed there is', () => {
    expect(seedList({ first: 4294967294, count: 'auto' }, hardware)).toEqual([4294967294, 4294967295]);
    expect(() => parseSeedCount('3', 4294967294, 'seeds')).toThrow(
      'seeds is "3"; allowed is a whole number from 1 to 2, since seed 4294967295 is the last.',
    );
    expect(parseSeedCount('2', 4294967294, 'seeds')).toBe(2);
  });

  it.each(['', '-1', '1.5', '1e3', '0x10', 'x', '4294967296'])('refuses "%s" as a first seed', (text) =>
    expect(() => parseFirstSeed(text, 'seed')).toThrow(`seed is "${text}"; allowed is`),
  );

  it.each(['', '0', '33', '-1', '2.5', 'many'])('refuses "%s" as a count', (text) =>
    expect(() => parseSeedCount(text, 1, 'seeds')).toThrow(
      `seeds is "${text}"; allowed is a whole number from 1 to 32.`,
    ),
  );
});
