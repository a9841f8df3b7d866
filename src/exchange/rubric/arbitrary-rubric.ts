/** Random rubrics for tests: everything that the schema allows, and texts that are hard on slugs and quotes. */
import fc from 'fast-check';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { ALL_DETECTORS, type DetectorSettings } from '../../lab/rubric/detectors/index.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import { MAX_CRITERIA } from '../../lab/wgsl/lane.ts';

const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const weight = fc.oneof(fc.constantFrom(0, 1, 2.5, 100), number(0, 100));
const text = (minLength: number, maxLength: number) =>
  fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, 40) }),
    fc.string({ unit: 'grapheme', minLength, maxLength: 8 }).filter(({ length }) => length <= maxLength),
    fc.constantFrom(
      ' ',
      'Cites a source',
      '3 facts',
      '引用',
      '<b>bold</b>',
      'no "quotes"\n',
      'constructor',
      '🐝🐝',
    ),
  );
const short = fc.constantFrom('no', 'yes', '0', '5', '10', 'poor', 'fair', 'good');

const criterion: fc.Arbitrary<Omit<Criterion, 'id'>> = fc
  .record(
    {
      name: text(1, 60),
      text: text(0, 2000),
      kind: fc.constantFrom('hard-rule' as const, 'principle' as const),
      weight,
      polarity: fc.constantFrom('positive' as const, 'negative' as const),
      active: fc.boolean(),
      unsatisfiable: fc.boolean(),
      detector: fc.option(
        fc.constantFrom(...ALL_DETECTORS.map(({ fresh }) => fresh as unknown as DetectorSettings)),
      ),
      judge: fc.record(
        {
          falsePositive: number(0, 1),
          jitter: number(0, 5),
          shift: number(-10, 10),
          coarse: fc.constantFrom(2, 5, 10),
          leak: fc.record({
            group: fc.constant('polite' as const),
            target: fc.constant(2),
            pay: number(0, 10),
          }),
        },
        { requiredKeys: [] },
      ),
      tags: fc.array(text(0, 40), { maxLength: 3 }),
      promptWeights: fc.array(weight, { minLength: TOPICS.length, maxLength: TOPICS.length }),
      choices: fc.uniqueArray(short, { minLength: 2, maxLength: 5 }),
      baseRate: number(0, 1),
    },
    {
      requiredKeys: [
        'name',
        'text',
        'kind',
        'weight',
        'polarity',
        'active',
        'unsatisfiable',
        'detector',
        'judge',
        'tags',
      ],
    },
  )
  .map((one) => ({ ...one, active: one.active && one.detector !== null }));

export const arbitraryRubric: fc.Arbitrary<Criterion[]> = fc
  .array(criterion, { minLength: 1, maxLength: Math.min(6, MAX_CRITERIA) })
  .map((all) => all.map((one, k) => ({ id: `c${k}`, ...one })));
