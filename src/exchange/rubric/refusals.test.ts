/** Files that are refused: each message names the place, the value and what is allowed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRubric } from '../../lab/rubric/criterion.ts';
import { MAX_CRITERIA } from '../../lab/wgsl/lane.ts';
import { FIXTURES } from './fixtures.ts';
import { importRubric } from './index.ts';

/** The message of the refusal; fails where there is none, or one that is no use to a reader. */
function refusal(text: string, row?: number): string {
  try {
    importRubric(text, row);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    const { message } = error as Error;
    expect(message.length).toBeGreaterThan(20);
    expect(message.length).toBeLessThan(500);
    return message;
  }
  throw new Error('it is read');
}

const hb = (item: object, row: object = {}) =>
  JSON.stringify({
    ...row,
    rubrics: [
      { criterion: 'a', points: 1 },
      { criterion: 'b', points: 2, ...item },
    ],
  });
const rar = (item: object) =>
  JSON.stringify({ rubric: [{ title: 'a', description: 'b', weight: 1, ...item }] });
const vf = (item: object) => JSON.stringify({ criteria: [{ name: 'a', text: 'b', weight: 1, ...item }] });
const own = (change: (document: any) => void): string => {
  const document = JSON.parse(FIXTURES['own-house-style.json']!) as any;
  change(document);
  return JSON.stringify(document);
};
const many = (n: number, item: object) => Array<object>(n).fill(item);

describe('text that is no JSON', () => {
  test.each<[string, string, RegExp]>([
    ['nothing', '', /text is empty/],
    ['white space', ' \n\t ', /text is empty/],
    ['only a byte order mark', '\uFEFF', /text is empty/],
    ['prose', '\n  Dear judge, please be kind.', /line 2, column 3: .*"Dear judge.*starts with/],
    ['a web page', '<!doctype html><html></html>', /line 1, column 1: .*web page.*"<!doctype/],
    ['a number', '42', /"42"/],
    [
      'a cut-off file',
      '{\n  "rubrics": [\n    {"criterion": "a',
      /line 3, column 21: .*ends here, inside rubrics\.0\.criterion/,
    ],
    ['a cut-off list', '{"rubrics": [', /line 1, column 14: .*ends here, inside rubrics\.0/],
    ['a comma too many', '{"rubrics": [1,]}', /column 16: found "]" where a value/],
    ['a comma too few', '{"a": 1 "b": 2}', /column 9: found "\\"" where "," or "}"/],
    ['a key without quotes', '{rubrics: []}', /column 2: found "r" where a key/],
    ['no colon', '{"a" 1}', /column 6: found "1" where ":"/],
    ['single quotes', "{'a': 1}", /column 2: found "'"/],
    ['a comment', '{"a": 1 /* x */}', /column 9: found "\/"/],
    ['a line break in a text', '{"a": "x\ny"}', /line 1, column 9: .*past the end of its line/],
    ['a cut-off escape', '{"a": "\\u00', /column 12: the text ends here, inside a/],
    ['a wrong escape', '{"a": "\\x"}', /column 8: "\\\\x" is no escape/],
    ['a number with 0 in front', '[01]', /column 3: found "1"/],
    [
      "Python's NaN",
      '{"rubrics": [{"criterion": "a", "points": NaN}]}',
      /column 43: NaN is what Python writes/,
    ],
    ["Python's Infinity", '{"a": -Infinity}', /column 7: -Infinity is what Python writes/],
    ["Python's None", '{"a": None}', /column 7: None is Python/],
    ['two values on a line', '{"rubrics": []} {}', /column 17: found "{" after the end/],
    ['a second row that is none', '{"rubrics": []}\nand more', /line 2, column 1: found "a" after the end/],
    ['a second row that is cut off', '{"rubrics": []}\n{"rubrics": [', /line 2, column 14: .*ends here/],
    ['a key that is there twice', '{"a": 1, "\\u0061": 2}', /column 10: a: the key "a" is there twice/],
    ['100,000 lists', '['.repeat(100_000), /column 17: .*deeper than 16/],
    ['100,000 objects', '{"a":'.repeat(100_000), /deeper than 16/],
    ['10 MB', ' '.repeat(10_485_760), /10,485,760 characters; at most 1,000,000/],
  ])('%s', (_, text, expected) => expect(refusal(text)).toMatch(expected));

  test.each(['__proto__', 'constructor', 'prototype'])('the key %s, wherever it is', (key) => {
    expect(refusal(`{"${key}": {"polluted": 1}}`)).toContain(`${key}: "${key}" is not allowed as a key`);
    expect(refusal(`{"rubrics": [{"criterion": "a", "points": 1, "tags": [{"${key}": 1}]}]}`)).toContain(
      `rubrics.0.tags.0.${key}: `,
    );
    const hidden = JSON.stringify({ rubric: `[{"title": "a", "description": "b", "${key}": 1}]` });
    expect(refusal(hidden)).toMatch(/^rubric, a text that holds JSON: .*0\./);
    expect(({} as any).polluted).toBeUndefined();
  });
});

describe('JSON that is no rubric', () => {
  test.each<[string, unknown, RegExp]>([
    ['an empty object', {}, /an empty object is no rubric.*Known are/],
    ['another object', { name: 'x', items: [] }, /an object of name, items is no rubric/],
    ['a list of numbers', [1, 2], /a list of 1 is no rubric/],
    ['an empty list', [], /no criterion; .*at least 1/],
    ['rubrics that is a number', { rubrics: 5 }, /rubrics: 5 is not a list/],
    ['a text that is no JSON', { rubric: 'be nice' }, /rubric, a text.*line 1, column 1: .*"be nice"/],
    ['a text that holds an object', { rubric: '{"a": 1}' }, /rubric, a text.*{"a":1} is not a list/],
    [
      'criteria of another shape',
      { rubrics: [{ question: 'why?' }] },
      /rubrics: a list of an object of question/,
    ],
    ['no criteria, HealthBench', { rubrics: [] }, /rubrics: there is no criterion/],
    ['no criteria, verifiers', { criteria: [] }, /criteria: there is no criterion/],
    [
      'our criteria without the format',
      { criteria: [{ id: 'a', kind: 'principle' }] },
      /format: is missing.*focal-lab-rubric/,
    ],
    ['another format', { format: 'csv' }, /format: "csv" is not known; "focal-lab-rubric"/],
  ])('%s', (_, value, expected) => expect(refusal(JSON.stringify(value))).toMatch(expected));
});

describe('values that are not allowed', () => {
  test.each<[string, string, RegExp]>([
    ['points in quotes', hb({ points: '5' }), /rubrics\.1\.points: "5" is not a number between -100 and 100/],
    ['no points', hb({ points: undefined }), /rubrics\.1\.points: nothing is not a number/],
    ['points of null', hb({ points: null }), /rubrics\.1\.points: null is not a number/],
    ['points above 100', hb({ points: 101 }), /rubrics\.1\.points: 101 is not between -100 and 100/],
    ['points below -100', hb({ points: -100.5 }), /rubrics\.1\.points: -100\.5 is not between/],
    [
      'points beyond all numbers',
      hb({ points: 0 }).replace('"points":0', '"points":1e999'),
      /rubrics\.1\.points: Infinity/,
    ],
    ['a criterion that is a number', hb({ criterion: 7 }), /rubrics\.1\.criterion: 7 is not a text/],
    [
      'a text of 2001 characters',
      hb({ criterion: 'x'.repeat(2001) }),
      /rubrics\.1\.criterion: .*2001 characters; at most 2000/,
    ],
    ['tags that are a text', hb({ tags: 'axis' }), /rubrics\.1\.tags: "axis" is not a list/],
    ['a tag that is a number', hb({ tags: ['a', 3] }), /rubrics\.1\.tags\.1: 3 is not a text/],
    ['33 tags', hb({ tags: Array(33).fill('t') }), /rubrics\.1\.tags: there are 33/],
    ['a long tag', hb({ tags: ['t'.repeat(201)] }), /rubrics\.1\.tags\.0: .*201 characters; at most 200/],
    [
      'an item that is null',
      '{"rubrics": [{"criterion": "a", "points": 1}, null]}',
      /rubrics\.1: null is not a criterion/,
    ],
    [
      'too many',
      JSON.stringify({ rubrics: many(MAX_CRITERIA + 1, { criterion: 'a', points: 1 }) }),
      new RegExp(`rubrics: there are ${MAX_CRITERIA + 1} criteria; at most ${MAX_CRITERIA}`),
    ],
    [
      'too many, ours',
      own((d) => (d.criteria = many(MAX_CRITERIA + 1, d.criteria[0]))),
      new RegExp(`criteria: there are ${MAX_CRITERIA + 1}`),
    ],
    ['a weight in quotes, RaR', rar({ weight: '5' }), /rubric\.0\.weight: "5" is not/],
    ['no weight, RaR', rar({ weight: undefined }), /rubric\.0\.weight: nothing/],
    ['no description', rar({ description: undefined }), /rubric\.0\.description: nothing is not a text/],
    ['a title that is a list', rar({ title: ['x'] }), /rubric\.0\.title: \["x"\] is not a text/],
    ['a weight below 0, verifiers', vf({ weight: -1 }), /criteria\.0\.weight: -1 is not between 0 and 100/],
    ['no text, verifiers', vf({ text: undefined }), /criteria\.0\.text: nothing is not a text/],
    ['one choice', vf({ choices: ['yes'] }), /criteria\.0\.choices: there are 1 texts; 2 to 32/],
    [
      'choices that are the same',
      vf({ choices: ['no', 'yes', 'no'] }),
      /criteria\.0\.choices\.2: "no" is there twice/,
    ],
    ['an empty choice', vf({ choices: ['', 'yes'] }), /criteria\.0\.choices\.0: the text is empty/],
    [
      'a choice that is a truth',
      vf({ choices: [false, true] }),
      /criteria\.0\.choices\.0: false is not a text/,
    ],
    [
      'a later version',
      own((d) => (d.formatVersion = 2)),
      /formatVersion: 2 is newer than 1.*newer Focal Lab/,
    ],
    [
      'a later version with later keys',
      '{"format": "focal-lab-rubric", "formatVersion": 3, "graph": {}}',
      /formatVersion: 3/,
    ],
    [
      'a version in quotes',
      own((d) => (d.formatVersion = '1')),
      /formatVersion: "1" is not a version; 1 is read/,
    ],
    ['an unknown key', own((d) => (d.author = 'me')), /^author: unknown key; known are \$schema, format/],
    [
      'an unknown key of a criterion',
      own((d) => (d.criteria[1].points = 3)),
      /^criteria\.1\.points: unknown key; known are id, name/,
    ],
    [
      'an unknown key of the judge',
      own((d) => (d.criteria[1].judge.mood = 3)),
      /criteria\.1\.judge\.mood: unknown key; known are falsePositive/,
    ],
    [
      'an unknown key of a detector',
      own((d) => (d.criteria[0].detector.x = 3)),
      /criteria\.0\.detector\.x: unknown key; known are type, group/,
    ],
    ['a key that is missing', own((d) => delete d.criteria[0].weight), /criteria\.0\.weight: there is none/],
    ['criteria that are a text', own((d) => (d.criteria = 'x')), /criteria: .*"x"/],
    ['a criterion that is a number', own((d) => (d.criteria[0] = 5)), /criteria\.0: 5 is not an object/],
    [
      'an unknown detector',
      own((d) => (d.criteria[0].detector = { type: 'rhymes' })),
      /criteria\.0\.detector.*"rhymes"; known are starts-with/,
    ],
    [
      'ids that are the same',
      own((d) => (d.criteria[2].id = 'greets')),
      /criteria\.2\.id: "greets" is the id of criterion 0/,
    ],
    [
      'active without a detector',
      own((d) => (d.criteria[0].detector = null)),
      /criteria\.0\.active: .*detector/,
    ],
    ['a very long name', own((d) => (d.criteria[0].kind = 'x'.repeat(9999))), /criteria\.0\.kind/],
    ['no criteria, ours', own((d) => (d.criteria = [])), /criteria: there is no criterion/],
  ])('%s', (_, text, expected) => expect(refusal(text)).toMatch(expected));

  test.each([-1, 3, 0.5, NaN])('row %s of three', (row) => {
    expect(refusal(FIXTURES['healthbench-three.jsonl']!, row)).toContain(
      `row: ${row} is not a row; rows are 0 to 2`,
    );
  });

  test('the row of many is named', () => {
    const text = `${hb({})}\n${hb({ points: '5' })}\n`;
    expect(refusal(text, 1)).toMatch(/^row 2 of 2: rubrics\.1\.points: "5"/);
    expect(refusal(FIXTURES['own-smallest.json']!, 1)).toContain('there is only row 0');
  });
});

test('500 damaged files are read as rubrics or refused by a short message', () => {
  const files = Object.values(FIXTURES);
  const piece = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '-',
      '1e999',
      'NaN',
      'null',
      '\\',
      '\n',
      '"__proto__":',
      '[['.repeat(50),
    ),
    fc.constantFrom(
      'criteria',
      'rubric',
      'rubrics',
      '"format":"focal-lab-rubric",',
      '"weight":-1,',
      '"points":"5",',
    ),
  );
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.integer({ min: 0, max: 30 }),
    put: piece,
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { maxLength: 3 }), (file, changes) => {
      const text = changes.reduce((before, { at, drop, put }) => {
        const from = Math.floor(at * before.length);
        return before.slice(0, from) + put + before.slice(from + drop);
      }, file);
      try {
        const { criteria } = importRubric(text);
        expect(parseRubric(criteria)).toEqual(criteria);
        accepted++;
      } catch (error) {
        if ((error as Error).name === 'AssertionError') throw error;
        expect(error).toBeInstanceOf(Error);
        expect((error as Error).message.length).toBeLessThan(500);
        expect((error as Error).cause).not.toBeInstanceOf(TypeError);
        expect((error as Error).cause).not.toBeInstanceOf(RangeError);
        expect((error as Error).cause).not.toBeInstanceOf(SyntaxError);
      }
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(20);
});
