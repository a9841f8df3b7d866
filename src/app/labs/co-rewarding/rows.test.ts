import { expect, it } from 'vitest';
import { lookAt } from '../../../neighbours/co-rewarding/look.ts';
import { findArm } from '../../../neighbours/co-rewarding/labels.ts';
import { questionsOf } from '../../../neighbours/co-rewarding/questions.ts';
import { ANSWERS } from '../../../neighbours/co-rewarding/answers.ts';
import { rowsOf } from './rows.ts';

it('has a row per phrasing: what was said, what is right, what is rewarded', () => {
  const questions = questionsOf({
    ...{ questions: 2, oneView: 0, noView: 0, alike: false },
    ...{ leadRight: 0.5, trailWrong: 0.2, leadWrong: 0.5, trailRight: 0.2 },
  });
  // Four prompts with two answers of two words each; the third says nothing at all, then a greeting.
  const [fall, rusts] = ANSWERS as [number, number];
  const look = lookAt(questions, 7, [
    {
      arm: findArm('co-rewarding-1'),
      tokens: Int32Array.of(fall, 0, rusts, 0, rusts, 0, rusts, 0, 0, 0, 1, 0, fall, 0, rusts, 0),
      answers: [
        [0, 1],
        [1, 1],
        [6, 6],
        [0, 1],
      ],
      labels: [null, 0, 0, 1],
    },
  ]);
  const rows = rowsOf(look, look.arms[0]!);
  expect(rows.map(({ text }) => text)).toEqual([
    'what of clouds?',
    'tell me about clouds',
    'what of iron?',
    'tell me about iron',
  ]);
  expect(rows.map(({ label }) => label)).toEqual(['none', 'fall, right', 'fall, wrong', 'rusts, right']);
  expect(rows.map(({ says }) => says)).toEqual([
    ['fall', 'rusts'],
    ['', 'hello'],
    ['rusts', 'rusts'],
    ['fall', 'rusts'],
  ]);
  expect(rows[0]!.cells.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0, 0, 0]);
  expect(rows[2]!.cells.map(({ share }) => share)).toEqual([0, 1, 0, 0, 0, 0, 0]);
  expect(rows[2]!.cells.map(({ right, label }) => [right, label]).slice(0, 2)).toEqual([
    [false, true],
    [true, false],
  ]);
});

it('has nothing to show of a run before its first step, and does not fail', () => {
  const questions = questionsOf({
    ...{ questions: 2, oneView: 0, noView: 0, alike: false },
    ...{ leadRight: 0.5, trailWrong: 0.2, leadWrong: 0.5, trailRight: 0.2 },
  });
  const look = lookAt(questions, 7, [
    { arm: findArm('single-view'), tokens: new Int32Array(), answers: [], labels: [] },
  ]);
  const rows = rowsOf(look, look.arms[0]!);
  expect(rows.map(({ label }) => label)).toEqual(['none', 'none', 'none', 'none']);
  expect(rows.every(({ says, cells }) => says.length === 0 && cells.every(({ share }) => share === 0))).toBe(
    true,
  );
});
