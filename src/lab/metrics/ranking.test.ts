import { expect, it } from 'vitest';
import { contradiction, ranking } from './ranking.ts';

it('counts what a method does to the order of rollouts', () => {
  // Two groups of three. In the first nothing changes; in the second the best becomes the worst.
  const direct = [
    [0.1, 0.5, 0.9],
    [0.1, 0.5, 0.9],
  ];
  const same = ranking(
    direct,
    direct.map((own) => own.map((value) => value - 0.5)),
  );
  expect(same).toEqual({ signFlips: 0, rankDistance: 0, topAgreement: 1 });
  const turned = ranking(direct, [
    [-0.4, 0, 0.4],
    [0.2, 0.5, -0.7],
  ]);
  expect(turned.signFlips).toBeCloseTo(2 / 6, 9); // the first and the last of the second group
  expect(turned.rankDistance).toBeCloseTo(2 / 6, 9); // the last against both others
  expect(turned.topAgreement).toBe(0.5);
});

it('takes equal values for neither order, and shared first places for agreement', () => {
  const equal = ranking([[0.5, 0.5, 0.5]], [[1, 0, -1]]);
  expect(equal).toEqual({ signFlips: 0, rankDistance: 0, topAgreement: 1 });
});

it('names the two criteria that contradict each other most, within groups', () => {
  // Criterion 1 is criterion 0 turned round; criterion 2 follows criterion 0; criterion 3 never varies.
  const rows = [0, 0.3, 1, 0.6].map((value) => [value, 1 - value, value, 1]);
  const scores = Float32Array.from([...rows, ...rows].flat());
  const found = contradiction(scores, 2, [true, true, true, true]);
  expect(found.contradicting).toEqual([0, 1]);
  expect(found.lowestCorrelation).toBeCloseTo(-1, 6);
  expect(contradiction(scores, 2, [true, false, true, true])).toEqual({
    lowestCorrelation: 0,
    contradicting: [0, 0],
  });
});

it('does not call it a contradiction when most groups say nothing', () => {
  const speaking = [0, 1, 1, 0].flatMap((value) => [value, 1 - value]);
  const silent = new Array<number>(8).fill(1);
  const correlation = (...groups: number[][]) =>
    contradiction(Float32Array.from(groups.flat()), groups.length, [true, true]).lowestCorrelation;
  expect(correlation(speaking, silent)).toBeCloseTo(-1, 6);
  expect(correlation(speaking, silent, silent)).toBe(0);
});
