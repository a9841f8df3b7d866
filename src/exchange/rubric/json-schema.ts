/**
 * The JSON Schema of our own rubric file, made of the schema that reads it.
 *
 * It is published as public/rubric.schema.json; `npm run rubric-schema` writes that anew. Checks that JSON
 * Schema cannot express are left out: ids that differ, an active criterion's detector, rules of single detectors.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { documentSchema } from './own.ts';

export function rubricJsonSchema(): object {
  const schema = toJsonSchema(documentSchema, {
    target: 'draft-07',
    typeMode: 'input',
    ignoreActions: ['raw_check', 'check', 'partial_check'],
  });
  return { ...schema, title: 'Focal Lab rubric, format version 1' };
}
