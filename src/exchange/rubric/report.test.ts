/** No field of a file goes without a line in the report. */
import { expect, test } from 'vitest';
import { FIXTURES } from './fixtures.ts';
import { importRubric, type ReportLine } from './index.ts';
import { Report } from './report.ts';

/** Paths of everything that is no list or object, or an empty one. */
function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

const covers = ({ path }: ReportLine, leaf: string[]) =>
  path.split('.').every((part, i) => part === leaf[i] || (part === '*' && /^\d+$/.test(leaf[i] ?? '')));

const rowsOf = (name: string, text: string): unknown[] =>
  name.endsWith('l')
    ? text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : [JSON.parse(text)];

const CASES = Object.entries(FIXTURES).flatMap(([name, text]) =>
  rowsOf(name, text).map((value, row) => ({ name, text, row, value })),
);

test.each(CASES)('$name, row $row: every field is reported', ({ text, row, value }) => {
  const { report } = importRubric(text, row);
  const missed = leaves(value).filter((leaf) => !report.some((line) => covers(line, leaf)));
  expect(missed).toEqual([]);
  expect(new Set(report.map((line) => JSON.stringify(line))).size).toBe(report.length);
});

test('a list inside a text is reported by its place in it', () => {
  const { report } = importRubric(FIXTURES['rar-list-in-text.json']!);
  expect(report).toContainEqual({
    path: 'rubric',
    what: 'mapped',
    note: expect.stringContaining('JSON') as string,
  });
  expect(report.map(({ path }) => path)).toContain('rubric.*.title');
});

test('rows that are not read are reported', () => {
  const { report } = importRubric(FIXTURES['healthbench-three.jsonl']!, 2);
  expect(report[0]).toMatchObject({
    path: 'rows',
    what: 'left',
    note: 'row 3 of 3 is read, the rest is left',
  });
});

test('what most share is said once, what differs by its own place', () => {
  const report = new Report();
  for (const k of [0, 1, 2])
    report.add(k === 1 ? 'mapped' : 'kept', ['list', k, 'name'], k === 1 ? 'cut' : 'name');
  report.add('left', ['list', 0, 'owner'], 'unknown');
  expect(report.lines()).toEqual([
    { path: 'list.*.name', what: 'kept', note: 'name' },
    { path: 'list.1.name', what: 'mapped', note: 'cut' },
    { path: 'list.0.owner', what: 'left', note: 'unknown' },
  ]);
});

test('an object of very many unknown fields is refused, not listed', () => {
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`field${i}`, i]));
  const text = JSON.stringify({ rubrics: [{ criterion: 'a', points: 1 }], ...many });
  expect(() => importRubric(text)).toThrow(/there are 65 fields besides rubrics; at most 64/);
});
