/** Weight of each answer's tokens in the loss, answer by answer; `loss.ts` is the definition. */
import { END } from '../language/words.ts';
import type { LossType } from './loss.ts';

/**
 * @param tokens of one lane, [S, T], END filling up the rest
 * @param counted 1 for answers that are in the loss, 0 for the others, [S]
 * @returns [S]; 0 for answers that are not in the loss
 */
export function answerWeights(tokens: Int32Array, counted: Float32Array, lossType: LossType): Float32Array {
  const maxTokens = tokens.length / counted.length;
  const lengths = counted.map((_, s) => {
    const end = tokens.subarray(s * maxTokens, (s + 1) * maxTokens).indexOf(END);
    return end < 0 ? maxTokens : end + 1;
  });
  const answers = Math.max(1, counted.filter(Boolean).length);
  const written = Math.max(
    1,
    lengths.reduce((sum, length, s) => sum + (counted[s] ? length : 0), 0),
  );
  const shares = {
    dapo: () => 1 / written,
    grpo: (s: number) => 1 / (lengths[s]! * answers),
    dr_grpo: () => 1 / (answers * maxTokens),
  };
  return counted.map((inLoss, s) => (inLoss ? shares[lossType](s) : 0));
}
