/** How a judge may err on one criterion: settings only, what they do is in the judge. All are off by default. */
import * as v from 'valibot';
import { wordGroup } from './detectors/detector.ts';
import { between, whole } from './limits.ts';

/** Points are those of a Principle, 0 to 10; for a Hard Rule a point is a tenth of certainty. */
export const imperfections = v.strictObject({
  /** Chance that full credit is given where the criterion is not met, whatever else is set. */
  falsePositive: v.optional(between(0, 1)),
  /** Chance that no credit is given where the criterion is met (a Principle: 7 points or more). */
  falseNegative: v.optional(between(0, 1)),
  /** Standard deviation of noise on a Principle, in points. */
  jitter: v.optional(between(0, 5)),
  /** Points added always: leniency above 0, harshness below. */
  shift: v.optional(between(-10, 10)),
  /** A Principle is given in multiples of so many points: those that divide 10. */
  coarse: v.optional(v.picklist([2, 5, 10], ({ received }) => `${received} is not one of 2, 5 and 10`)),
  /** From so many points on, a Principle gets full marks: excellent looks like great. */
  ceiling: v.optional(whole(1, 10)),
  /** How far the verdict is drawn to the mean of what is due on the answer's other active criteria: 0 to 1. */
  halo: v.optional(between(0, 1)),
  /** Points added to the longest answer, and taken from the shortest; below 0 the other way round. */
  lengthBias: v.optional(between(-10, 10)),
  /** Two rollouts are shown at a time: points added to the one shown first, and taken from the other. */
  positionBias: v.optional(between(-10, 10)),
  /** Pays for words of a group, wherever they stand, as if they were the real thing. */
  leak: v.optional(
    v.strictObject({
      group: wordGroup,
      /** How many such words earn the full pay. */
      target: whole(1, 16),
      /** Points paid at most. */
      pay: between(0, 10),
    }),
  ),
  /** Points by which the judge grows more lenient over 100 steps; below 0 harsher. */
  drift: v.optional(between(-10, 10)),
});

export type Imperfections = v.InferOutput<typeof imperfections>;
