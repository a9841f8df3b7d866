import { expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { GradientShares } from '../../lab/run/gradient-share.ts';
import { criterion } from '../state/testing.ts';
import { gradientRows, remainders } from './rows.ts';

const shares: GradientShares = {
  step: 3,
  lane: 0,
  criteria: [
    { id: 'b', share: 0.25, effort: 0.3, along: -0.1 },
    { id: 'a', share: 0.75, effort: 0.7, along: 1 },
  ],
  norm: 0.843,
  penalty: 0.1,
  rest: 0.001,
};

it('finds each criterion by its id, whatever the order', () => {
  const record = { criteria: ['a', 'b'], weights: [0.9, 0.1] } as Partial<StepRecord> as StepRecord;
  const rows = gradientRows(shares, record, [criterion('a', { name: 'first' }), criterion('b')]);
  expect(rows.map(({ name, column, weight, share }) => [name, column, weight, share])).toEqual([
    ['b', 1, 0.1, 0.25],
    ['first', 0, 0.9, 0.75],
  ]);
  expect(gradientRows(shares, null, [])[0]).toMatchObject({ name: 'b', weight: NaN });
});

it('says what is left over, and nothing of what is too little to print', () => {
  expect(remainders(shares)).toBe(
    'The KL penalty makes up +10% of the step. Parts add up to the whole gradient of the step’s first pass, length 0.84.',
  );
});
