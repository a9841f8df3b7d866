/** What tests of the reward stage share: groups, rubrics, random ones, advantages of one group. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { deviation, mean } from '../spread.ts';
import { advantages, type ScaleRewards } from './advantage.ts';
import { criterionScores } from './effort.ts';
import type { Method, MethodGroup, RubricWeights } from './methods/method.ts';
import type { GroupScores } from './saturation.ts';

/** A group that is the whole step, with nothing kept. */
export function alone(group: GroupScores, more: Partial<MethodGroup> = {}): MethodGroup {
  const columns = Array.from({ length: group.criteria }, (_, k) => criterionScores(group, k));
  return {
    ...group,
    step: 0,
    batchMean: columns.map(mean),
    batchDeviation: columns.map(deviation),
    kept: columns.map(() => undefined),
    ...more,
  };
}

/** The same from a row per rollout. */
export const group = (rows: readonly (readonly number[])[], more: Partial<MethodGroup> = {}): MethodGroup =>
  alone({ scores: rows.flat(), rollouts: rows.length, criteria: rows[0]!.length }, more);

/** A rubric of one category whose judge does not err; all active unless told otherwise. */
export const rubric = (prior: readonly number[], more: Partial<RubricWeights> = {}): RubricWeights => ({
  prior,
  active: prior.map(() => true),
  category: prior.map(() => 0),
  falsePositive: prior.map(() => 0),
  falseNegative: prior.map(() => 0),
  ...more,
});

/** Within the last digit that the vectors of the reference sheet print. */
export const near = (actual: readonly number[], expected: readonly number[], digits = 6): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, digits - 1));
};

export const PLAIN = {
  scaleRewards: 'group',
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
} as const;

/** Advantages of one group's rewards. */
export const groupAdvantages = (rewards: number[], scaleRewards: ScaleRewards = 'group'): number[] =>
  advantages([rewards], [rewards], 'rewards', { ...PLAIN, scaleRewards })[0]!;

/** A method's steps on one group again and again, each with what the one before kept. */
export function overSteps(
  method: Method,
  groups: readonly MethodGroup[],
  of: RubricWeights,
  parameters: Record<string, number> = {},
): ReturnType<Method['weigh']>[] {
  let kept: MethodGroup['kept'] = of.prior.map(() => undefined);
  return groups.map((each, step) => {
    const weighed = method.weigh({ ...each, step, kept }, of, parameters);
    kept = weighed.keep ?? kept;
    return weighed;
  });
}

const tenths = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 10 }), { minLength: count, maxLength: count })
    .map((values) => values.map((value) => value / 10));

/** Groups with weights for their criteria; some criteria are constant. */
export const groups = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rollouts, criteria]) =>
    fc.record({
      group: fc
        .tuple(
          tenths(rollouts * criteria),
          fc.array(fc.boolean(), { minLength: criteria, maxLength: criteria }),
        )
        .map(([scores, constant]) =>
          alone({
            scores: scores.map((own, i) => (constant[i % criteria] ? scores[i % criteria]! : own)),
            rollouts,
            criteria,
          }),
        ),
      prior: fc
        .array(fc.integer({ min: 1, max: 9 }), { minLength: criteria, maxLength: criteria })
        .map((weights) => weights.map((weight) => weight / weights.reduce((a, b) => a + b, 0))),
      gamma: fc.double({ min: 0, max: 8, noNaN: true }),
      tau: fc.double({ min: 0.01, max: 10, noNaN: true }),
    }),
  );

/** Random values of all of a method's parameters. */
export const parametersOf = ({ parameters }: Method): fc.Arbitrary<Record<string, number>> =>
  fc.record(
    Object.fromEntries(
      parameters.map(({ name, min, max, options }) => [
        name,
        options
          ? fc.integer({ min, max })
          : fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true })),
      ]),
    ),
  );
