import { expect, it } from 'vitest';
import { answerWeights } from './answer-weights.ts';

// Answers of 1 (END at once), 3 and 4 words, of up to 4; 4 has no END.
const tokens = Int32Array.of(0, 0, 0, 0, 5, 6, 0, 0, 7, 8, 9, 1);

it.each([
  ['dapo', [1, 1, 1], [1 / 8, 1 / 8, 1 / 8]],
  ['grpo', [1, 1, 1], [1 / 3, 1 / 9, 1 / 12]],
  ['dr_grpo', [1, 1, 1], [1 / 12, 1 / 12, 1 / 12]],
  ['dapo', [1, 0, 1], [1 / 5, 0, 1 / 5]],
  ['grpo', [0, 1, 1], [0, 1 / 6, 1 / 8]],
  ['dr_grpo', [0, 0, 1], [0, 0, 1 / 4]],
  ['grpo', [0, 0, 0], [0, 0, 0]],
] as const)('%s weighs the tokens of answers that count %o', (lossType, counted, expected) => {
  const weights = answerWeights(tokens, Float32Array.from(counted), lossType);
  expect(weights).toEqual(Float32Array.from(expected));
});
