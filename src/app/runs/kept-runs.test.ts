import { describe, expect, it } from 'vitest';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import { lockedRun, lockName } from '../../worker/store/lock-name.ts';
import type { KeptRun } from '../../worker/store/kept-run.ts';
import { openedRun } from '../state/testing.ts';
import { offered } from './offer.ts';
import { LATEST_KEPT, tooOld } from './old-runs.ts';
import { recipeOfRun } from './recipe-of-run.ts';
import { timeTold } from './time-told.ts';

const kept = (id: string, more: Partial<KeptRun> = {}): KeptRun => ({
  ...{
    id,
    name: '',
    notes: '',
    created: 0,
    updated: 0,
    steps: 3,
    finished: false,
    parent: null,
    before: null,
  },
  recipe: writeRecipe(recipeOfRun(openedRun().run, '')),
  ...more,
});

describe('what is offered on return', () => {
  it('is the latest run, unless it is finished or goes on in another tab', () => {
    const runs = [kept('b'), kept('a')];
    expect(offered(runs, [])).toBe(runs[0]);
    expect(offered(runs, ['a'])).toBe(runs[0]);
    expect(offered(runs, ['b'])).toBe(null);
    expect(offered([kept('b', { finished: true }), kept('a')], [])).toBe(null);
    expect(offered([], [])).toBe(null);
  });
});

describe('old runs', () => {
  it('go beyond the latest, unless somebody named them or wrote to them', () => {
    const runs = Array.from({ length: LATEST_KEPT + 4 }, (_, i) => kept(String(i)));
    runs[LATEST_KEPT] = kept('named', { name: 'Mine' });
    runs[LATEST_KEPT + 2] = kept('noted', { notes: 'why' });
    expect(tooOld(runs).map(({ id }) => id)).toEqual([LATEST_KEPT + 1, LATEST_KEPT + 3].map(String));
    expect(tooOld(runs.slice(0, LATEST_KEPT))).toEqual([]);
  });
});

it('tells a run by its lock', () => {
  expect(lockedRun(lockName('abc'))).toBe('abc');
  expect([lockedRun('another'), lockedRun(undefined)]).toEqual([undefined, undefined]);
});

it('tells when something was', () => {
  const now = new Date(2026, 10, 21, 14, 30).getTime();
  const at = (...date: [number, number, number, number, number]) =>
    timeTold(new Date(...date).getTime(), now);
  expect(timeTold(now + 5000, now)).toBe('just now');
  expect(timeTold(now - 59_000, now)).toBe('just now');
  expect(at(2026, 10, 21, 14, 18)).toBe('12 min ago');
  expect(at(2026, 10, 21, 13, 5)).toBe('today 13:05');
  expect(at(2026, 10, 20, 14, 5)).toBe('yesterday 14:05');
  expect(at(2026, 10, 3, 9, 0)).toBe('3 November 09:00');
  expect(at(2025, 11, 31, 9, 0)).toBe('31 December 2025');
});
