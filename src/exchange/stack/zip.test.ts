import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { zipOf } from './zip.ts';

const FILES = [
  { path: 'README.md', text: 'Grüße, 世界\n' },
  { path: 'focal_lab/weighting.py', text: 'x = 1\n'.repeat(1000) },
];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('a zip', () => {
  it('holds the files, in a folder of their own', () => {
    const unpacked = unzipSync(zipOf(FILES, 'footnote.trl'));
    expect(Object.entries(unpacked).map(([path, bytes]) => ({ path, text: strFromU8(bytes) }))).toEqual(
      FILES.map(({ path, text }) => ({ path: `footnote.trl/${path}`, text })),
    );
  });

  it('is the same bytes at another time and in another zone', () => {
    const at = (zone: string, now: string) => {
      vi.stubEnv('TZ', zone);
      vi.useFakeTimers({ now: new Date(now) });
      return { offset: new Date().getTimezoneOffset(), bytes: zipOf(FILES, 'footnote.trl') };
    };
    const here = at('Pacific/Kiritimati', '2026-11-22T12:00:00Z');
    const there = at('America/Los_Angeles', '2031-02-03T04:05:06Z');
    expect([here.offset, there.offset]).toEqual([-840, 480]);
    expect(there.bytes).toEqual(here.bytes);
  });
});
