/** docs/rubric-format.md is true: its example is read, its field names and limits are those of the schema. */
import { expect, test } from 'vitest';
import guide from '../../../docs/rubric-format.md?raw';
import { criterionSchema } from '../../lab/rubric/criterion.ts';
import { imperfections } from '../../lab/rubric/imperfections.ts';
import { importRubric, LARGEST_FILE } from './index.ts';
import { DEEPEST } from '../scan-json.ts';

test('the example is read', () => {
  const example = /```json\n([^]*?)```/.exec(guide)![1]!;
  const { name, criteria, format } = importRubric(example);
  expect({ name, format, ids: criteria.map(({ id }) => id) }).toEqual({
    name: 'House style',
    format: 'focal-lab',
    ids: ['greets', 'rude'],
  });
});

test('every field of a criterion and of its judge is named', () => {
  const fields = [...Object.keys(criterionSchema.entries), ...Object.keys(imperfections.entries)];
  expect(fields.filter((field) => !guide.includes(`\`${field}\``))).toEqual([]);
});

test('the limits are those of the code', () => {
  expect(guide).toContain(`${LARGEST_FILE.toLocaleString('en-US')} characters`);
  expect(guide).toContain(`nested ${DEEPEST} deep`);
});
