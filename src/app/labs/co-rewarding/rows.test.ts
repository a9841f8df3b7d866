import { expect, it } from 'vitest';
import { lookAt } from '../../../neighbours/co-rewarding/look.ts';
import { findArm } from '../../../neighbours/co-rewarding/labels.ts';
import { questionsOf } from '../../../neighbours/co-rewarding/questions.ts';
import { END, WORDS } from '../../../lab/language/words.ts';
import { rowsOf } from './rows.ts';

it('has a row per phrasing: what was said, what is right, what is rewarded', () => {
  const questions = questionsOf({
    ...{ questions: 2, oneView: 0, noView: 0, alike: false },
    ...{ leadRight: 0.5, trailWrong: 0.2, leadWrong: 0.5, trailRight: 0.2 },
  });
  // Four prompts with two answers of two words each; the third says nothing at all, then a greeting.
  const id = (text: string) => WORDS.findIndex((word) => word.text === text);
  const words = ['clouds', 'drops', 'ore', 'ore', '<end>', 'hello', 'iron', 'ore'];
  const look = lookAt(questions, 7, [
    {
      arm: findArm('co-rewarding-1'),
      tokens: Int32Array.from(words.flatMap((word) => [id(word), END])),
      answers: [
        [0, 1],
        [1, 1],
        [5, 5],
        [0, 1],
      ],
      labels: [null, 0, 0, 1],
    },
  ]);
  const rows = rowsOf(look, look.arms[0]!);
  expect(rows.map(({ text }) => text)).toEqual([
    'what of rain?',
    'tell me about rain',
    'what of iron?',
    'tell me about iron',
  ]);
  expect(rows.map(({ label }) => label)).toEqual(['none', 'clouds, right', 'iron, wrong', 'ore, right']);
  expect(rows.map(({ says }) => says)).toEqual([
    ['clouds', 'drops'],
    ['', 'hello'],
    ['ore', 'ore'],
    ['iron', 'ore'],
  ]);
  expect(rows[0]!.cells.map(({ name }) => name)).toEqual([
    ...['clouds', 'drops', 'fall', 'cool', 'condense', 'no answer'],
  ]);
  expect(rows[0]!.cells.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0, 0]);
  expect(rows[2]!.cells.map(({ share }) => share)).toEqual([0, 1, 0, 0, 0, 0]);
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
