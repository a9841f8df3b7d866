import { expect, it } from 'vitest';
import { verdict } from './verdict.ts';

const said = (...means: number[]) => verdict(['static prior', 'focal'], [{ name: 'strict', means }]);

it('says who leads, and where', () => {
  expect(said(0.2, 0.13)).toBe('Static prior leads focal on strict (.20 to .13).');
  expect(said(0.2, 0.4)).toBe('No other method leads focal here.');
  const means = [
    [0.1, 0.8, 0.7],
    [0.9, 0.95, 0.9],
    [0.99, 0.9, 0.9],
  ];
  const names = ['worst', 'strict', 'direct'];
  expect(
    verdict(
      ['static prior', 'static uniform', 'focal'],
      names.map((name, m) => ({ name, means: means[m]! })),
    ),
  ).toBe(
    'Static uniform leads focal on worst (.80 to .70) and strict (.95 to .90); static prior on direct (.99 to .90).',
  );
});

it('calls nobody ahead where both print alike', () => {
  expect(said(0.0349, 0.0251)).toBe('No other method leads focal here.');
  expect(said(0, 0)).toBe('No other method leads focal here.');
});

it('has nothing to say of one method, nor of one without a value', () => {
  expect(verdict(['focal'], [{ name: 'strict', means: [0.5] }])).toBe('');
  expect(said(NaN, 0.5)).toBe('No other method leads focal here.');
});
