/** What a criterion would find in answers that are at hand, before it is put into the rubric. */
import { goldVerdict } from '../judge/judge.ts';
import { STANDARD, wordsOf, type Language } from '../language/language.ts';
import { fullMarks, marksToMeet, type Criterion } from '../rubric/criterion.ts';

/** All answers of one lane at one step. */
export interface Answers {
  step: number;
  /** [P, G, T] */
  tokens: Int32Array;
  /** Rollouts per prompt. */
  rollouts: number;
  maxTokens: number;
}

export interface PreviewedAnswer {
  prompt: number;
  words: string[];
  /** Positions of the words the finding rests on. */
  evidence: number[];
  /** Hard Rule: 0 or 1. Principle: 0 to 10. After polarity: more is better. */
  value: number;
}

export interface Preview {
  /** Answers in which what is looked for is found, fault or not; a Principle's from 7 points on. */
  fires: number;
  of: number;
  /** Mean gold score, after polarity. */
  score: number;
  answers: PreviewedAnswer[];
}

/** A criterion's gold verdicts on answers; undefined while nothing detects it. */
export function preview(
  { tokens, rollouts, maxTokens }: Answers,
  criterion: Criterion,
  language: Language = STANDARD,
): Preview | undefined {
  const { detector, kind, polarity } = criterion;
  if (!detector) return undefined;
  const full = fullMarks(kind);
  const count = tokens.length / maxTokens;
  let fires = 0;
  let score = 0;
  const answers = Array.from({ length: count }, (_, sequence): PreviewedAnswer => {
    const answer = tokens.subarray(sequence * maxTokens, (sequence + 1) * maxTokens);
    const prompt = Math.floor(sequence / rollouts);
    const verdict = goldVerdict(answer, prompt, criterion);
    score += verdict.score / count;
    if ((polarity === 'negative' ? full - verdict.value : verdict.value) >= marksToMeet(kind)) fires++;
    return {
      prompt,
      words: wordsOf(answer, language),
      evidence: verdict.evidence,
      value: verdict.value,
    };
  });
  return { fires, of: count, score, answers };
}
