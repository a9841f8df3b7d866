import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advantages } from './advantage.ts';
import { effort } from './effort.ts';
import { focal, STATIC } from './methods/focal.ts';
import { findMethod, METHODS } from './methods/index.ts';
import { uniformWeights } from './methods/method.ts';
import { rewardLane, rubricWeights } from './reward.ts';
import { directReward, tilt, type GroupScores } from './saturation.ts';

const group = (rows: number[][]): GroupScores => ({
  scores: rows.flat(),
  rollouts: rows.length,
  criteria: rows[0]!.length,
});

/** Within the last digit that the vectors of the reference sheet print. */
const near = (actual: readonly number[], expected: readonly number[], digits = 6) =>
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, digits - 1));

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

describe('the published test vectors', () => {
  it('static', () => {
    near(directReward(S, even), [0.775, 0.775, 0.55, 0.7]);
    near(advantages(directReward(S, even)), [0.7071, 0.7071, -1.4142, 0], 4);
  });

  it('gamma 3, tau 1, epsilon .05', () => {
    const { weights, saturation, rewards } = focal(S, even, settings(3));
    near(tilt(directReward(S, even), 1), [0.268366, 0.268366, 0.214294, 0.248974]);
    near(saturation, [1, 0.785706, 0.75908, 0.287657]);
    near(weights, [0.000257, 0.037966, 0.050635, 0.911141]);
    near(rewards, [0.352074, 0.266023, 0.577323, 0.164782]);
    near(advantages(rewards), [0.068419, -0.421256, 1.350212, -0.997375]);
  });

  it('tau .1', () => near(focal(S, even, settings(3, 0.1)).weights, [0.000226, 0.00136, 0.024332, 0.974082]));

  it('gamma 1', () => {
    const { weights, rewards } = focal(S, even, settings(1));
    near(weights, [0.036562, 0.19326, 0.212729, 0.557449]);
    near(advantages(rewards), [1.041285, 0.432393, -0.16992, -1.303758]);
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

const groups = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rollouts, criteria]) =>
    fc.record({
      group: fc
        .array(fc.integer({ min: 0, max: 10 }), {
          minLength: rollouts * criteria,
          maxLength: rollouts * criteria,
        })
        .map((tenths) => ({ scores: tenths.map((tenth) => tenth / 10), rollouts, criteria })),
      prior: fc
        .array(fc.integer({ min: 1, max: 9 }), { minLength: criteria, maxLength: criteria })
        .map((weights) => weights.map((weight) => weight / weights.reduce((a, b) => a + b, 0))),
      gamma: fc.double({ min: 0, max: 8, noNaN: true }),
      tau: fc.double({ min: 0.01, max: 10, noNaN: true }),
    }),
  );

const allOn = (prior: readonly number[]) => ({ prior, active: prior.map(() => true) });

describe('for any group', () => {
  it('gamma 0 is static, bit for bit, whatever tau and epsilon', () =>
    fc.assert(
      fc.property(groups, ({ group: any, prior, tau }) => {
        expect(focal(any, prior, settings(0, tau, 0)).rewards).toEqual(focal(any, prior, STATIC).rewards);
        const viaMethod = findMethod('focal-prior').weigh(any, allOn(prior), settings(0, tau)).rewards;
        expect(viaMethod).toEqual(findMethod('static-prior').weigh(any, allOn(prior), {}).rewards);
      }),
    ));

  it('weights are finite, not negative, and sum to 1 under every method', () =>
    fc.assert(
      fc.property(groups, ({ group: any, prior, gamma, tau }) => {
        for (const method of METHODS) {
          const { weights } = method.weigh(any, allOn(prior), settings(gamma, tau));
          expect(weights.every((weight) => weight >= 0)).toBe(true);
          expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        }
      }),
    ));

  it('floor and cap hold, and still sum to 1', () =>
    fc.assert(
      fc.property(groups, fc.constantFrom(0, 0.01, 0.05), ({ group: any, prior, gamma, tau }, epsilon) => {
        const K = any.criteria;
        const bounds = { 'focal.floor': 0.35 / K, 'focal.cap': 2 / K };
        const { weights } = focal(any, prior, { ...settings(gamma, tau, epsilon), ...bounds });
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
        const { weights, saturation } = focal(any, uniformWeights(allOn(prior)), settings(gamma, tau));
        for (let a = 0; a < weights.length; a++)
          for (let b = 0; b < weights.length; b++)
            if (saturation[a]! < saturation[b]! - 1e-9)
              expect(weights[a]).toBeGreaterThanOrEqual(weights[b]! - 1e-12);
      }),
    ));

  it('the order of rollouts does not matter', () =>
    fc.assert(
      fc.property(groups, ({ group: any, prior, gamma, tau }) => {
        const rows = Array.from({ length: any.rollouts }, (_, j) =>
          any.scores.slice(j * any.criteria, (j + 1) * any.criteria),
        );
        const reversed = { ...any, scores: rows.reverse().flat() };
        near(
          focal(reversed, prior, settings(gamma, tau)).weights,
          focal(any, prior, settings(gamma, tau)).weights,
          10,
        );
      }),
    ));

  it('a criterion that is constant in the group adds nothing to the advantage', () =>
    fc.assert(
      fc.property(groups, fc.double({ min: 0, max: 1, noNaN: true }), ({ group: any, prior }, level) => {
        const withConstant = {
          scores: Array.from({ length: any.rollouts }, (_, j) => [
            ...any.scores.slice(j * any.criteria, (j + 1) * any.criteria),
            level,
          ]).flat(),
          rollouts: any.rollouts,
          criteria: any.criteria + 1,
        };
        const half = [...prior.map((weight) => weight / 2), 0.5];
        const centred = (rewards: number[]) => advantages(rewards, 'none');
        const without = centred(directReward(any, prior)).map((advantage) => advantage / 2);
        near(centred(directReward(withConstant, half)), without, 12);
        expect(effort(withConstant, half)?.at(-1) ?? 0).toBe(0);
      }),
    ));
});

describe('edges', () => {
  it('one rollout: saturation is its score, and there is no advantage', () => {
    const single = group([[0.3, 1]]);
    near(focal(single, [0.5, 0.5], settings(1)).saturation, [0.3, 1], 12);
    expect(advantages([0.7])).toEqual([0]);
  });

  it('equal rewards give exactly zero advantage', () => {
    expect(advantages([0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2])).toEqual([0, 0, 0]);
  });

  it('everything met at epsilon 0 falls back to the base weights', () => {
    const { weights } = focal(
      group([
        [1, 1],
        [1, 1],
      ]),
      [0.7, 0.3],
      settings(3, 1, 0),
    );
    expect(weights).toEqual([0.7, 0.3]);
  });

  it('switched-off criteria weigh nothing, and uniform methods do not count them', () => {
    const rubric = rubricWeights(
      [
        { weight: 3, active: true },
        { weight: 5, active: false },
        { weight: 1, active: true },
        { weight: 0, active: true },
      ],
      0,
    );
    expect(rubric.prior).toEqual([0.75, 0, 0.25, 0]);
    expect(uniformWeights(rubric)).toEqual([1 / 3, 0, 1 / 3, 1 / 3]);
    const { weights } = findMethod('focal-uniform').weigh(group([[0, 0, 1, 0]]), rubric, settings(1));
    expect(weights[1]).toBe(0);
  });

  it.each([0, 0.05])('a rubric without weight rewards nothing and teaches nothing (floor %d)', (floor) => {
    const result = rewardLane(Float32Array.from([1, 0, 0, 1]), 1, 2, {
      method: findMethod('focal-prior'),
      parameters: { ...settings(1), 'focal.floor': floor },
      rubric: () => ({ prior: [0, 0], active: [false, false] }),
      scaleRewards: 'group',
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
      method: findMethod('static-prior'),
      parameters: {},
      rubric: (prompt) => rubricWeights(criteria, prompt),
      scaleRewards: 'group',
    });
    expect(Array.from(weights)).toEqual([0.25, 0.75, 1, 0]);
  });

  it('scales by the batch or not at all when asked', () => {
    expect(advantages([0, 1], 'none')).toEqual([-0.5, 0.5]);
    near(advantages([0, 1], 'batch', 0.25), [-2, 2], 4);
  });
});
