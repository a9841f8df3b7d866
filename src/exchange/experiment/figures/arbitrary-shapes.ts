/** Results of analyses of every kind a figure may meet: hostile names, numbers that are none, nothing at all. */
import fc from 'fast-check';
import type * as Shapes from '../../../experiment/analysis/shapes.ts';
import type { MetricId } from '../../../experiment/analysis/metric.ts';
import { PREDICTORS } from '../../../experiment/run/fork-result.ts';

const words = fc.oneof(
  fc.string({ maxLength: 50, unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "&amp;'",
    '\u0000\ud800',
    '',
  ),
);
const number = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(NaN, 0, -0, 1, 1e-12, Infinity, -Infinity),
);
const n = fc.integer({ min: 0, max: 24 });
const metric = fc.constantFrom<MetricId>(
  'direct',
  'worst',
  'strict',
  'spread',
  'judgeDirect',
  'judgeStrict',
  'kl',
);
const interval: fc.Arbitrary<Shapes.Interval> = fc.record({ mean: number, low: number, high: number, n });
const maybe = fc.option(interval);
const scenario = fc.oneof(words, fc.constant('forgotten-footnote'));

const arm: fc.Arbitrary<Shapes.Arm> = fc.record({
  ...{ scenario, label: words, variation: fc.constant({}) },
  method: fc.constantFrom('focal-prior', 'static-prior', 'gdpo'),
});

const list = <Item>(item: fc.Arbitrary<Item>, maxLength = 12) => fc.array(item, { maxLength });

export const comparisons: fc.Arbitrary<Shapes.Comparison[]> = list(
  fc.record({
    ...{ scenario, metric, arm, baseline: arm, difference: interval, zeros: n },
    ...{ p: fc.option(number), adjusted: fc.option(number), whyNoTest: fc.option(words), smallest: number },
    ...{ family: n, planned: fc.boolean(), improvement: number, effect: fc.option(number) },
  }),
);

const trajectory: fc.Arbitrary<Shapes.Trajectory> = fc
  .record({ arm, metric, n, steps: list(fc.tuple(number, number, number), 30) })
  .map(({ steps, ...rest }) => ({
    ...rest,
    mean: steps.map(([mean]) => mean),
    low: steps.map(([, low]) => low),
    high: steps.map(([, , high]) => high),
  }));
export const trajectoryLists = list(trajectory, 26);

export const heatMaps: fc.Arbitrary<Shapes.HeatMap> = fc.record({
  scenario,
  criteria: list(fc.record({ id: words, name: words, counts: fc.boolean() }), 20),
  rows: list(fc.record({ arm, n, scores: list(number, 20) })),
});

export const thresholds: fc.Arbitrary<Shapes.Threshold> = fc.record({
  ...{ scenario, metric, threshold: number },
  rows: list(fc.record({ arm, reached: n, n, steps: list(fc.nat(150)), median: fc.option(fc.nat(150)) })),
});

export const speeds: fc.Arbitrary<Shapes.SpeedAndLevel> = fc.record({
  ...{ scenario, metric },
  points: list(fc.record({ arm, speed: interval, level: interval }), 26),
});

const axis = fc.record({ name: words, values: list(words, 13) });
const cells = list(list(maybe, 13), 5);
export const grids: fc.Arbitrary<Shapes.AblationGrid> = fc.record({
  ...{ scenario, method: words, metric, across: axis, down: fc.option(axis), cells },
  baseline: fc.option(fc.record({ label: words, cells })),
});

export const doses: fc.Arbitrary<Shapes.Dose> = fc.record({
  ...{ scenario, metric, name: words, method: words, label: words, baseline: words },
  points: list(fc.record({ value: number, difference: interval })),
  crossing: fc.option(number),
});

export const judged: fc.Arbitrary<Shapes.JudgeAndGold[]> = list(
  fc.record({ arm, judge: trajectory, gold: trajectory, peak: fc.nat(40), lost: interval }),
  5,
);

export const returns: fc.Arbitrary<Shapes.ReturnCorrelation[]> = list(
  fc.record({
    ...{ scenario, says: words, raw: maybe, normalised: maybe, cells: n },
    predictor: fc.constantFrom(...PREDICTORS.map(({ id }) => id)),
  }),
);

export const passives: fc.Arbitrary<Shapes.PassiveCorrelation[]> = list(
  fc.record({ scenario, arm, horizon: n, raw: maybe, normalised: maybe }),
);

export const rankings: fc.Arbitrary<Shapes.RankingChange[]> = list(
  fc.record({ arm, signFlips: interval, rankDistance: interval, topAgreement: interval }),
);
