/** The answers that a lane wrote at a step, as pairs are made of them. */
import type { LaneRollouts } from '../../lab/engine/engine.ts';
import { answerText, answerWords } from '../../lab/language/words.ts';
import { goldVerdict } from '../../lab/judge/judge.ts';
import { CRITERIA } from './criteria.ts';
import { proxyOf, utility, type Rubric } from './rubric.ts';

export interface Answer {
  /** Index of the prompt. */
  prompt: number;
  /** Token ids, END left out. */
  words: readonly number[];
  text: string;
  /** By the rubric that trains, and by gold. */
  proxy: number;
  gold: number;
  /** The judge's, [K]. */
  scores: readonly number[];
}

/** What answers are scored by. */
export interface Yardsticks {
  rubric: Rubric;
  gold: Rubric;
  alpha: number;
}

/** All answers of a lane's latest step; [P, G] in that order. */
export function answersOf(
  { tokens, judgeScores, goldScores }: Pick<LaneRollouts, 'tokens' | 'judgeScores' | 'goldScores'>,
  prompts: number,
  yardsticks: Yardsticks,
): Answer[] {
  const K = CRITERIA.length;
  const count = judgeScores.length / K;
  const length = tokens.length / count;
  return Array.from({ length: count }, (_, i) => {
    const scores = Array.from(judgeScores.subarray(i * K, (i + 1) * K));
    const words = answerWords(tokens.subarray(i * length, (i + 1) * length));
    return {
      prompt: Math.floor((i * prompts) / count),
      ...{ words, text: answerText(words), scores },
      proxy: proxyOf(scores, yardsticks.rubric, yardsticks.alpha),
      gold: utility(goldScores.subarray(i * K, (i + 1) * K), yardsticks.gold),
    };
  });
}

/** An answer that the policy did not write, judged here. */
export function judged(words: readonly number[], prompt: number, yardsticks: Yardsticks): Answer {
  const scores = CRITERIA.map((criterion) => goldVerdict(words, prompt, criterion).score);
  return {
    ...{ prompt, words, text: answerText(words), scores },
    proxy: proxyOf(scores, yardsticks.rubric, yardsticks.alpha),
    gold: utility(scores, yardsticks.gold),
  };
}
