/** The simulated judge: a verdict per rollout and criterion, mapped to a score in [0,1]. */
import { answerWords } from '../language/words.ts';
import type { Criterion } from '../rubric/criterion.ts';
import { detect } from '../rubric/detectors/index.ts';

/** Hard Rule: 0 or 1 (false, true). Principle: integer 0 to 10. */
export interface Verdict {
  value: number;
  score: number;
  /** Positions of the words the verdict rests on. */
  evidence: number[];
}

/**
 * Judges one answer on one criterion.
 *
 * @param tokens the answer as sampled; END and what follows do not count
 * @param prompt index of the prompt it answers
 */
export function judge(tokens: ArrayLike<number>, prompt: number, criterion: Criterion): Verdict {
  const { degree, evidence } = detect(answerWords(tokens), prompt, criterion.detector);
  if (criterion.kind === 'hard-rule') {
    const value = degree >= 1 ? 1 : 0;
    return { value, score: value, evidence };
  }
  const value = Math.round(10 * degree);
  return { value, score: value / 10, evidence };
}

/**
 * Scores of all rollouts of one lane, [P, G, K] in rubric order.
 *
 * @param tokens [P, G, T]
 */
export function judgeLane(
  tokens: Int32Array,
  prompts: number,
  rollouts: number,
  criteria: readonly Criterion[],
): Float32Array {
  const length = tokens.length / (prompts * rollouts);
  const scores = new Float32Array(prompts * rollouts * criteria.length);
  for (let sequence = 0; sequence < prompts * rollouts; sequence++) {
    const answer = tokens.subarray(sequence * length, (sequence + 1) * length);
    const prompt = Math.floor(sequence / rollouts);
    criteria.forEach((criterion, k) => {
      scores[sequence * criteria.length + k] = judge(answer, prompt, criterion).score;
    });
  }
  return scores;
}
