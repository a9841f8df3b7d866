import { expect, it } from 'vitest';
import { verdict } from './verdict.ts';

const said = (...means: number[]) => verdict(['static prior', 'focal'], [{ name: 'strict', means }]);

it('says who leads', () => {
  expect(said(0.2, 0.13)).toBe('On strict, static prior leads focal, .20 to .13.');
  expect(said(0.2, 0.4)).toBe('No other method leads focal here.');
  expect(said(0.0249, 0.0251)).toBe('No other method leads focal here.');
});

it('calls a tie what prints alike', () => {
  expect(said(0.0349, 0.0251)).toBe(
    'No other method leads focal here. On strict, static prior and focal tie at .03.',
  );
  expect(said(0, 0)).toBe('No other method leads focal here.');
});

it('has nothing to say of one method, nor of one without a value', () => {
  expect(verdict(['focal'], [{ name: 'strict', means: [0.5] }])).toBe('');
  expect(said(NaN, 0.5)).toBe('No other method leads focal here.');
});
