/** What is written is read back: all of it in our own format, what the others hold in theirs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { arbitraryRubric } from './arbitrary-rubric.ts';
import { exportRubric, importRubric, type FormatId } from './index.ts';
import { firstWords } from './slug.ts';

const told = (report: { path: string; what: string }[], field: string, k: number) =>
  report.some(({ path }) => path === `criteria.*.${field}` || path === `criteria.${k}.${field}`);

test('our own format loses nothing', () => {
  fc.assert(
    fc.property(arbitraryRubric, fc.string({ maxLength: 120 }), (criteria, title) => {
      const file = exportRubric('focal-lab', criteria, title);
      const back = importRubric(file.text);
      expect(back).toMatchObject({ format: 'focal-lab', name: title || null, rows: 1, row: 0 });
      expect(back.criteria).toEqual(criteria);
      expect(file.report).toEqual([]);
      expect(back.report.every(({ what }) => what === 'kept')).toBe(true);
      expect(exportRubric('focal-lab', back.criteria, title).text).toBe(file.text);
    }),
    { numRuns: 200 },
  );
});

const FIELDS: Record<Exclude<FormatId, 'focal-lab'>, (keyof Criterion)[]> = {
  healthbench: ['text', 'weight', 'polarity', 'kind', 'name', 'tags', 'choices'],
  rar: ['text', 'weight', 'polarity', 'kind', 'name', 'choices'],
  verifiers: ['text', 'weight', 'polarity', 'kind', 'name'],
};

test.each(Object.entries(FIELDS))(
  '%s keeps what it holds, and the report tells the rest',
  (format, fields) => {
    fc.assert(
      fc.property(arbitraryRubric, (criteria) => {
        fc.pre(criteria.some(({ weight }) => weight > 0));
        const file = exportRubric(format as FormatId, criteria, 'A rubric');
        const back = importRubric(file.text);
        expect(back.format).toBe(format);
        criteria.forEach((criterion, k) => {
          const again = back.criteria[k]!;
          for (const field of fields)
            if (!told(file.report, field, k)) expect(again[field], field).toEqual(criterion[field]);
          expect(again).toMatchObject({ detector: null, active: false, judge: {} });
          expect(again.weight).toBe(criterion.weight);
          if (format !== 'verifiers' && criterion.weight > 0) expect(again.polarity).toBe(criterion.polarity);
          if (format === 'verifiers') expect(again.kind).toBe(criterion.kind);
          if (format === 'healthbench')
            expect(again.name).toBe(firstWords(again.text) || `Criterion ${k + 1}`);
        });
      }),
      { numRuns: 200 },
    );
  },
);

const criterion: Criterion = {
  id: 'rude',
  name: 'Rude',
  text: '',
  kind: 'hard-rule',
  weight: 2,
  polarity: 'negative',
  active: true,
  unsatisfiable: false,
  detector: { type: 'avoids', group: 'forbidden' },
  judge: { falsePositive: 0.1 },
  tags: ['axis:tone'],
  promptWeights: [1, 2, 3, 4, 5, 6],
};

test('a criterion without a text is written as what its detector looks for', () => {
  const { text, fileName, report } = exportRubric('healthbench', [criterion], 'House Style!');
  const row = JSON.parse(text) as any;
  expect(text.trimEnd()).not.toContain('\n');
  expect(row.rubrics).toEqual([
    { criterion: 'No forbidden word appears anywhere.', points: -2, tags: ['axis:tone'] },
  ]);
  expect(row).toMatchObject({ prompt_id: 'house_style', prompt: [] });
  expect(fileName).toBe('house_style.healthbench.jsonl');
  const left = report.filter(({ what }) => what === 'left').map(({ path }) => path);
  for (const field of ['detector', 'judge', 'promptWeights', 'name'])
    expect(left).toContain(`criteria.0.${field}`);
});

test('verifiers gets verdicts from worst to best and names that differ', () => {
  const { choices: _, ...plain } = { ...criterion, choices: undefined };
  const rubric: Criterion[] = [
    plain,
    { ...plain, id: 'b', polarity: 'positive' },
    { ...plain, id: 'c', kind: 'principle', polarity: 'positive', name: 'Rude (2)' },
    { ...plain, id: 'd', kind: 'principle' },
    { ...plain, id: 'e', kind: 'principle', polarity: 'positive', choices: ['poor', 'fair', 'good'] },
    { ...plain, id: 'f', choices: ['poor', 'fair', 'good'] },
    { ...plain, id: 'g', choices: ['no', 'yes'] },
  ];
  const written = (JSON.parse(exportRubric('verifiers', rubric, '').text) as any).criteria;
  const points = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
  expect(written.map((one: any) => one.choices)).toEqual([
    ['yes', 'no'],
    ['no', 'yes'],
    points,
    points.toReversed(),
    ['poor', 'fair', 'good'],
    ['yes', 'no'],
    ['yes', 'no'],
  ]);
  const names = written.map((one: any) => one.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 3)).toEqual(['Rude', 'Rude (3)', 'Rude (2)']);
});

test('verifiers cannot hold a rubric that weighs nothing', () => {
  expect(() => exportRubric('verifiers', [{ ...criterion, weight: 0 }], '')).toThrow(
    /all weights are 0.*above 0/,
  );
});

test('what is no rubric is not written', () => {
  expect(() => exportRubric('rar', [{ ...criterion, weight: -1 }], '')).toThrow(/0\.weight: -1/);
  expect(() => exportRubric('rar', [], '')).toThrow(/at least 1/);
});
