import { describe, expect, it } from 'vitest';
import { RunsDoor } from '../runs/RunsDoor.svelte.ts';
import { SlowMotion } from '../slow/SlowMotion.svelte.ts';
import { openedRun } from '../state/testing.ts';
import { Theme } from '../state/Theme.svelte.ts';
import { Tour } from '../tour/Tour.svelte.ts';
import type { Overlay } from './context.ts';
import { fuzzy } from './fuzzy.ts';
import { commandsOf } from './index.ts';
import { keyCaps, keyOf, type KeyPress } from './key-names.ts';
import { keyLines } from './key-lines.ts';

function page() {
  const { run, sent, step } = openedRun();
  const slow = new SlowMotion(run);
  const tour = new Tour(() => {});
  const opened: Overlay[] = [];
  const commands = () =>
    commandsOf({
      run,
      theme: new Theme(),
      slow,
      tour,
      open: (overlay) => opened.push(overlay),
      projector: () => {},
      door: {
        runs: new RunsDoor(run, { backend: 'auto', address: () => '', embedded: false, arrived: () => {} }),
        file: () => {},
        scenario: () => {},
        experiments: () => {},
        scenarios: () => {},
        lessons: () => {},
        labs: () => {},
        stack: () => {},
      },
    });
  const press = (key: string) =>
    commands()
      .find(({ keys }) => keys?.includes(key))!
      .run();
  return { run, sent, step, slow, opened, commands, press };
}

const pressed = (key: string, more: Partial<KeyPress> = {}): string =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('the commands', () => {
  it('have an id and words of their own, and no key twice', () => {
    const all = page().commands();
    const keys = all.flatMap(({ keys: own }) => own ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { label, explain } of all) {
      expect(label).toMatch(/^\p{Lu}[^.!]*$/u);
      expect(explain).toMatch(/^\p{Lu}[^!]*\.$/u);
    }
  });

  it('have the keys that the page has always had, and those that were missing', () => {
    const keys = page()
      .commands()
      .flatMap(({ keys: own }) => own ?? []);
    for (const key of [
      'space',
      'right',
      'left',
      'shift+right',
      'shift+left',
      's',
      'o',
      'z',
      'shift+z',
      '1',
      '7',
      't',
      'p',
      'r',
      '?',
      'mod+k',
    ])
      expect(keys).toContain(key);
  });

  it('look back and ahead, by one and by ten, and are live again at the head', () => {
    const { run, step, press } = page();
    for (let i = 0; i < 15; i++) step(() => 0.5);
    press('left');
    expect(run.at).toBe(13);
    press('shift+left');
    expect(run.at).toBe(3);
    press('shift+left');
    expect(run.at).toBe(0);
    press('shift+right');
    press('right');
    expect(run.at).toBe(11);
    press('shift+right');
    expect(run.cursor).toBeNull();
  });

  it('look ahead again also where nothing trains any more', () => {
    const { run, step, press, commands } = page();
    for (let i = 0; i < 3; i++) step(() => 0.5);
    run.receive({ type: 'failed', run: 1, message: 'no', lost: false });
    const enabled = () => commands().find(({ id }) => id === 'step')!.enabled!();
    expect(enabled()).toBe(false);
    press('left');
    expect([run.at, enabled()]).toEqual([1, true]);
    press('right');
    expect(run.cursor).toBeNull();
  });

  it('take a step at the head, light by digits, and open what explains', () => {
    const { run, sent, press, opened } = page();
    press('right');
    expect(sent.at(-1)).toEqual({ type: 'step' });
    const before = run.lit;
    press('1');
    expect(run.lit).not.toEqual(before);
    press('?');
    press('mod+k');
    expect(opened).toEqual(['keys', 'palette']);
  });

  it('choose a speed, which the worker is told', () => {
    const { run, sent, commands } = page();
    commands()
      .find(({ id }) => id === 'pace-2')!
      .run();
    expect(run.pace).toBe(2);
    expect(sent.at(-1)).toEqual({ type: 'pace', stepsPerSecond: 2 });
  });

  it('are listed by group, with the digits in one line', () => {
    const groups = keyLines(page().commands());
    expect(groups.map(({ group }) => group)).toEqual(['Run', 'Look', 'Edit', 'Page', 'Help']);
    const lines = groups.flatMap(({ lines: own }) => own);
    expect(lines.find(({ label }) => label === 'Light a criterion')).toMatchObject({
      keys: ['1'],
      until: '7',
    });
  });
});

describe('keys', () => {
  it('have names that do not depend on the keyboard', () => {
    expect(pressed('?', { shiftKey: true })).toBe('?');
    expect(pressed('?')).toBe('?');
    expect(pressed('Z', { shiftKey: true })).toBe('shift+z');
    expect(pressed('Z')).toBe('z'); // caps lock
    expect(pressed('ArrowRight', { shiftKey: true })).toBe('shift+right');
    expect(pressed('k', { metaKey: true })).toBe('mod+k');
    expect(pressed('k', { altKey: true })).toBe('');
    expect(pressed(' ')).toBe('space');
  });

  it('are drawn as they are written on the keyboard at hand', () => {
    expect(keyCaps('shift+right', false)).toEqual(['shift', '→']);
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'k']);
  });
});

describe('the search', () => {
  const found = (query: string) =>
    page()
      .commands()
      .map((command) => ({ command, score: fuzzy(query, command.label, command.explain) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ command }) => command.id);

  it('finds by beginnings, by letters in order, and by what is said of a command', () => {
    expect(found('slow')[0]).toBe('slow');
    expect(found('slmo')[0]).toBe('slow');
    expect(found('dark')[0]).toBe('theme');
    expect(found('six phases')).toContain('slow');
    expect(found('10 steps')[0]).toBe('pace-10');
    expect(found('qqq')).toEqual([]);
    expect(found('')).toHaveLength(page().commands().length);
  });
});
