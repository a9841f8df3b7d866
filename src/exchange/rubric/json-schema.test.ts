/** The published JSON Schema: as generated, and of one mind with the reader. */
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { FIXTURES } from './fixtures.ts';
import { importRubric } from './index.ts';
import { rubricJsonSchema } from './json-schema.ts';

const validate = new Ajv({ strict: true }).compile(rubricJsonSchema());
const good = Object.entries(FIXTURES).filter(([name]) => name.startsWith('own-'));
const document = (): any => JSON.parse(FIXTURES['own-house-style.json']!);

const accepts = (value: unknown): boolean => {
  try {
    importRubric(JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

test('public/rubric.schema.json is what the generator gives; `npm run rubric-schema` writes it', async () => {
  const text = await format(JSON.stringify(rubricJsonSchema()), { parser: 'json', printWidth: 110 });
  await expect(text).toMatchFileSnapshot('../../../public/rubric.schema.json');
});

test.each(good)('%s is good by both', (_, text) => {
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(accepts(JSON.parse(text))).toBe(true);
});

const BAD: [string, (d: any) => unknown][] = [
  ['no format', (d) => delete d.format],
  ['another format', (d) => (d.format = 'rubric')],
  ['a later version', (d) => (d.formatVersion = 2)],
  ['a version in quotes', (d) => (d.formatVersion = '1')],
  ['an unknown key', (d) => (d.author = 'me')],
  ['no criteria', (d) => delete d.criteria],
  ['zero criteria', (d) => (d.criteria = [])],
  ['too many criteria', (d) => (d.criteria = Array(200).fill(d.criteria[0]))],
  ['a criterion that is a text', (d) => (d.criteria[0] = 'greet')],
  ['an unknown key of a criterion', (d) => (d.criteria[0].points = 5)],
  ['no id', (d) => delete d.criteria[0].id],
  ['an id with capitals', (d) => (d.criteria[0].id = 'Greets')],
  ['an empty name', (d) => (d.criteria[0].name = '')],
  ['a long name', (d) => (d.criteria[0].name = 'x'.repeat(61))],
  ['a long text', (d) => (d.criteria[0].text = 'x'.repeat(2001))],
  ['an unknown kind', (d) => (d.criteria[0].kind = 'soft-rule')],
  ['a weight in quotes', (d) => (d.criteria[0].weight = '5')],
  ['a weight below 0', (d) => (d.criteria[0].weight = -1)],
  ['a weight above 100', (d) => (d.criteria[0].weight = 100.5)],
  ['five weights per prompt', (d) => (d.criteria[0].promptWeights = [1, 1, 1, 1, 1])],
  ['an unknown polarity', (d) => (d.criteria[0].polarity = 'neutral')],
  ['active as a number', (d) => (d.criteria[0].active = 1)],
  ['no detector', (d) => delete d.criteria[0].detector],
  ['an unknown detector', (d) => (d.criteria[0].detector = { type: 'rhymes' })],
  ['a detector with a key too many', (d) => (d.criteria[0].detector.target = 3)],
  ['an unknown group', (d) => (d.criteria[0].detector.group = 'verbs')],
  ['an unknown imperfection', (d) => (d.criteria[0].judge = { mood: 1 })],
  ['a chance above 1', (d) => (d.criteria[0].judge = { falsePositive: 1.5 })],
  ['half a point', (d) => (d.criteria[0].judge = { coarse: 2.5 })],
  ['a tag that is a number', (d) => (d.criteria[0].tags = [1])],
  ['one choice', (d) => (d.criteria[0].choices = ['yes'])],
  ['a rate above 1', (d) => (d.criteria[0].baseRate = 2)],
];

test.each(BAD)('%s is bad by both', (_, spoil) => {
  const spoilt = document();
  spoil(spoilt);
  expect(validate(spoilt)).toBe(false);
  expect(accepts(spoilt)).toBe(false);
});

describe('what JSON Schema cannot express is left to the reader', () => {
  const BEYOND: [string, (d: any) => unknown][] = [
    ['ids that are the same', (d) => (d.criteria[1].id = d.criteria[0].id)],
    ['active without a detector', (d) => (d.criteria[0].detector = null)],
    ['a pattern that is no pattern', (d) => (d.criteria[0].detector = { type: 'pattern', pattern: '(' })],
  ];
  test.each(BEYOND)('%s', (_, spoil) => {
    const spoilt = document();
    spoil(spoilt);
    expect(validate(spoilt)).toBe(true);
    expect(accepts(spoilt)).toBe(false);
  });
});
