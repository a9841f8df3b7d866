import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformStream } from '../../lab/random/draw.ts';
import { groupAdvantages } from './advantage.ts';
import { chancesOf, drawRubric, logChance, logChanceGradient, newGenerator } from './generator.ts';
import { firstChance, logit, logitGradient, newJudge } from './judge.ts';
import type { Shown } from './pairs.ts';
import { generatorUpdate, judgeUpdate, type Sampling } from './updates.ts';
import { scatter, splitVariance } from './variance.ts';

const parameters = (length: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });

/** Every rubric over two criteria. */
const RUBRICS = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => [a, b]));

const generator = Float64Array.of(0.4, 0.1, -0.5, 0.3, -0.7, 0.2, 0.6, -0.1);
const judge = Float64Array.of(1.2, -0.4, 0.3);
const batch: Shown[] = [
  { gaps: Float64Array.of(0.8, -0.5), first: true },
  { gaps: Float64Array.of(-0.2, 0.9), first: true },
  { gaps: Float64Array.of(0.3, 0.4), first: false },
];

/** Mean chance of a right verdict over all rubrics and pairs. */
function expectedReward(ofGenerator: Float64Array, ofJudge: Float64Array): number {
  let sum = 0;
  for (const { gaps, first } of batch)
    for (const rubric of RUBRICS) {
      const chance = firstChance(ofJudge, rubric, gaps);
      sum +=
        (Math.exp(logChance(chancesOf(ofGenerator), rubric)) * (first ? chance : 1 - chance)) / batch.length;
    }
  return sum;
}

/** Central differences. */
function slopes(of: (at: Float64Array) => number, at: Float64Array, width = 1e-5): number[] {
  return Array.from(at, (_, i) => {
    const moved = (by: number) => of(at.map((value, j) => (j === i ? value + by : value)));
    return (moved(width) - moved(-width)) / (2 * width);
  });
}

const sampling = (over: Partial<Sampling> = {}): Sampling => ({
  ...{ group: 4, baseline: 'group' },
  ...{ rubrics: uniformStream(5, 1), verdicts: uniformStream(5, 2) },
  ...over,
});

describe('the generator', () => {
  it('shares chances out over all rubrics', () => {
    const sum = RUBRICS.reduce(
      (total, rubric) => total + Math.exp(logChance(chancesOf(generator), rubric)),
      0,
    );
    expect(sum).toBeCloseTo(1, 12);
  });

  it('draws rubrics as often as their chance says', () => {
    const next = uniformStream(3, 1);
    const count = 10_000;
    const drawn = Array.from({ length: count }, () => drawRubric(chancesOf(generator), next).join());
    for (const rubric of RUBRICS) {
      const share = drawn.filter((one) => one === rubric.join()).length / count;
      expect(Math.abs(share - Math.exp(logChance(chancesOf(generator), rubric)))).toBeLessThan(0.018);
    }
  });

  it('has the gradient of its log chance', () =>
    fc.assert(
      fc.property(parameters(8), fc.constantFrom(...RUBRICS), (values, rubric) => {
        const at = Float64Array.from(values);
        const expected = slopes((moved) => logChance(chancesOf(moved), rubric), at);
        logChanceGradient(chancesOf(at), rubric).forEach((slope, i) =>
          expect(slope).toBeCloseTo(expected[i]!, 6),
        );
      }),
      { numRuns: 50 },
    ));
});

describe('the judge', () => {
  it('weighs gaps by rubric and reliability', () => {
    // 4 (3 * 1 * .5 - 1 * 2 * .25) / 4 + .1
    const own = Float64Array.of(1, -2, 0.1);
    expect(logit(own, [3, 1], [0.5, 0.25])).toBeCloseTo(1.1, 12);
    expect(logit(own, [0, 0], [0.5, 0.25])).toBeCloseTo(0.1, 12);
  });

  it('has the gradient of its logit', () =>
    fc.assert(
      fc.property(parameters(3), fc.constantFrom(...RUBRICS), parameters(2), (values, rubric, gaps) => {
        const at = Float64Array.from(values);
        const expected = slopes((moved) => logit(moved, rubric, gaps), at);
        logitGradient(at, rubric, gaps).forEach((slope, i) => expect(slope).toBeCloseTo(expected[i]!, 6));
      }),
      { numRuns: 50 },
    ));
});

describe('policy gradients', () => {
  const many = 10_000;

  it.each(['none', 'mean'] as const)(
    'of the generator point where the expected reward rises: %s',
    (baseline) => {
      const exact = slopes((at) => expectedReward(at, judge), generator);
      const { gradient, reward } = generatorUpdate(
        generator,
        judge,
        batch,
        sampling({ group: many, baseline }),
      );
      exact.forEach((slope, i) => expect(Math.abs(gradient[i]! - slope)).toBeLessThan(0.015));
      expect(Math.abs(reward - expectedReward(generator, judge))).toBeLessThan(0.01);
    },
  );

  it('of the judge, too', () => {
    const rubric = [2, 1];
    const only = Float64Array.from(newGenerator(2));
    // A generator that is all but sure draws this one rubric, so that the sum over rubrics is one term.
    only.set([30, 0, 60, 0, 30, 60, 0, 0]);
    expect(Math.exp(logChance(chancesOf(only), rubric))).toBeCloseTo(1, 9);
    const exact = slopes((at) => expectedReward(only, at), judge);
    const { gradient } = judgeUpdate(only, judge, batch, sampling({ group: many, baseline: 'mean' }));
    exact.forEach((slope, i) => expect(Math.abs(gradient[i]! - slope)).toBeLessThan(0.015));
  });

  it('vanish where the reward is constant', () =>
    fc.assert(
      fc.property(fc.constantFrom('group' as const, 'mean' as const), fc.boolean(), (baseline, first) => {
        const certain = Float64Array.of(1, 1, first ? 60 : -60);
        const gains = generatorUpdate(generator, certain, batch, sampling({ baseline }));
        const learns = judgeUpdate(generator, certain, batch, sampling({ baseline }));
        expect([...gains.gradient, ...learns.gradient].every((slope) => slope === 0)).toBe(true);
        expect(gains.variance + learns.variance).toBe(0);
      }),
      { numRuns: 10 },
    ));
});

describe('group advantages', () => {
  it('are centred, and divided by the sample deviation', () => {
    // deviation of 1, 0, 0, 1 with ddof 1: sqrt(1/3)
    const expected = [0.866025, -0.866025, -0.866025, 0.866025];
    groupAdvantages([1, 0, 0, 1], 'group').forEach((one, i) => expect(one).toBeCloseTo(expected[i]!, 4));
    expect(groupAdvantages([1, 0, 0, 1], 'mean')).toEqual([0.5, -0.5, -0.5, 0.5]);
    expect(groupAdvantages([1, 0, 0, 1], 'none')).toEqual([1, 0, 0, 1]);
    expect(groupAdvantages([1, 1, 1, 1], 'group')).toEqual([0, 0, 0, 0]);
  });
});

describe('the variance of gradients', () => {
  it('is the trace of the sample covariance', () => {
    expect(
      scatter([
        [1, 0],
        [3, 4],
      ]),
    ).toBe(2 + 8);
    expect(scatter([[1, 2]])).toBe(0);
  });

  it.each(['none', 'mean'] as const)(
    'splits into verdicts and rubrics that sum to all of it: %s',
    (baseline) => {
      const { gaps } = batch[0]!;
      const next = uniformStream(9, 1);
      const drawn = Array.from({ length: 8_000 }, () => drawRubric(chancesOf(generator), next));
      const chances = drawn.map((rubric) => firstChance(judge, rubric, gaps));
      const gradients = drawn.map((rubric) => logChanceGradient(chancesOf(generator), rubric));
      const { verdicts, rubrics } = splitVariance(chances, gradients, baseline);

      // The same by enumeration of rubrics and verdicts.
      const weighed = RUBRICS.map((rubric) => ({
        share: Math.exp(logChance(chancesOf(generator), rubric)),
        chance: firstChance(judge, rubric, gaps),
        gradient: logChanceGradient(chancesOf(generator), rubric),
      }));
      const centre =
        baseline === 'none' ? 0 : weighed.reduce((sum, { share, chance }) => sum + share * chance, 0);
      let total = 0;
      const centreOf = new Float64Array(generator.length);
      for (const { share, chance, gradient } of weighed)
        for (const [right, odds] of [
          [1, chance],
          [0, 1 - chance],
        ] as const)
          gradient.forEach((slope, i) => {
            total += share * odds * ((right - centre) * slope) ** 2;
            centreOf[i]! += share * odds * (right - centre) * slope;
          });
      total -= centreOf.reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(verdicts + rubrics - total) / total).toBeLessThan(0.05);
      expect(rubrics).toBeGreaterThan(0);
    },
  );

  it('is smaller between rubrics with a baseline than without', () => {
    const share = (baseline: 'none' | 'mean') => {
      const { split } = generatorUpdate(
        newGenerator(2),
        newJudge(2, 0),
        batch,
        sampling({ group: 500, baseline }),
      );
      return split.rubrics / (split.rubrics + split.verdicts);
    };
    expect(share('mean')).toBeLessThan(share('none') / 2);
  });
});
