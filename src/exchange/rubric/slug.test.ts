/** Slugs and shortened names. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, slug, uniqueIds } from './slug.ts';

test.each([
  ['Cites a source!', 'cites_a_source'],
  ['Füllwörter', 'fullworter'],
  ['3 risks', 'risks'],
  ['42', ''],
  ['', ''],
  ['引用', ''],
  ['🐝', ''],
  ['يذكر', ''],
  ['__proto__', 'proto'],
  ['constructor', ''],
  ['Names at least two signs that need urgent care', 'names_at_least_two_signs_that'],
])('slug(%j) is %j', (text, expected) => expect(slug(text)).toBe(expected));

test('ids differ and fit the schema, whatever the names', () => {
  expect(uniqueIds(['Same', 'same!', '引用', 'criterion 3', 'SAME'])).toEqual([
    'same',
    'same_2',
    'criterion_3',
    'criterion_3_2',
    'same_3',
  ]);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('a'.repeat(40), 'aa 2', 'aa'))), (names) => {
      const ids = uniqueIds(names);
      expect(new Set(ids).size).toBe(names.length);
      for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
    }),
  );
});

test('a name is cut at a word, and never inside a character', () => {
  expect(cut('short')).toBe('short');
  expect(cut('one two three four', 12)).toBe('one two…');
  expect(cut('a🐝🐝', 3)).toBe('a…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const short = cut(text);
      expect(short.length).toBeLessThanOrEqual(60);
      expect(short).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});
