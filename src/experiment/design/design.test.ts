import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { custom } from '../../lab/reward/methods/custom.ts';
import { METHOD_IDS } from '../../lab/reward/methods/index.ts';
import { findScenario, SCENARIOS } from '../../scenarios/index.ts';
import type { Design } from './design.ts';
import { findKnob, KNOBS } from './knobs.ts';
import { batchesOf, checkDesign, conditionsOf, jobsOf } from './plan.ts';
import { crossed, parseAblation, relevant, VARIABLE, vary } from './variation.ts';

const footnote = findScenario('forgotten-footnote');
const harsh = findScenario('harsh-judge');

const design: Design = {
  ...{ study: null, seeds: [51, 52, 53], training: {}, parameters: {}, baselines: null, forkTest: null },
  scenarios: [footnote, harsh],
  methods: ['static-prior', 'focal-prior'],
  variations: [{}],
};

describe('an ablation', () => {
  it('is a list of values of anything that can be varied', () => {
    expect(parseAblation('focal.gamma=0,1,3')).toEqual([0, 1, 3].map((value) => ({ 'focal.gamma': value })));
    expect(parseAblation('focal.estimator=group mean, moving average')).toEqual([
      { 'focal.estimator': 1 },
      { 'focal.estimator': 3 },
    ]);
    expect(parseAblation('numGenerations=4,8')).toEqual([{ numGenerations: 4 }, { numGenerations: 8 }]);
    expect(parseAblation('lossType=dapo,grpo')).toEqual([{ lossType: 'dapo' }, { lossType: 'grpo' }]);
    expect(parseAblation('prior.skew=0,0,1')).toEqual([{ 'prior.skew': 0 }, { 'prior.skew': 1 }]);
  });

  it('takes a short name where the methods leave no doubt', () => {
    expect(parseAblation('gamma=2', ['static-prior', 'focal-prior'])).toEqual([{ 'focal.gamma': 2 }]);
    expect(parseAblation('skew=0.5', ['static-prior'])).toEqual([{ 'prior.skew': 0.5 }]);
    // TRL's own name comes first.
    expect(parseAblation('beta=0.1', ['pow3r'])).toEqual([{ beta: 0.1 }]);
    expect(() => parseAblation('gamma=2', ['focal-prior', 'sa-mrpo'])).toThrow(/could be focal\.gamma or/);
  });

  it.each([
    ['focal.gamma', /write name=value/],
    ['=3', /write name=value/],
    ['focal.gama=3', /Unknown parameter "focal\.gama"/],
    ['focal.gamma=0,3,', /focal\.gamma has an empty value in "focal\.gamma=0,3,"/],
    ['focal.gamma=99', /focal\.gamma is 99; allowed is 0 to 8/],
    ['focal.estimator=psychic', /focal\.estimator is psychic/],
    ['focal.estimator=1.5', /whole/],
    ['judge.falseNegative=2', /judge\.falseNegative is 2; allowed is 0 to 1/],
    ['prior.skew=a lot', /prior\.skew is a lot/],
    ['steps=3,4', /Unknown parameter "steps"/],
    ['maxCompletionLength=8', /Unknown parameter/],
    ['toString=1', /Unknown parameter/],
    [`focal.gamma=${Array.from({ length: 65 }, (_, i) => i / 100).join(',')}`, /65 values; at most 64/],
  ])('refuses %s', (text, message) => expect(() => parseAblation(text)).toThrow(message));

  it('never does anything but give arms or say what is allowed', () =>
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...VARIABLE), fc.string()), fc.string(), (name, values) => {
        try {
          for (const arm of parseAblation(`${name}=${values}`)) expect(Object.keys(arm)).toHaveLength(1);
        } catch (error) {
          expect((error as Error).message).toMatch(/allowed|Unknown|could be|write|changes nothing/);
        }
      }),
    ));

  it('crosses lists', () => {
    const arms = crossed([parseAblation('focal.gamma=0,1'), parseAblation('beta=0.02,0.05')]);
    expect(arms).toHaveLength(4);
    expect(arms[3]).toEqual({ 'focal.gamma': 1, beta: 0.05 });
    expect(crossed([])).toEqual([{}]);
  });
});

describe('a variation', () => {
  it('matters to a method as far as the method has it', () => {
    const variation = { 'focal.gamma': 3, 'pow3r.beta': 1, beta: 0.1, 'judge.falseNegative': 0.2 };
    expect(relevant(variation, 'static-prior')).toEqual({ beta: 0.1, 'judge.falseNegative': 0.2 });
    expect(relevant(variation, 'focal-prior')).not.toHaveProperty(['pow3r.beta']);
  });

  it('turns the prior, and leaves its sum as it was', () => {
    const sum = (rubric: readonly { weight: number }[]) =>
      rubric.reduce((all, { weight }) => all + weight, 0);
    const turned = (skew: number) => vary(footnote, design, { 'prior.skew': skew }).rubric;
    expect(turned(1)).toEqual(footnote.rubric);
    const even = turned(0).map(({ weight }) => weight);
    expect(Math.max(...even) - Math.min(...even)).toBeLessThan(1e-12);
    for (const skew of [0, 0.5, 1.25]) expect(sum(turned(skew))).toBeCloseTo(sum(footnote.rubric), 9);
    expect(turned(1.25)[0]!.weight / turned(1.25)[6]!.weight).toBeCloseTo((5 / 0.3) ** 1.25, 9);
  });

  it('turns the errors of judges that err, and of all where none does', () => {
    const erring = (id: 'forgotten-footnote' | 'harsh-judge') =>
      vary(findScenario(id), design, { 'judge.falseNegative': 0.2 })
        .rubric.filter(({ judge }) => judge.falseNegative === 0.2)
        .map((criterion) => criterion.id);
    expect(erring('harsh-judge')).toEqual(['greets', 'clean']);
    expect(erring('forgotten-footnote')).toEqual(
      footnote.rubric.filter(({ kind }) => kind === 'hard-rule').map(({ id }) => id),
    );
  });

  it('lets the judge of neighbours pay for the words alone', () => {
    const { rubric } = vary(footnote, design, { 'judge.leak': 10 });
    expect(
      Object.fromEntries(rubric.flatMap(({ id, judge }) => (judge.leak ? [[id, judge.leak]] : []))),
    ).toEqual({
      cite: { group: 'citation', target: 1, pay: 10 },
      hedge: { group: 'hedge', target: 1, pay: 10 },
    });
  });

  it('says what every knob does, within what it allows', () => {
    for (const { name, min, max, explain, turn } of KNOBS) {
      expect(explain.length).toBeGreaterThan(20);
      expect(findKnob(name)!.turn).toBe(turn);
      for (const value of [min, max]) expect(() => vary(footnote, design, { [name]: value })).not.toThrow();
    }
  });

  it('is refused where a knob does nothing, not where it asks for what there is', () => {
    const [first] = harsh.rubric;
    const alone = { ...harsh, rubric: [{ ...first!, judge: {} }] };
    expect(() => vary(alone, design, { 'judge.leak': 5 })).toThrow(/changes nothing about harsh-judge/);
    expect(() => vary(alone, design, { 'judge.leak': 0 })).not.toThrow();
    expect(() => vary(harsh, design, { 'judge.falseNegative': 0.35 })).not.toThrow();
    expect(vary(harsh, design, { 'judge.falseNegative': 0 }).rubric[0]!.judge.falseNegative).toBe(0);
  });

  it('turns weights by prompt too', () => {
    const byPrompt = footnote.rubric.map((criterion, k) =>
      k === 0 ? { ...criterion, promptWeights: [4, 1, 1, 1, 1, 1] } : criterion,
    );
    const { rubric } = vary({ ...footnote, rubric: byPrompt }, design, { 'prior.skew': 0.5 });
    const [own] = rubric;
    expect(own!.promptWeights![0]! / own!.promptWeights![1]!).toBeCloseTo(2, 9);
  });

  it('cannot bound weights so that they do not sum to 1', () => {
    const bounded = (variation: Record<string, number>) => () => vary(footnote, design, variation);
    expect(bounded({ 'focal.cap': 0.1 })).toThrow(
      'focal.cap is 0.1, but forgotten-footnote has 7 active criteria: 7 x 0.1 is below 1. Allowed is 0.143 or more.',
    );
    expect(bounded({ 'focal.floor': 0.2 })).toThrow(/7 x 0\.2 is above 1/);
    expect(bounded({ 'focal.floor': 0.14, 'focal.cap': 1 / 7 })).not.toThrow();
  });
});

describe('a design', () => {
  const methods = fc.uniqueArray(fc.constantFrom(...METHOD_IDS.filter((id) => id !== custom.id)), {
    minLength: 1,
  });
  const seeds = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 12 });
  const designs = fc.record({ methods, seeds }).map((own): Design => ({
    ...design,
    ...own,
    variations: crossed([parseAblation('focal.gamma=0,3'), parseAblation('numGenerations=8,16')]),
  }));

  it('runs what differs once, and every run is in one batch', () =>
    fc.assert(
      fc.property(designs, fc.integer({ min: 1, max: 30 }), (asked, most) => {
        checkDesign(asked);
        const jobs = jobsOf(asked);
        expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
        expect(jobs).toHaveLength(conditionsOf(asked).length * asked.seeds.length);
        const batches = batchesOf(asked, jobs, () => most);
        expect(batches.flatMap((batch) => batch.jobs.map(({ id }) => id)).sort()).toEqual(
          jobs.map(({ id }) => id).sort(),
        );
        for (const batch of batches) expect(batch.jobs.length).toBeLessThanOrEqual(most);
      }),
    ));

  it('is shared out by seeds: shards are the whole, and pairs stay together', () =>
    fc.assert(
      fc.property(designs, fc.integer({ min: 1, max: 12 }), (asked, wanted) => {
        const of = Math.min(wanted, asked.seeds.length);
        const shards = Array.from({ length: of }, (_, i) => jobsOf(asked, { index: i + 1, of }));
        expect(shards.flatMap((jobs) => jobs.map(({ id }) => id)).sort()).toEqual(
          jobsOf(asked)
            .map(({ id }) => id)
            .sort(),
        );
        const seen = shards.map((jobs) => new Set(jobs.map(({ seed }) => seed)));
        expect(seen.reduce((sum, { size }) => sum + size, 0)).toBe(asked.seeds.length);
      }),
    ));

  it.each<[string, Partial<Design>, RegExp]>([
    ['no seeds', { seeds: [] }, /no seeds/],
    ['no method', { methods: [] }, /no method/],
    ['no scenario', { scenarios: [] }, /no scenario/],
    ['an unknown method', { methods: ['magic'] }, /Unknown method "magic"/],
    ['a method twice', { methods: ['static-prior', 'static-prior'] }, /method "static-prior" is named twice/],
    ['a scenario twice', { scenarios: [footnote, footnote] }, /scenario "forgotten-footnote" is named twice/],
    ['a foreign baseline', { baselines: ['gdpo'] }, /baseline "gdpo" is not among the methods/],
    ['a cap that is too low', { variations: [{ 'focal.cap': 0.1 }] }, /7 x 0\.1 is below 1/],
    [
      'too many runs',
      { seeds: Array.from({ length: 1300 }, (_, i) => i), training: { steps: 10 } },
      /5200 runs; at most 5000/,
    ],
    [
      'more than a file holds',
      { seeds: Array.from({ length: 1000 }, (_, i) => i) },
      /would take about 1\.\d GB as a file; at most 0\.4 GB/,
    ],
    [
      'a knob that does nothing',
      { variations: [{ 'prior.skew': 0 }] },
      /prior\.skew changes nothing about harsh-judge: it needs weights that differ/,
    ],
  ])('is refused with %s', (_, change, message) =>
    expect(() => checkDesign({ ...design, ...change })).toThrow(message),
  );

  it('is possible for every scenario and method there is', () => {
    const all = { ...design, scenarios: SCENARIOS, methods: METHOD_IDS };
    expect(() => checkDesign(all)).not.toThrow();
  });
});
