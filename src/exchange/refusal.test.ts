import { expect, it } from 'vitest';
import { LONGEST_REFUSAL, quoted, refusal, refusing } from './refusal.ts';

it('is one paragraph that ends as a sentence', () => {
  expect(refusal('a\nb\u202Ec\u0000d')).toBe('a b c d.');
  expect(refusal('is it cut off?')).toBe('is it cut off?');
  expect(refusal('Done.')).toBe('Done.');
});

it('repeats at most the beginning of a value, and keeps what is said behind it', () => {
  const long = 'word '.repeat(60_000);
  for (const value of [JSON.stringify(long), JSON.stringify([long, { a: [long] }]), 'x'.repeat(300_000)]) {
    const said = refusal(`beta: ${value} is no number`);
    expect(said).toMatch(/^beta: .{79}… is no number\.$/u);
  }
  expect(refusal('a: "b\\"c" is none, "d" is').length).toBe('a: "b\\"c" is none, "d" is.'.length);
  expect(quoted('x'.repeat(100))).toHaveLength(80);
  expect(quoted(undefined)).toBe('nothing');
  expect(refusal('many words '.repeat(1000))).toHaveLength(LONGEST_REFUSAL);
});

it('says in our words what is missing or too much', () => {
  expect(refusal('a.b: Invalid key: Expected "b" but received undefined')).toBe('a.b: it is missing.');
  expect(refusal('c: Invalid key: Expected never but received "c"')).toBe(
    'c: no key of this name is known here.',
  );
  expect(refusal('d: Invalid type: Expected number but received "1"')).toBe(
    'd: expected is number; found "1".',
  );
});

it('keeps what was thrown as its cause', () => {
  const thrown = new TypeError('odd');
  expect(() =>
    refusing('File: ', () => {
      throw thrown;
    }),
  ).toThrow(new Error('File: odd.', { cause: thrown }));
  expect(refusing('', () => 3)).toBe(3);
});
