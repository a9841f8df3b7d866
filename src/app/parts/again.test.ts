import { expect, it } from 'vitest';
import { again } from './again.ts';

const failed = (text: string) => () => Promise.reject(new TypeError(text));
const CHROMIUM = 'Failed to fetch dynamically imported module: http://127.0.0.1:4317/assets/Key.js';

it('takes what loads, and asks for what failed by an address that it was not asked for before', async () => {
  const asked: string[] = [];
  const bring = (address: string) => {
    asked.push(address);
    return Promise.resolve('part');
  };
  expect(await again(() => Promise.resolve('first'), bring)).toBe('first');
  expect(asked).toEqual([]);
  for (const text of [CHROMIUM, CHROMIUM.replace('Failed to fetch', 'error loading')])
    expect(await again(failed(text), bring)).toBe('part');
  expect(new Set(asked).size).toBe(2);
  for (const address of asked)
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:4317\/assets\/Key\.js\?again=\d+$/);
});

it('says what went wrong first where the other address fails too, or where no module is named', async () => {
  await expect(again(failed(CHROMIUM), failed('no network'))).rejects.toThrow('Failed to fetch');
  const never = () => Promise.resolve('never');
  await expect(again(failed('Importing a module script failed.'), never)).rejects.toThrow('script failed');
});
