import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformStream } from '../random/draw.ts';
import { mean } from '../spread.ts';
import { ESTIMATORS, PAPER_LIKE, SAFE, type Estimator } from './methods/focal.ts';
import { focal as focalWith, STATIC } from './methods/focal-rule.ts';
import { findMethod } from './methods/index.ts';
import type { MethodGroup, MethodParameters } from './methods/method.ts';
import { uniformWeights } from './methods/method.ts';
import { rewardLane, rubricWeights } from './reward.ts';
import { directReward, tilt } from './saturation.ts';
import { group, groupAdvantages, groups, near, overSteps, PLAIN, rubric } from './testing.ts';

const focal = (of: MethodGroup, base: readonly number[], parameters: MethodParameters) =>
  focalWith(of, base, rubric(base), parameters);
const focalPrior = findMethod('focal-prior');

const S = group([
  [1, 1, 0.8, 0.3],
  [1, 1, 0.9, 0.2],
  [1, 0, 0.6, 0.6],
  [1, 1, 0.7, 0.1],
]);
const even = [0.25, 0.25, 0.25, 0.25];
const settings = (gamma: number, tau = 1, epsilon = 0.05) => ({
  'focal.gamma': gamma,
  'focal.tau': tau,
  'focal.epsilon': epsilon,
});
const estimating = (estimator: Estimator, more: MethodParameters = {}) => ({
  'focal.estimator': ESTIMATORS.indexOf(estimator),
  ...more,
});

describe('the published test vectors', () => {
  it('static', () => {
    near(directReward(S, even), [0.775, 0.775, 0.55, 0.7]);
    near(groupAdvantages(directReward(S, even)), [0.7071, 0.7071, -1.4142, 0], 4);
  });

  it('gamma 3, tau 1, epsilon .05', () => {
    const { weights, saturation, rewards } = focal(S, even, PAPER_LIKE);
    near(tilt(directReward(S, even), 1), [0.268366, 0.268366, 0.214294, 0.248974]);
    near(saturation, [1, 0.785706, 0.75908, 0.287657]);
    near(weights, [0.000257, 0.037966, 0.050635, 0.911141]);
    near(rewards, [0.352074, 0.266023, 0.577323, 0.164782]);
    near(groupAdvantages(rewards), [0.068419, -0.421256, 1.350212, -0.997375]);
  });

  it('tau .1', () => near(focal(S, even, settings(3, 0.1)).weights, [0.000226, 0.00136, 0.024332, 0.974082]));

  it('gamma 1', () => {
    const { weights, rewards } = focal(S, even, settings(1));
    near(weights, [0.036562, 0.19326, 0.212729, 0.557449]);
    near(groupAdvantages(rewards), [1.041285, 0.432393, -0.16992, -1.303758]);
  });

  it('floor .05 and cap .5 by scaling, then clipping', () => {
    const bounded = { ...settings(3), 'focal.floor': 0.05, 'focal.cap': 0.5 };
    near(focal(S, even, bounded).weights, [0.05, 0.192827, 0.257173, 0.5]);
  });

  it('prior weights .4 .3 .2 .1', () => {
    const { weights, rewards } = focal(S, [0.4, 0.3, 0.2, 0.1], settings(3));
    near(weights, [0.000909, 0.083161, 0.087071, 0.828859]);
    near(rewards, [0.402384, 0.328206, 0.550467, 0.227905]);
  });
});

describe('for any group', () => {
  it('gamma 0 is static, bit for bit, whatever tau, epsilon, estimator and mix', () =>
    fc.assert(
      fc.property(groups, fc.double({ min: 0, max: 1, noNaN: true }), ({ group: any, prior, tau }, mix) => {
        const wanted = focal(any, prior, STATIC);
        for (const estimator of ESTIMATORS) {
          const parameters = estimating(estimator, { ...settings(0, tau, 0), 'focal.mix': mix });
          const actual = focalPrior.weigh({ ...any, kept: prior }, rubric(prior), parameters);
          expect(actual.rewards).toEqual(wanted.rewards);
          expect(actual.weights).toEqual(wanted.weights);
        }
        expect(findMethod('static-prior').weigh(any, rubric(prior), {}).rewards).toEqual(wanted.rewards);
      }),
    ));

  it('floor and cap hold, and still sum to 1', () =>
    fc.assert(
      fc.property(groups, fc.constantFrom(0, 0.01, 0.05), ({ group: any, prior, gamma, tau }, epsilon) => {
        const K = any.criteria;
        const { weights } = focal(any, prior, { ...settings(gamma, tau, epsilon), ...SAFE(K) });
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (const weight of weights) {
          expect(weight).toBeGreaterThanOrEqual(0.35 / K - 1e-9);
          expect(weight).toBeLessThanOrEqual(2 / K + 1e-9);
        }
      }),
    ));

  it('a less saturated criterion of equal prior never weighs less', () =>
    fc.assert(
      fc.property(groups, ({ group: any, prior, gamma, tau }) => {
        const { weights, saturation } = focal(any, uniformWeights(rubric(prior)), settings(gamma, tau));
        for (let a = 0; a < weights.length; a++)
          for (let b = 0; b < weights.length; b++)
            if (saturation[a]! < saturation[b]! - 1e-9)
              expect(weights[a]).toBeGreaterThanOrEqual(weights[b]! - 1e-12);
      }),
    ));

  it('equal saturation gives the prior, under every estimator', () =>
    fc.assert(
      fc.property(groups, ({ group: any, prior, gamma, tau }) => {
        const rows = Array.from({ length: any.rollouts }, (_, j) =>
          prior.map(() => any.scores[j * any.criteria]!),
        );
        for (const estimator of ESTIMATORS)
          near(focal(group(rows), prior, estimating(estimator, settings(gamma, tau))).weights, prior, 9);
      }),
    ));
});

describe('estimators', () => {
  /** Two criteria; the second is met by half, then by all. */
  const half = group([
    [0.2, 0],
    [0.6, 1],
  ]);
  const full = group([
    [0.8, 1],
    [0.8, 1],
  ]);
  const two = rubric([0.5, 0.5]);
  const saturations = (estimator: Estimator, more: MethodParameters = {}, of = two) =>
    overSteps(focalPrior, [half, full, half], of, estimating(estimator, more)).map(
      ({ saturation }) => saturation,
    );
  const expectSaturations = (actual: number[][], expected: number[][]) =>
    expected.forEach((row, i) => near(actual[i]!, row, 9));

  it('group mean', () =>
    expectSaturations(saturations('group mean'), [
      [0.4, 0.5],
      [0.8, 1],
      [0.4, 0.5],
    ]));

  it('moving average starts at the first mean and forgets by the decay', () =>
    expectSaturations(saturations('moving average', { 'focal.decay': 0.75 }), [
      [0.4, 0.5],
      [0.5, 0.625], // .75 .4 + .25 .8
      [0.475, 0.59375],
    ]));

  it('fixed reference stays at the first mean', () =>
    expectSaturations(saturations('fixed reference'), [
      [0.4, 0.5],
      [0.4, 0.5],
      [0.4, 0.5],
    ]));

  it('noise-corrected follows the uncorrected average, corrects Hard Rules, and clips last', () => {
    const errs = rubric([0.5, 0.5], { falsePositive: [0, 0.2], falseNegative: [0, 0.3] });
    expectSaturations(saturations('noise-corrected', { 'focal.decay': 0.75 }, errs), [
      [0.4, 0.6], // (.5 - .2) / .5
      [0.5, 0.85],
      [0.475, 0.7875],
    ]);
    expectSaturations(saturations('noise-corrected', { 'focal.decay': 0 }, errs).slice(1, 2), [[0.8, 1]]);
  });

  it('noise-corrected leaves a judge alone that errs all the time', () => {
    const hopeless = rubric([0.5, 0.5], { falsePositive: [0, 0.5], falseNegative: [0, 0.45] });
    near(saturations('noise-corrected', {}, hopeless)[0]!, [0.4, 0.5]);
  });

  it('noise-corrected finds the truth behind a judge that flips', () => {
    const next = uniformStream(5, 1);
    const [truth, falsePositive, falseNegative] = [0.7, 0.15, 0.25];
    const errs = rubric([1], { falsePositive: [falsePositive], falseNegative: [falseNegative] });
    const flipped = Array.from({ length: 400 }, () =>
      group(
        Array.from({ length: 16 }, () => [
          next() < truth ? Number(next() >= falseNegative) : Number(next() < falsePositive),
        ]),
      ),
    );
    const found = (estimator: Estimator) =>
      mean(
        overSteps(focalPrior, flipped, errs, estimating(estimator))
          .slice(20)
          .map(({ saturation }) => saturation[0]!),
      );
    expect(Math.abs(found('noise-corrected') - truth)).toBeLessThan(0.02);
    expect(Math.abs(found('moving average') - (0.7 * 0.75 + 0.3 * 0.15))).toBeLessThan(0.02);
  });

  it('batch mean takes the step, not the group', () => {
    const { saturation, weights } = focal(
      { ...half, batchMean: [0.9, 0.1] },
      [0.5, 0.5],
      estimating('batch mean', settings(1, 1, 0)),
    );
    expect(saturation).toEqual([0.9, 0.1]);
    near(weights, [0.1, 0.9]);
  });

  it('per response weighs each rollout by its own deficits', () => {
    const { weights, rewards, coefficients, saturation } = focal(
      half,
      [0.5, 0.5],
      estimating('per response', settings(1, 1, 0)),
    );
    // Deficits .8 and 1, then .4 and 0.
    near(rewards, [(0.8 / 1.8) * 0.2, 0.6]);
    near(weights, [(0.8 / 1.8 + 1) / 2, 1 / 1.8 / 2]);
    expect(coefficients).toEqual(weights);
    near(saturation, [0.4, 0.5]);
  });

  it('what is kept survives a change of estimator only where it means the same', () => {
    const keeps = (estimator: Estimator) => focalPrior.keeps(estimating(estimator));
    expect(keeps('moving average')).toBe(keeps('noise-corrected'));
    expect(
      new Set(['moving average', 'fixed reference', 'group mean'].map((e) => keeps(e as Estimator))).size,
    ).toBe(3);
    for (const estimator of ['tilted group mean', 'group mean', 'batch mean', 'per response'] as const)
      expect(keeps(estimator)).toBe('');
  });
});

describe('warm-up and mix', () => {
  it('weights are static before the warm-up is over, bounds included', () => {
    const parameters = { ...PAPER_LIKE, 'focal.warmup': 2, 'focal.floor': 0.1, 'focal.cap': 0.3 };
    const prior = [0.4, 0.3, 0.2, 0.1];
    const steps = overSteps(focalPrior, [S, S, S], rubric(prior), parameters).map(({ weights }) => weights);
    expect(steps[0]).toEqual(focal(S, prior, STATIC).weights);
    expect(steps[1]).toEqual(steps[0]);
    near(steps[2]!, [0.1, 0.3, 0.3, 0.3]);
  });

  it('an average is formed during the warm-up', () => {
    const parameters = estimating('moving average', { 'focal.warmup': 2, 'focal.decay': 0.5 });
    const low = group([[0], [0]]);
    const high = group([[1], [1]]);
    near(overSteps(focalPrior, [low, high, high], rubric([1]), parameters)[2]!.saturation, [0.75]);
  });

  it('mixes static weights in after the bounds', () => {
    const bounded = { ...settings(3), 'focal.floor': 0.05, 'focal.cap': 0.5, 'focal.mix': 0.3 };
    const expected = [0.05, 0.192827, 0.257173, 0.5].map((weight) => 0.7 * weight + 0.3 * 0.25);
    near(focal(S, even, bounded).weights, expected);
  });
});

describe('edges', () => {
  it('one rollout: saturation is its score, and there is no advantage', () => {
    const single = group([[0.3, 1]]);
    near(focal(single, [0.5, 0.5], settings(1)).saturation, [0.3, 1], 12);
    expect(groupAdvantages([0.7])).toEqual([0]);
  });

  it('everything met at epsilon 0 falls back to the base weights, and says so', () => {
    const met = group([
      [1, 1],
      [1, 1],
    ]);
    const { weights, fellBack } = focal(met, [0.7, 0.3], settings(3, 1, 0));
    expect(weights).toEqual([0.7, 0.3]);
    expect(fellBack).toBe(true);
    expect(focal(met, [0.7, 0.3], settings(3)).fellBack).toBe(false);
    expect(focal(met, [0, 0], settings(3, 1, 0)).fellBack).toBe(false);
  });

  it('weights stay apart where deficits are tiny', () => {
    const nearly = group([[1 - 1e-6, 1 - 2e-6]]);
    near(focal(nearly, [0.5, 0.5], settings(8, 1, 0)).weights, [1 / 257, 256 / 257], 5);
  });

  it('switched-off criteria weigh nothing, and uniform methods do not count them', () => {
    const weights = rubricWeights(
      [
        { weight: 3, active: true },
        { weight: 5, active: false },
        { weight: 1, active: true },
        { weight: 0, active: true },
      ],
      0,
    );
    expect(weights.prior).toEqual([0.75, 0, 0.25, 0]);
    expect(uniformWeights(weights)).toEqual([1 / 3, 0, 1 / 3, 1 / 3]);
    const focused = findMethod('focal-uniform').weigh(group([[0, 0, 1, 0]]), weights, settings(1));
    expect(focused.weights[1]).toBe(0);
  });

  it.each([0, 0.05])('a rubric without weight rewards nothing and teaches nothing (floor %d)', (floor) => {
    const result = rewardLane(Float32Array.from([1, 0, 0, 1]), 1, 2, {
      ...PLAIN,
      method: focalPrior,
      parameters: { ...settings(1), 'focal.floor': floor },
      rubric: () => rubric([0, 0], { active: [false, false] }),
      step: 0,
    });
    expect(Array.from(result.advantages)).toEqual([0, 0]);
    expect(Array.from(result.weights)).toEqual([0, 0]);
    expect(Number.isNaN(result.effort[0])).toBe(true);
  });

  it('a criterion with weights of its own for each prompt is weighed by them', () => {
    const criteria = [
      { weight: 1, active: true },
      { weight: 9, promptWeights: [3, 0, 0, 0, 0, 0], active: true },
    ];
    expect(rubricWeights(criteria, 0).prior).toEqual([0.25, 0.75]);
    expect(rubricWeights(criteria, 1).prior).toEqual([1, 0]);
    const { weights } = rewardLane(Float32Array.from([1, 0, 0, 1, 1, 0, 0, 1]), 2, 2, {
      ...PLAIN,
      method: findMethod('static-prior'),
      parameters: {},
      rubric: (prompt) => rubricWeights(criteria, prompt),
      step: 0,
    });
    expect(Array.from(weights)).toEqual([0.25, 0.75, 1, 0]);
  });
});
