import { expect, test } from 'vitest';
import { runPython } from './python.ts';

test('JSON goes in and comes out, letters of every kind too', () => {
  const input = { text: 'naïve 語 "quoted"', numbers: [0.1, 1e-300, -2], none: null };
  expect(runPython('import json, sys; print(json.dumps(json.load(sys.stdin)))', input)).toEqual(input);
});

test('a program that fails says why', () => {
  expect(() => runPython('raise ValueError("no such rubric")')).toThrow(/exit code 1[^]*no such rubric/);
  expect(() => runPython('print("not JSON")')).toThrow(/printed no JSON: not JSON/);
});

test('a machine without python3 is told what is missing', () => {
  expect(() => runPython('pass', null, { env: { PATH: '/nowhere' } })).toThrow(/python3 was not found/);
});
