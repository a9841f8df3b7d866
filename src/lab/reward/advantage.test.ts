import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../spread.ts';
import { advantages } from './advantage.ts';
import { effort } from './effort.ts';
import { directReward } from './saturation.ts';
import { groupAdvantages, groups, near, PLAIN } from './testing.ts';

const NONE = { ...PLAIN, scaleRewards: 'none' } as const;

describe('rewards', () => {
  it('equal ones give exactly zero advantage', () => {
    expect(groupAdvantages([0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2])).toEqual([0, 0, 0]);
  });

  it('are scaled by the batch or not at all when asked', () => {
    expect(groupAdvantages([0, 1], 'none')).toEqual([-0.5, 0.5]);
    const two = [
      [0, 1],
      [0, 0.5],
    ];
    const spread = deviation(two.flat());
    const [first, second] = advantages(two, two, 'rewards', { ...PLAIN, scaleRewards: 'batch' });
    near(first!, [-0.5 / spread, 0.5 / spread], 5);
    near(second!, [-0.25 / spread, 0.25 / spread], 5);
  });

  it('a criterion that is constant in the group adds nothing', () =>
    fc.assert(
      fc.property(groups, fc.double({ min: 0, max: 1, noNaN: true }), ({ group: any, prior }, level) => {
        const withConstant = {
          scores: Array.from({ length: any.rollouts }, (_, j) => [
            ...Array.from(any.scores).slice(j * any.criteria, (j + 1) * any.criteria),
            level,
          ]).flat(),
          rollouts: any.rollouts,
          criteria: any.criteria + 1,
        };
        const half = [...prior.map((weight) => weight / 2), 0.5];
        const without = groupAdvantages(directReward(any, prior), 'none').map((advantage) => advantage / 2);
        near(groupAdvantages(directReward(withConstant, half), 'none'), without, 12);
        expect(effort(withConstant, half)?.at(-1) ?? 0).toBe(0);
      }),
    ));
});

describe('signals', () => {
  const signals = [
    [-1, 3],
    [0, 0],
    [0, 2],
  ];

  it('are whitened over the step, and zero in a silent group', () => {
    const centre = mean(signals.flat());
    const spread = deviation(signals.flat()) + 1e-4;
    const [first, second, third] = advantages(signals, signals, 'whiten', PLAIN);
    near(first!, [(-1 - centre) / spread, (3 - centre) / spread], 9);
    expect(second).toEqual([0, 0]);
    near(third!, [(0 - centre) / spread, (2 - centre) / spread], 9);
  });

  it('pass as they are where the method says so', () =>
    expect(advantages(signals, signals, 'signals', NONE)).toEqual(signals));
});

describe('matchRewardScale', () => {
  const direct = [
    [0, 0.4],
    [0.2, 0.8],
  ];
  const focused = [
    [0.5, 0.6],
    [0.1, 0.1],
  ];
  const match = { ...NONE, matchRewardScale: true };

  it('leaves static as it is, bit for bit', () =>
    expect(advantages(direct, direct, 'rewards', match)).toEqual(
      advantages(direct, direct, 'rewards', NONE),
    ));

  it('gives other rewards the mean spread of the direct reward', () => {
    const matched = advantages(focused, direct, 'rewards', match);
    expect(mean(matched.map(deviation))).toBeCloseTo(mean(direct.map(deviation)), 12);
    expect(matched[1]).toEqual([0, 0]);
  });

  it('does nothing where there is a division, or no spread', () => {
    const grouped = { ...match, scaleRewards: 'group' } as const;
    expect(advantages(focused, direct, 'rewards', grouped)).toEqual(
      advantages(focused, direct, 'rewards', PLAIN),
    );
    expect(advantages([[1, 1]], [[0, 1]], 'rewards', match)).toEqual([[0, 0]]);
  });
});

describe('promptGamma', () => {
  const rewards = [
    [0, 1],
    [0, 1],
    [1, 0],
  ];
  /** Mean direct rewards .75, 0 and 1. */
  const direct = [
    [0.5, 1],
    [0, 0],
    [1, 1],
  ];

  it('scales each prompt’s advantages by (1 - mean direct reward)^gamma', () => {
    const plain = advantages(rewards, direct, 'rewards', PLAIN);
    const focused = advantages(rewards, direct, 'rewards', { ...PLAIN, promptGamma: 0.5 });
    [0.5, 1, 0].forEach((factor, prompt) =>
      near(
        focused[prompt]!,
        plain[prompt]!.map((advantage) => factor * advantage),
        12,
      ),
    );
  });

  it('works on signals too', () => {
    const focused = advantages(rewards, direct, 'signals', { ...PLAIN, promptGamma: 2 });
    expect(focused[0]).toEqual([0, 0.0625]);
  });
});
