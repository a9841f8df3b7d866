import { describe, expect, it } from 'vitest';
import { Calm } from './Calm.svelte.ts';
import { openedRun } from './testing.ts';
import { Turns } from './Turns.svelte.ts';

describe('calm numbers', () => {
  const clock = () => {
    const waiting: (() => void)[] = [];
    let now = 0;
    return {
      now: () => now,
      later: (callback: () => void) => waiting.push(callback),
      pass(ms: number) {
        now += ms;
        waiting.splice(0).forEach((callback) => callback());
      },
    };
  };

  it('change at once when changes are rare, and end with the latest when they are not', () => {
    const time = clock();
    const calm = new Calm(100, time);
    calm.follow(1);
    expect(calm.value).toBe(1);
    for (const value of [2, 3, 4]) calm.follow(value);
    expect(calm.value).toBe(1);
    time.pass(100);
    expect(calm.value).toBe(4);
    time.pass(500);
    calm.follow(5);
    expect(calm.value).toBe(5);
  });

  it('never show a run that was started over', () => {
    const calm = new Calm(100, clock());
    calm.follow(7);
    calm.follow(0);
    expect(calm.value).toBe(0);
  });
});

it('charts take turns, each with what is latest, until all have had theirs', () => {
  const pictures: (() => void)[] = [];
  const turns = new Turns((callback) => pictures.push(callback));
  const picture = () => pictures.shift()?.();
  turns.follow(1, 3);
  expect(turns.shown).toEqual([1, 1, 1]); // the first step is in all of them
  expect(pictures).toEqual([]);
  turns.follow(2, 3);
  expect(turns.shown).toEqual([2, 1, 1]);
  turns.follow(3, 3);
  expect(turns.shown).toEqual([2, 3, 1]);
  picture(); // the second chart has had its turn since
  expect(turns.shown).toEqual([2, 3, 1]);
  picture();
  expect(turns.shown).toEqual([2, 3, 3]);
  picture();
  expect(turns.shown).toEqual([3, 3, 3]);
  picture();
  expect(pictures).toEqual([]);
  turns.follow(3, 4);
  expect(turns.shown).toEqual([3, 3, 3, 3]);
  turns.follow(0, 4);
  expect(turns.shown).toEqual([0, 0, 0, 0]);
});

it('a chosen pace is told again to whoever opens the next run', () => {
  const { run, sent } = openedRun();
  expect(sent.filter(({ type }) => type === 'pace')).toEqual([]);
  run.setPace(2);
  run.open(); // it may be another worker: the one before may have failed
  expect(sent.slice(-3).map(({ type }) => type)).toEqual(['open', 'look', 'pace']);
  expect(sent.at(-1)).toEqual({ type: 'pace', stepsPerSecond: 2 });
});

it('a pause holds although the play before it is confirmed only then', () => {
  const { run } = openedRun();
  const confirm = (playing: boolean) => run.receive({ type: 'playing', run: 1, playing, finished: false });
  run.play();
  run.pause();
  confirm(true);
  expect([run.playing, run.pausing]).toEqual([false, true]);
  confirm(false);
  expect([run.playing, run.pausing]).toEqual([false, false]);
  run.play();
  run.pause();
  run.play(); // thought better of
  confirm(true);
  expect([run.playing, run.pausing]).toEqual([true, false]);
});

describe('the cursor', () => {
  it('goes back to where it was when a chart is left', () => {
    const { run, step } = openedRun();
    for (let i = 0; i < 5; i++) step(() => 1);
    run.hover(2);
    expect([run.at, run.cursor, run.handle, run.told]).toEqual([2, 2, 4, 2]);
    run.hover(null);
    expect([run.at, run.cursor, run.handle]).toEqual([4, null, 4]);
    run.cursor = 1;
    run.hover(3);
    expect([run.at, run.handle]).toEqual([3, 1]);
    run.hover(null);
    expect([run.at, run.handle]).toEqual([1, 1]);
  });
});
