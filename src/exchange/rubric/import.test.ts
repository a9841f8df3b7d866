/** Reading files of each format. */
import { expect, test } from 'vitest';
import { parseRubric } from '../../lab/rubric/criterion.ts';
import { FIXTURES } from './fixtures.ts';
import { FORMATS, importRubric, LARGEST_FILE } from './index.ts';

const read = (name: string, row?: number) => importRubric(FIXTURES[name]!, row);

test.each(Object.entries(FIXTURES))('%s is read as the format it is named after', (name, text) => {
  const { format, criteria } = importRubric(text);
  expect(format).toBe(name.startsWith('own-') ? 'focal-lab' : name.split('-')[0]);
  expect(parseRubric(criteria)).toEqual(criteria);
});

test('there are three files per format', () => {
  const formats = Object.values(FIXTURES).map((text) => importRubric(text).format);
  for (const { id } of FORMATS)
    expect(formats.filter((format) => format === id).length).toBeGreaterThanOrEqual(3);
});

test('our own', () => {
  const { name, criteria, report } = read('own-house-style.json');
  expect(name).toBe('House style, with a lenient judge');
  expect(criteria[2]).toMatchObject({
    promptWeights: [3, 3, 3, 1, 0, 3],
    judge: { halo: 0.3 },
    baseRate: 0.4,
  });
  expect(report.filter(({ what }) => what !== 'kept')).toEqual([
    { path: '$schema', what: 'left', note: expect.any(String) as string },
  ]);
});

test('HealthBench', () => {
  const { name, criteria, report } = read('healthbench-one.json');
  expect(name).toBeNull();
  expect(criteria.map(({ weight, polarity }) => [weight, polarity])).toEqual([
    [6, 'positive'],
    [9.5, 'positive'],
    [8, 'negative'],
    [0, 'positive'],
  ]);
  expect(criteria[0]).toEqual({
    id: 'asks_how_old_the_child_is_in',
    name: 'Asks how old the child is in months before giving a dose.',
    text: 'Asks how old the child is in months before giving a dose.',
    kind: 'hard-rule',
    weight: 6,
    polarity: 'positive',
    active: false,
    unsatisfiable: false,
    detector: null,
    judge: {},
    tags: ['level:example', 'axis:context_awareness'],
  });
  expect(criteria[1]!.name).toMatch(/^Names at least two signs that need.*…$/);
  const left = report.filter(({ what }) => what === 'left').map(({ path }) => path);
  expect(left).toEqual(['prompt_id', 'prompt', 'example_tags', 'ideal_completions_data']);
});

test('HealthBench as a bare list, right to left, with weight for points', () => {
  const { criteria } = read('healthbench-bare-list.json');
  expect(criteria.map(({ id }) => id)[1]).toBe('criterion_2');
  expect(criteria[2]).toMatchObject({ weight: 1, polarity: 'negative', tags: [] });
});

test('RaR', () => {
  const { criteria, rows } = read('rar-science.jsonl');
  expect(rows).toBe(2);
  expect(criteria[0]).toMatchObject({
    name: 'Names the mechanism',
    text: 'Essential Criteria: Says that the catalyst lowers the activation energy.',
    tags: ['Essential Criteria'],
    weight: 5,
    kind: 'hard-rule',
  });
  expect(criteria[3]).toMatchObject({ weight: 2, polarity: 'negative', tags: ['Pitfall Criteria'] });
  expect(read('rar-list-in-text.json').criteria).toEqual(criteria);
  const second = read('rar-science.jsonl', 1);
  expect(second.criteria[1]).toMatchObject({ weight: 1, polarity: 'positive' });
  expect(second.report.find(({ path }) => path === 'rubric.1.weight')?.note).toContain('pitfall');
});

test('oumi is read as RaR; blank and long names are mapped', () => {
  const { criteria, report } = read('rar-by-oumi.json');
  expect(criteria.map(({ name }) => name)).toEqual([
    'simple_words',
    'Names water and air as what iron needs to rust.',
    'A title that goes on and on because nobody told its author…',
  ]);
  expect(report.find(({ path }) => path === 'rubrics.2.name')).toMatchObject({ what: 'mapped' });
  expect(report.find(({ path }) => path === 'rubrics.*.evaluation_type')).toMatchObject({ what: 'left' });
});

test('verifiers', () => {
  const { criteria } = read('verifiers-support.json');
  expect(criteria.map(({ kind, polarity }) => `${kind} ${polarity}`)).toEqual([
    'hard-rule positive',
    'principle positive',
    'hard-rule negative',
  ]);
  expect(criteria[1]!.choices).toEqual(['hostile', 'cold', 'neutral', 'friendly']);
  const [first, second] = read('verifiers-defaults.json').criteria;
  expect(first).toMatchObject({ weight: 1, kind: 'hard-rule', polarity: 'positive' });
  expect(first).not.toHaveProperty('choices');
  expect(second!.weight).toBe(0);
  const points = read('verifiers-points.json').criteria;
  expect(points.map(({ id, kind, polarity }) => [id, kind, polarity])).toEqual([
    ['risks', 'principle', 'positive'],
    ['fullworter', 'principle', 'negative'],
  ]);
});

test('a column named format is not taken for ours', () => {
  const { format, report } = importRubric(
    '{"format": "essay", "rubrics": [{"criterion": "a", "points": 1}]}',
  );
  expect(format).toBe('healthbench');
  expect(report.find(({ path }) => path === 'format')?.what).toBe('left');
});

test('rows of JSON Lines, and of one list of rows', () => {
  const lines = FIXTURES['healthbench-three.jsonl']!;
  const list = `[${lines.trim().split('\n').join(',')}]`;
  for (const text of [lines, list, lines.replaceAll('\n', '\r\n'), `\n${lines}\n\n`]) {
    const chosen = importRubric(text, 2);
    expect(chosen).toMatchObject({ rows: 3, row: 2 });
    expect(chosen.criteria).toHaveLength(3);
    expect(importRubric(text).criteria).toHaveLength(2);
  }
});

test('a mark of the byte order at the start is skipped', () => {
  const text = FIXTURES['own-smallest.json']!;
  expect(importRubric(`\uFEFF${text}`)).toEqual(importRubric(text));
});

test('HTML in a name stays text', () => {
  const text = JSON.stringify({ criteria: [{ name: '<img src=x onerror=alert(1)>', text: '<b>' }] });
  expect(importRubric(text).criteria[0]).toMatchObject({
    id: 'img_src_x_onerror_alert_1',
    name: '<img src=x onerror=alert(1)>',
  });
});

test.each(['', '🐝', '引用', '__proto__', 'constructor', 'שלום', '3', '\u0000', '   '])(
  'the name %j works',
  (title) => {
    const rubric = importRubric(
      JSON.stringify({
        criteria: [
          { name: title, text: '' },
          { name: title, text: '' },
        ],
      }),
    );
    expect(() => parseRubric(rubric.criteria)).not.toThrow();
    expect(rubric.criteria[1]!.id).toMatch(/2$/);
  },
);

test('a file of the largest size is read in good order', () => {
  const row = FIXTURES['healthbench-three.jsonl']!.split('\n')[0]!;
  const lines = Math.floor(LARGEST_FILE / (row.length + 1));
  expect(importRubric(`${row}\n`.repeat(lines), lines - 1).rows).toBe(lines);
});
