import { describe, expect, it } from 'vitest';
import { placeValues } from '../panels/value-labels.ts';
import { lookBack } from './look-back.ts';
import { tabledSteps, toTsv } from './table.ts';

describe('looking back', () => {
  const chart = () => {
    const run = { head: 50, cursor: null as number | null, hovered: null as number | null };
    const watched = {
      head: 50,
      get cursor() {
        return run.cursor;
      },
      set cursor(step) {
        run.cursor = step;
      },
      hover: (step: number | null) => (run.hovered = step) as never,
    };
    const handlers = lookBack(watched, (x, width) => (x / width) * 100);
    const currentTarget = { getBoundingClientRect: () => ({ left: 10, width: 200 }) };
    const at = (clientX: number, pointerType: string) =>
      ({ clientX, pointerType, button: 0, currentTarget }) as never;
    return { run, handlers, at };
  };

  it('hovers for as long as the mouse is there', () => {
    const { run, handlers, at } = chart();
    handlers.onpointermove(at(10 + 40, 'mouse'));
    expect([run.hovered, run.cursor]).toEqual([20, null]);
    handlers.onpointermove(at(10 + 150, 'mouse')); // ahead of the head
    expect(run.hovered).toBeNull();
    handlers.onpointermove(at(4, 'mouse'));
    expect(run.hovered).toBeNull();
    handlers.onpointerleave();
    expect([run.hovered, run.cursor]).toEqual([null, null]);
  });

  it('stays where it was dragged to, and follows the head again when dragged ahead of it', () => {
    const { run, handlers, at } = chart();
    handlers.onpointerdown(at(50, 'mouse'));
    handlers.onpointermove(at(52, 'mouse'));
    expect(run.cursor).toBeNull(); // a hand shakes
    handlers.onpointermove(at(70, 'mouse'));
    expect(run.cursor).toBe(30);
    handlers.onpointerup(at(70, 'mouse'));
    handlers.onpointerleave();
    expect(run.cursor).toBe(30);
    handlers.onpointerdown(at(70, 'mouse'));
    handlers.onpointermove(at(190, 'mouse'));
    expect(run.cursor).toBeNull();
  });

  it('scrubs under a finger that moves sideways or taps, not under one that scrolls', () => {
    const { run, handlers, at } = chart();
    handlers.onpointerdown(at(50, 'touch'));
    handlers.onpointermove(at(51, 'touch'));
    handlers.onpointercancel(); // the browser scrolls
    handlers.onpointerleave();
    expect([run.hovered, run.cursor]).toEqual([null, null]);
    handlers.onpointerdown(at(50, 'touch'));
    handlers.onpointerup(at(50, 'touch'));
    expect(run.cursor).toBe(20);
    handlers.onpointerdown(at(50, 'touch'));
    handlers.onpointermove(at(30, 'touch'));
    expect(run.cursor).toBe(10);
  });
});

describe('tables', () => {
  it('hold round steps, the last one and the one looked at', () => {
    expect(tabledSteps(0, -1)).toEqual([]);
    expect(tabledSteps(3, 2)).toEqual([0, 1, 2]);
    expect(tabledSteps(84, 41, 10)).toEqual([0, 10, 20, 30, 40, 41, 50, 60, 70, 80, 83]);
    expect(tabledSteps(100_000, 0).length).toBeLessThanOrEqual(27);
  });

  it('are copied with tabs, an empty cell where there is no number', () => {
    const table = { caption: '', head: ['step', 'a\tb'], rows: [[3, 'x', 0.12345, NaN, 1]] };
    expect(toTsv(table)).toBe('step\ta b\n3\tx\t0.123\t\t1');
  });
});

it('numbers beside a chart never overlap, and stay beside it', () => {
  const label = (y: number) => ({ id: String(y), text: String(y), y, kind: 'other' as const });
  const places = placeValues([label(2), label(4), label(66), label(67)], 68).map(({ y }) => y);
  expect(places[0]).toBe(2);
  for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThanOrEqual(13);
  expect(places.at(-1)).toBeLessThanOrEqual(68);
  expect(
    placeValues(
      Array.from({ length: 9 }, (_, i) => label(i)),
      48,
    ),
  ).toHaveLength(4);
});
