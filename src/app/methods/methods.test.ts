import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { PAPER_LIKE } from '../../lab/reward/methods/focal.ts';
import { findMethod, METHOD_IDS, METHODS } from '../../lab/reward/methods/index.ts';
import { TRAINING_NAMES } from '../../lab/run/edit.ts';
import { sameChoice, toggled, whyNotToggle } from './choosing.ts';
import { apart, contrastCurve, curveInWords, placeNames } from './contrast.ts';
import { diagnose, fellBackText } from './diagnosis.ts';
import { EXAMPLE_NAMES, exampleGroup, exampleStory } from './example.ts';
import { checkFormula, tryFormula, whyUnusable } from './formula-check.ts';
import { GRPO_CONTROLS, setOption, settingOf, usualOf, whyIdle } from './grpo-controls.ts';
import { methodDetail } from './method-detail.ts';
import { remedyText } from './remedy-text.ts';
import { along, compact, fromPlace, lastPlace, rangeOf, toPlace } from './scale.ts';
import { previousWeights } from './previous-weights.ts';
import { CONFIDENCE, linked } from './sources.ts';
import { dashOf } from './strokes.ts';
import { scenario } from '../state/testing.ts';

const near = (actual: readonly number[], expected: readonly number[]) =>
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));

describe('the example', () => {
  it('is that of the reference sheet, worked out by the lab', () => {
    const group = exampleGroup();
    near(group.saturation, [1, 0.785706, 0.75908, 0.287657]);
    near(group.weights, [0.000257, 0.037966, 0.050635, 0.911141]);
    near(
      group.rollouts.map(({ q }) => q),
      [0.268366, 0.268366, 0.214294, 0.248974],
    );
    near(
      group.rollouts.map(({ reward }) => reward),
      [0.352074, 0.266023, 0.577323, 0.164782],
    );
    near(
      group.rollouts.map(({ advantage }) => advantage),
      [0.068419, -0.421256, 1.350212, -0.997375],
    );
    expect(group.rollouts.map(({ staticRank, rank }) => [staticRank, rank])).toEqual([
      [1, 2],
      [1, 3],
      [4, 1],
      [3, 4],
    ]);
    expect(group.rollouts.map(({ flips }) => flips)).toEqual([false, true, true, false]);
    expect(exampleStory(group)).toContain('Answer 3 goes from worst to best');
  });

  it('can be turned back to static', () => {
    const group = exampleGroup({ gamma: 0, tau: 1, epsilon: 0.05 });
    near(group.weights, [0.25, 0.25, 0.25, 0.25]);
    expect(group.rollouts.every(({ rank, staticRank }) => rank === staticRank)).toBe(true);
    expect(exampleStory(group)).toContain('stays last');
  });
});

describe('contrast', () => {
  const curve = (id: string, parameters = {}) => contrastCurve(findMethod(id), parameters, 0);
  const at = (id: string, rate: number, parameters = {}) =>
    curve(id, parameters).find((point) => point.rate === rate)!.weight;

  it('of static weights is flat, and focal falls as a criterion saturates', () => {
    expect(curve('static-prior').every(({ weight }) => weight === 0.5)).toBe(true);
    const falling = curve('focal-prior', PAPER_LIKE).map(({ weight }) => weight);
    for (let i = 1; i < falling.length; i++) expect(falling[i]!).toBeLessThan(falling[i - 1]!);
    expect(falling[0]!).toBeGreaterThan(0.8);
  });

  it('of DIVA and POW3R is highest where answers differ most', () => {
    for (const id of ['diva', 'pow3r']) {
      expect(at(id, 0.5)).toBeCloseTo(0.5);
      expect(at(id, 0)).toBeLessThan(0.4);
      expect(at(id, 1)).toBeLessThan(0.4);
    }
  });

  it.each(METHOD_IDS)('of %s is a share everywhere', (id) => {
    for (const { weight } of curve(id)) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });

  it('is told in words', () => {
    const points = curve('static-uniform');
    expect(curveInWords('static', points, (value) => value.toFixed(1))).toBe(
      'static: 0.5 when no answer meets it, 0.5 when half do, 0.5 when all do',
    );
  });

  it('has labels apart and names where nothing else is', () => {
    expect(apart([50, 50, 52], 14, 0, 100)).toEqual([50, 64, 78]);
    expect(apart([98, 99], 14, 0, 100)).toEqual([86, 100]);
    const names = placeNames(
      [
        { x: 50, y: 50, name: 'one' },
        { x: 52, y: 50, name: 'two' },
      ],
      200,
      100,
    );
    expect(names[0]).not.toEqual(names[1]);
    expect(names[0]!.x === names[1]!.x && names[0]!.y === names[1]!.y).toBe(false);
    // a crowd at the right edge stays inside the plot, off the labels beside it
    const crowd = placeNames(
      ['greets', 'clean', 'on topic', 'facts'].map((name, i) => ({ x: 196 - i, y: 90, name })),
      200,
      100,
    );
    expect(crowd.every(({ x, anchor }) => anchor === 'end' && x < 200)).toBe(true);
    expect(new Set(crowd.map(({ y }) => y)).size).toBe(4);
    expect(crowd.some(({ far }) => far)).toBe(true);
  });
});

describe('choosing methods', () => {
  it('keeps the order of the list', () => {
    expect(toggled(['static-prior', 'custom'], 'pow3r')).toEqual(['static-prior', 'pow3r', 'custom']);
    expect(toggled(['static-prior', 'pow3r'], 'pow3r')).toEqual(['static-prior']);
    expect(sameChoice(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(sameChoice(['a', 'b'], ['a'])).toBe(false);
  });

  it('leaves 1 to 6', () => {
    expect(whyNotToggle(['pow3r'], 'pow3r')).toContain('at least one');
    expect(whyNotToggle(METHOD_IDS.slice(0, 6), 'custom')).toContain('at most 6');
    expect(whyNotToggle(METHOD_IDS.slice(0, 6), 'static-prior')).toBe('');
  });

  it('tells every line from the others by its dash', () => {
    const dashes = [0, 1, 2, 3, 4].map((i) => dashOf(i, 6));
    expect(new Set(dashes).size).toBe(5);
    expect(dashOf(5, 6)).toBe('');
  });

  it('says under each name what is most telling', () => {
    expect(methodDetail('focal-prior', { 'focal.gamma': 2 })).toBe('γ 2');
    expect(methodDetail('focal-prior', PAPER_LIKE)).toBe('γ 3, paper-like');
    expect(methodDetail('max-min', {})).toBe('exponentiated');
    for (const { id } of METHODS) expect(methodDetail(id, {})).not.toBe('');
  });

  it('has a meaning for every tag', () => {
    for (const { confidence } of METHODS) expect(CONFIDENCE[confidence]).toBeTruthy();
  });
});

describe('sliders', () => {
  it('go there and back', () => {
    for (const { parameters } of METHODS)
      for (const parameter of parameters) {
        const range = rangeOf(parameter);
        const again = fromPlace(toPlace(parameter.default, range), range);
        expect(Math.abs(again - parameter.default)).toBeLessThanOrEqual(
          range.log ? parameter.default / 10 : 1e-6,
        );
        expect([toPlace(parameter.min, range), toPlace(parameter.max, range)]).toEqual([0, lastPlace(range)]);
        expect(along(parameter.max, range)).toBe(1);
      }
  });

  it('stand at the nearest place for a value between two', () => {
    const range = rangeOf({ min: 0, max: 1 });
    expect([toPlace(0.286, range), lastPlace(range)]).toEqual([6, 20]);
    expect(fromPlace(6, range)).toBe(0.3);
  });

  it('are logarithmic over a wide range', () => {
    expect(rangeOf({ min: 0.01, max: 10 }).log).toBe(true);
    expect(rangeOf({ min: 0, max: 8 }).log).toBe(false);
    expect([0.003, 1e-6, 0.2857142, 3].map(compact)).toEqual(['0.003', '1e-6', '0.286', '3']);
  });
});

describe('GRPO options', () => {
  it('are all that may change while a run goes on', () => {
    expect(GRPO_CONTROLS.map(({ name }) => name).sort()).toEqual([...TRAINING_NAMES].sort());
  });

  it('are named by what goes to them', () => {
    expect(remedyText({ control: 'training', name: 'beta' }, String)).toBe('Change KL penalty');
    expect(remedyText({ control: 'formula' }, String)).toBe('Edit the formula');
    expect(remedyText({ control: 'criterion', id: 'polite' }, (id) => `${id}!`)).toBe('Edit polite!');
  });

  it('show what acts: the upper clip follows the lower one', () => {
    expect(settingOf(scenario.training, 'epsilonHigh')).toBe(0.2);
    expect(settingOf({ ...scenario.training, epsilonHigh: 0.28 }, 'epsilonHigh')).toBe(0.28);
    const lower = { ...scenario.training, epsilon: 0.3 };
    expect(usualOf(scenario.training, lower, 'epsilonHigh')).toBe(0.3);
    const change = (value: number) => setOption(scenario.training, lower, 'epsilonHigh', value);
    expect(change(0.3)).toMatchObject({ value: null });
    expect(change(0.4)).toMatchObject({ value: 0.4 });
    expect(setOption(scenario.training, lower, 'epsilon', 0.2)).toMatchObject({ value: 0.2 });
    expect(whyIdle(scenario.training, 'matchRewardScale')).toContain('Only without std division');
    expect(whyIdle({ ...scenario.training, scaleRewards: 'none' }, 'matchRewardScale')).toBe('');
  });
});

describe('formulas', () => {
  it('are marked where they go wrong', () => {
    const checked = checkFormula('prior * (1 - saturation + epsilonn) ^ gamma');
    if (!('problem' in checked)) throw new Error('not refused');
    const { piece, message } = checked.problem;
    expect(message).toMatch(/^At character 27: /);
    expect(piece!.text.slice(piece!.mark)).toMatch(/^epsilonn/);
    expect(checkFormula('')).toHaveProperty('problem');
    expect(checkFormula('prior +')).toHaveProperty('problem');
    expect(checkFormula('x'.repeat(600))).toHaveProperty('problem');
  });

  it('are tried on a group', () => {
    const group = exampleGroup();
    const weights = (text: string) => {
      const checked = checkFormula(text);
      if (!('compiled' in checked)) throw new Error(checked.problem.message);
      return tryFormula(
        checked.compiled,
        group,
        [true, true, true, true],
        { 'custom.gamma': 3, 'custom.tau': 1 },
        0,
      );
    };
    near(weights(DEFAULT_FORMULA).weights, group.weights);
    expect(weights('-prior')).toMatchObject({ weights: [0.25, 0.25, 0.25, 0.25], fellBack: true });
    const why = (text: string) => whyUnusable(weights(text), [true, true, true, true], EXAMPLE_NAMES);
    expect(why('0 / 0 * prior')).toBe('first is given no number (as by 0 / 0, or one too large)');
    expect(why('saturation - 0.5')).toBe('fourth is given −0.212: nothing may be negative');
    expect(why('0 * prior')).toBe('every criterion is given 0');
  });
});

describe('previous weights', () => {
  const group = { step: 0, criteria: [{ id: 'a' }, { id: 'b' }] };
  const records = [[], [{ criteria: ['b'], weights: [0.7] }]];
  const methods = [
    { id: 'focal-prior', lanes: [0] },
    { id: 'custom', lanes: [1] },
  ];
  const of = (lane: number, more = {}) =>
    previousWeights({
      ...{ methods, records, group, explained: { weights: [0.1, 0.9] }, length: 1 },
      ...{ seen: { lane, prompt: 0 } },
      ...more,
    } as never);

  it('are those of the group, or of the step where another method’s group is shown', () => {
    expect(of(1)).toEqual([0.1, 0.9]);
    expect(of(0)).toEqual([NaN, 0.7]);
    expect(of(0, { methods: methods.slice(0, 1) })).toEqual([]);
  });

  it('are what a formula calls so; the prior where there are none', () => {
    const checked = checkFormula('previous');
    if (!('compiled' in checked)) throw new Error(checked.problem.message);
    const weights = (previous?: number[]) =>
      tryFormula(checked.compiled, exampleGroup(), [true, true, true, true], {}, 1, previous).weights;
    near(weights([0.1, 0.2, 0.3, 0.4]), [0.1, 0.2, 0.3, 0.4]);
    near(weights([0.25, NaN, 0.25, 0.25]), [0.25, 0.25, 0.25, 0.25]);
    near(weights(), [0.25, 0.25, 0.25, 0.25]);
  });
});

describe('sources', () => {
  it('link what they name, and nothing else', () => {
    expect(linked('arXiv 2406.07826, code Giseung-Park/Maxmin-MORL; ours')).toEqual([
      { words: 'arXiv 2406.07826', href: 'https://arxiv.org/abs/2406.07826' },
      { words: ', code ' },
      { words: 'Giseung-Park/Maxmin-MORL', href: 'https://github.com/Giseung-Park/Maxmin-MORL' },
      { words: '; ours' },
    ]);
    const hrefs = METHODS.flatMap(({ source }) => linked(source).flatMap(({ href }) => href ?? []));
    for (const href of hrefs)
      expect(href).toMatch(/^https:\/\/(arxiv\.org\/abs\/\d{4}\.\d{5}|github\.com\/[\w-]+\/[\w-]+)$/);
  });
});

describe('diagnosis', () => {
  const record = (more: Partial<StepRecord>) =>
    ({
      criteria: ['greets', 'plain'],
      signFlips: 0.125,
      rankDistance: 0.1,
      topAgreement: 0.5,
      fracRewardZeroStd: 0,
      lowestCorrelation: -0.2,
      contradicting: [0, 1],
      groupsFellBack: 0,
      ...more,
    }) as StepRecord;
  const focal = { id: 'focal-prior', name: 'focal' };
  const said = (more: Partial<StepRecord>, method = focal) =>
    diagnose([[record({})], [record(more), record(more)]], method, (id) => id);

  it('says how far the method is from static weights', () => {
    expect(said({}).map(({ text }) => text)).toEqual([
      '13% of answers are pushed the other way than by static weights; 10% of pairs change order; ' +
        'the same answer is best in 50% of groups.',
    ]);
    expect(said({}, { id: 'static-prior', name: 'static prior' })[0]!.text).toContain(
      'static weighting itself',
    );
  });

  it('names criteria that contradict each other, and where to mend it', () => {
    const [first] = said({ lowestCorrelation: -0.71 });
    expect(first).toMatchObject({ trouble: true, criteria: ['greets', 'plain'] });
    expect(first!.text).toContain('greets and plain contradict each other');
    expect(first!.text).toContain('−0.71');
    const once = diagnose([[record({ lowestCorrelation: -0.71 }), record({})]], focal, String);
    expect(once.some(({ trouble }) => trouble)).toBe(false); // it has to last
  });

  it('counts groups without variance and groups where the prior stood in', () => {
    expect(said({ fracRewardZeroStd: 0.5 }).at(-1)!.text).toContain('33% of groups have equal rewards');
    expect(fellBackText([record({ groupsFellBack: 2 })], 6, { id: 'custom', name: 'custom' })).toBe(
      'In 2 of 6 groups the formula gave no usable weights; the prior stood in.',
    );
    expect(fellBackText([record({}), record({ groupsFellBack: 3 })], 6, focal)).toContain(
      'In 3 of 12 groups',
    );
    expect(fellBackText([record({})], 6, focal)).toBe('');
  });
});
