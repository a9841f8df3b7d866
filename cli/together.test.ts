import { expect, it } from 'vitest';
import { together } from './together.ts';

const node = (script: string) => `"${process.execPath}" -e "${script}"`;

it('runs every command, prints each in one piece, and names those that failed', async () => {
  const bad = node("console.log('first'); console.error('second'); process.exit(3)");
  const good = node("console.log('fine')");
  const missing = 'no-such-command-anywhere';
  const printed: string[] = [];
  const failed = await together([bad, good, missing], 2, (text) => printed.push(text));
  expect(failed.sort()).toEqual([bad, missing].sort());
  expect(printed).toHaveLength(3);
  const of = (command: string) => printed.find((text) => text.includes(command))!;
  expect(of(bad)).toContain('✗');
  expect(of(bad)).toMatch(/first[^]*second|second[^]*first/);
  expect(of(good)).toContain('✓');
  expect(of(good)).toContain('fine');
  expect(of(good)).not.toContain('second');
  expect(of(missing)).toContain('✗');
});

it('keeps the order when one runs at a time', async () => {
  const printed: string[] = [];
  const numbers = ['1', '2', '3'].map((text) => node(`process.stdout.write('${text}')`));
  await together(numbers, 1, (text) => printed.push(text.trimEnd().at(-1)!));
  expect(printed).toEqual(['1', '2', '3']);
});
