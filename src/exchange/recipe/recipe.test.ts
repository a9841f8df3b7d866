import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criterion } from '../../lab/rubric/testing.ts';
import { findScenario, SCENARIOS } from '../../scenarios/index.ts';
import { deflate } from '../../lab/squeeze.ts';
import { readRecipeFile, writeRecipeFile } from './file.ts';
import { readLink, writeLink } from './link.ts';
import { readRecipe, type Recipe, type RecipeEdit } from './recipe.ts';
import { writeRecipe } from './write.ts';

const scenario = findScenario('forgotten-footnote');
const plain: Recipe = {
  name: '',
  scenario,
  methods: ['static-prior', 'focal-prior'],
  stem: null,
  seeds: [1, 2, 3],
  engine: null,
  training: {},
  parameters: {},
  formula: null,
  edits: [],
  at: null,
};

const edit: fc.Arbitrary<RecipeEdit> = fc
  .tuple(fc.nat(140), fc.nat(5), fc.constantFrom(...scenario.rubric.map(({ id }) => id)))
  .map(([step, kind, id]) => ({
    step,
    request: (
      [
        { kind: 'weight', criterion: id, value: step / 10 },
        { kind: 'active', criterion: id, value: step % 2 === 0 },
        { kind: 'parameters', value: { 'focal.gamma': (step % 30) / 10 } },
        { kind: 'training', name: 'beta', value: 0.03 },
        { kind: 'undo' },
        { kind: 'move', criterion: id, to: 0 },
      ] as const
    )[kind]!,
  }));

const recipe: fc.Arbitrary<Recipe> = fc
  .record({
    edits: fc.array(edit, { maxLength: 20 }).map((edits) => edits.toSorted((a, b) => a.step - b.step)),
    seeds: fc.uniqueArray(fc.nat(4_000_000_000), { minLength: 1, maxLength: 8 }),
    engine: fc.constantFrom(null, 'fused' as const, 'ops' as const),
    training: fc.constantFrom({}, { beta: 0.05, steps: 150 }, { epsilonHigh: 0.3 }),
    parameters: fc.constantFrom<Recipe['parameters']>({}, { 'focal.gamma': 3 }),
    formula: fc.constantFrom(null, 'prior * (1 - saturation)'),
    stem: fc.constantFrom(null, { method: 'gdpo', step: 1 }, { method: 'custom', step: 150 }),
    name: fc.constantFrom('', '<b>bold</b>'),
    at: fc.constantFrom(null, 0, 84),
    own: fc.boolean(),
  })
  .map(({ own, ...more }) => ({
    ...plain,
    ...more,
    scenario: own
      ? { ...scenario, id: 'mine', rubric: [...scenario.rubric, criterion({ id: 'extra' })] }
      : scenario,
  }));

describe('a recipe', () => {
  it('comes back from its document and from its link', async () => {
    await fc.assert(
      fc.asyncProperty(recipe, async (given) => {
        const document: unknown = JSON.parse(JSON.stringify(writeRecipe(given)));
        expect(readRecipe(document)).toEqual({ recipe: given, warnings: [] });
        const link = await writeLink(given);
        expect(link).toMatch(/^run=[A-Za-z0-9_-]+$/);
        expect(link).toMatch(/^run=/);
        expect((await readLink(`#${link}`)).recipe).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  it('is its difference from the scenario: the link of each is short', async () => {
    for (const own of SCENARIOS) {
      const edits: RecipeEdit[] = [
        { step: 40, request: { kind: 'weight', criterion: own.rubric.at(-1)!.id, value: 0.6 } },
        { step: 60, request: { kind: 'parameter', name: 'focal.gamma', value: 3 } },
      ];
      const link = await writeLink({ ...plain, scenario: own, methods: own.methods, edits });
      expect(link.length).toBeLessThan(500);
    }
    const rubric = scenario.rubric.map((own) => ({ ...own, weight: 1 }));
    const other = { ...plain, scenario: { ...scenario, rubric } };
    expect(writeRecipe(other).scenario).toBe('forgotten-footnote');
    expect(readRecipe(writeRecipe(other)).recipe).toEqual(other);
    expect((await writeLink(other)).length).toBeLessThan(2000);
  });

  it('says when its scenario has changed since', () => {
    const document = { ...writeRecipe(plain), scenarioKey: 'abc' };
    expect(readRecipe(document).warnings).toEqual([expect.stringContaining('has changed since')]);
  });

  it.each<[string, object, RegExp]>([
    [
      'a newer version',
      { formatVersion: 3 },
      /formatVersion is 3, from a newer Focal Lab; this one reads up to 2/,
    ],
    ['another kind of file', { focalLab: 'rubric' }, /focalLab/],
    [
      'an unknown scenario',
      { scenario: 'nowhere' },
      /scenario: Unknown scenario "nowhere".*forgotten-footnote/,
    ],
    ['a broken scenario', { scenario: { id: 'x' } }, /scenario: Scenario: /],
    ['an unknown method', { methods: ['magic'] }, /methods\.0.*magic/],
    ['no method', { methods: [] }, /methods/],
    ['a stem of no method', { stem: ['magic', 3] }, /stem\.0: "magic" is none of static-prior/],
    ['a stem at the beginning', { stem: ['gdpo', 0] }, /stem\.1: 0 is not between 1/],
    ['a stem after the end', { stem: ['gdpo', 151] }, /stem: step 151; allowed is 1 to 150/],
    ['a stem of something more', { stem: ['gdpo', 3, 4] }, /stem\.2/],
    ['a look beyond the end', { at: 151 }, /at: step 151; allowed is 0 to 150/],
    ['a name without end', { name: 'x'.repeat(201) }, /name: the text has 201 characters; at most 200/],
    ['a setting that every object has', { training: { toString: 1 } }, /unknown setting "toString"/],
    ['a parameter that every object has', { parameters: { valueOf: 1 } }, /unknown parameter "valueOf"/],
    [
      'a policy that has no shape',
      { scenario: { ...scenario, policy: { ...scenario.policy, width: 25 } } },
      /scenario: Policy width 25 is not a multiple/,
    ],
    [
      'more parameters than fit',
      {
        scenario: { ...scenario, policy: { width: 96, heads: 2, hidden: 384, blocks: 4 } },
        seeds: Array.from({ length: 32 }, (_, i) => i),
      },
      /64 lanes of \d+ parameters are \d+; at most 16777216 fit/,
    ],
    [
      'more patterns than are compiled',
      {
        edits: Array.from({ length: 129 }, (_, i) => [
          i,
          {
            kind: 'criterion',
            criterion: 'cite',
            value: { detector: { type: 'pattern', pattern: `clouds | ${i}` } },
          },
        ]),
      },
      /there are 129 different patterns; at most 128/,
    ],
    [
      'more edits than fit',
      { edits: Array.from({ length: 2001 }, () => [0, { kind: 'undo' }]) },
      /there are 2001 edits; at most 2000 fit/,
    ],
    ['the same seed twice', { seeds: [1, 1] }, /seeds: 1 is there twice/],
    ['33 seeds', { seeds: Array.from({ length: 33 }, (_, i) => i) }, /seeds/],
    ['half a seed', { seeds: [1.5] }, /seeds\.0: 1\.5/],
    ['an unknown setting', { training: { magic: 1 } }, /training: unknown setting "magic"/],
    ['a setting out of range', { training: { beta: -1 } }, /training: Training: beta: -1/],
    ['a setting of the policy', { training: { maxCompletionLength: 8 } }, /maxCompletionLength belongs/],
    [
      'an unknown parameter',
      { parameters: { 'focal.magic': 1 } },
      /parameters: unknown parameter "focal\.magic"/,
    ],
    [
      'a parameter out of range',
      { parameters: { 'focal.gamma': 99 } },
      /focal\.gamma is 99; allowed is 0 to 8/,
    ],
    ['a broken formula', { formula: 'prior *' }, /formula: /],
    ['code for a formula', { formula: 'constructor' }, /formula: /],
    ['a key nobody knows', { magic: 1 }, /magic/],
    [
      'an edit of nothing',
      { edits: [[3, { kind: 'weight', criterion: 'nope', value: 1 }]] },
      /edits\.0: Unknown crit/,
    ],
    ['an unknown edit', { edits: [[3, { kind: 'explode' }]] }, /edits\.0/],
    [
      'edits out of order',
      {
        edits: [
          [3, { kind: 'undo' }],
          [2, { kind: 'undo' }],
        ],
      },
      /edits\.1: step 2; allowed is 3 to 150/,
    ],
    [
      'an edit after the end',
      { edits: [[151, { kind: 'undo' }]] },
      /edits\.0: step 151; allowed is 0 to 150/,
    ],
    ['a rubric of nothing', { rubric: [] }, /rubric: /],
    ['a criterion that is none', { edits: [[0, { kind: 'add', value: { id: 'x' }, at: 0 }]] }, /edits\.0: /],
  ])('is refused with %s', (_, change, message) => {
    expect(() => readRecipe({ ...writeRecipe(plain), ...change })).toThrow(message);
  });

  it('is refused when it is no document at all', () => {
    for (const nothing of [null, 3, 'run', [], {}]) expect(() => readRecipe(nothing)).toThrow(/^Recipe: /);
  });
});

it('a recipe that could not be read again is not written', async () => {
  const edits = Array.from({ length: 2001 }, () => ({ step: 0, request: { kind: 'undo' } as const }));
  await expect(writeLink({ ...plain, edits })).rejects.toThrow('The run has 2001 edits; at most 2000');
  const rubric = Array.from({ length: 32 }, (_, k) => criterion({ id: `c${k}`, text: 'x'.repeat(2000) }));
  const many = Array.from({ length: 20 }, () => ({
    step: 0,
    request: { kind: 'rubric', value: rubric } as const,
  }));
  const large = { ...plain, edits: many };
  await expect(writeLink(large)).rejects.toThrow(/takes [\d,]+ bytes; at most 1,000,000/);
  expect(readRecipeFile(writeRecipeFile(large)).recipe).toEqual(large);
  expect(() => writeRecipeFile({ ...plain, edits: [...many, ...many, ...many] })).toThrow(
    /at most 3,999,999/,
  );
});

describe('a hostile link', () => {
  const linkOf = async (text: string) => {
    const bytes = await deflate(new TextEncoder().encode(text));
    return `#run=${btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')}`;
  };

  it('that is cut off, or holds other characters, says that it is damaged', async () => {
    const link = await writeLink(plain);
    await expect(readLink(link.slice(0, -20))).rejects.toThrow(/damaged/);
    await expect(readLink('#run=<script>')).rejects.toThrow(/damaged: it has characters/);
    await expect(readLink('#run=')).rejects.toThrow(/damaged/);
    await expect(readLink('#run=AAAA')).rejects.toThrow(/damaged/);
  });

  it('that unfolds without end is stopped', async () => {
    const bomb = await linkOf(`"${'0'.repeat(3_000_000)}"`);
    expect(bomb.length).toBeLessThan(10_000);
    await expect(readLink(bomb)).rejects.toThrow(/unfolds to more than 1,000,000 bytes/);
  });

  it('with keys of prototypes, or deeper than anything, is refused', async () => {
    await expect(readLink(await linkOf('{"__proto__": {"a": 1}}'))).rejects.toThrow(
      /"__proto__" is not allowed/,
    );
    await expect(readLink(await linkOf('['.repeat(5000)))).rejects.toThrow(/nested deeper than 16/);
    await expect(readLink(await linkOf('{"a": 1} {"b": 2}'))).rejects.toThrow(/something follows the end/);
  });

  it('of any kind throws an Error and changes nothing', async () => {
    const good = await writeLink(plain);
    const before = JSON.stringify(Object.prototype);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc
            .tuple(fc.nat(good.length - 5), fc.constantFrom('A', '_', 'z', '9'))
            .map(([at, char]) => good.slice(0, at + 4) + char + good.slice(at + 5)),
        ),
        async (text) => {
          try {
            const { recipe: read } = await readLink(text);
            expect(read.scenario.id).toBeTruthy();
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            expect((error as Error).message.length).toBeGreaterThan(10);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(JSON.stringify(Object.prototype)).toBe(before);
  });
});
