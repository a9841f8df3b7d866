import { describe, expect, it } from 'vitest';
import { placeBeside } from '../parts/place-beside.ts';
import { isFirstVisit, rememberVisit } from './first-visit.ts';
import { STOPS } from './stops.ts';
import { Tour } from './Tour.svelte.ts';

function store() {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
}
const blocked = (): Storage => {
  throw new Error('blocked');
};

describe('the tour', () => {
  it('begins by itself on a plain first visit only', () => {
    const own = store();
    expect(isFirstVisit('', '', own)).toBe(true);
    for (const query of ['?embed', '?tour=off', '?methods=focal-prior', '?seed=2'])
      expect(isFirstVisit(query, '', own)).toBe(false);
    expect(isFirstVisit('', '#run=abc', own)).toBe(false);
    rememberVisit(own);
    expect(isFirstVisit('', '', own)).toBe(false);
  });

  it('does without storage: it does not begin by itself then', () => {
    expect(isFirstVisit('', '', blocked)).toBe(false);
    rememberVisit(blocked);
  });

  it('has four to six stops with few words, goes both ways, and is remembered when it ends', () => {
    expect(STOPS.length).toBeGreaterThanOrEqual(4);
    expect(STOPS.length).toBeLessThanOrEqual(6);
    // Half a minute of reading, at 220 words a minute and some looking.
    expect(STOPS.map(({ says }) => says.split(' ').length).reduce((a, b) => a + b)).toBeLessThan(200);
    let remembered = 0;
    const tour = new Tour(() => remembered++);
    tour.greet();
    expect([tour.active, tour.asked, tour.number]).toEqual([true, false, 1]);
    tour.next();
    tour.back();
    tour.back();
    expect(tour.number).toBe(1);
    while (!tour.last) tour.next();
    expect(remembered).toBe(0);
    tour.next();
    expect([tour.active, remembered]).toEqual([false, 1]);
    tour.begin();
    tour.end();
    tour.end();
    expect([tour.asked, remembered]).toEqual([true, 2]);
  });
});

it('the tour leaves out what the layout hides, also when it hides it on the way', () => {
  const hidden = new Set([1]);
  const tour = new Tour(
    () => {},
    (stop) => !hidden.has(STOPS.indexOf(stop)),
  );
  tour.begin();
  expect([tour.number, tour.count]).toEqual([1, STOPS.length - 1]);
  tour.next();
  expect([tour.stop, tour.number]).toEqual([STOPS[2], 2]);
  hidden.add(3).add(4);
  tour.next();
  expect([tour.stop, tour.number, tour.count, tour.last]).toEqual([STOPS[5], 3, 3, true]);
  hidden.delete(1);
  tour.back();
  tour.back();
  expect([tour.stop, tour.number, tour.count]).toEqual([STOPS[1], 2, 4]);
  STOPS.forEach((_, i) => hidden.add(i));
  tour.begin();
  expect(tour.active).toBe(false);
});

describe('a card beside a part of the page', () => {
  const view = { width: 1000, height: 800 };
  const card = { width: 300, height: 200 };
  const at = (left: number, top: number, width: number, height: number) =>
    placeBeside({ left, top, width, height }, card, view);

  it('stands below, else above, else beside, and always within the window', () => {
    expect(at(100, 100, 50, 20)).toEqual({ left: 100, top: 128 });
    expect(at(100, 700, 50, 20)).toEqual({ left: 100, top: 492 });
    expect(at(600, 100, 300, 650)).toEqual({ left: 292, top: 100 });
    expect(at(0, 50, 400, 740)).toEqual({ left: 408, top: 50 });
    expect(placeBeside({ left: 100, top: 300, width: 50, height: 20 }, card, view, true).top).toBe(92);
    expect(at(900, 100, 50, 20).left).toBe(688);
    const all = at(0, 0, 1000, 800);
    expect(all).toEqual({ left: 12, top: 588 });
  });
});
