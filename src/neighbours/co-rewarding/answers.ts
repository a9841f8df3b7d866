/** What counts as an answer, and which answer a group agrees on. */
import { answerWords, END, idsOf, WORDS } from '../../lab/language/words.ts';
import { TOPICS } from '../../lab/language/topics.ts';

/** Answers that a question has: the words of its topic, the facts last. No word answers two questions. */
export const CHOICES = TOPICS[0]!.words.length + TOPICS[0]!.facts.length;

/** What can be answered to each question, as token ids, [topics][CHOICES]. */
export const ANSWERS: readonly (readonly number[])[] = TOPICS.map((_, topic) => [
  ...idsOf('topic', topic),
  ...idsOf('fact', topic),
]);

/** The class of a rollout that says none of them; it is never a label. */
export const NO_ANSWER = CHOICES;

/** A question's answers, and none, as the page writes them. */
export const classNames = (question: number): string[] => [
  ...ANSWERS[question]!.map((id) => WORDS[id]!.text),
  'no answer',
];

/** Place of the first word of a rollout that answers the question; NO_ANSWER where there is none. */
export function answerOf(tokens: ArrayLike<number>, question: number): number {
  for (const word of answerWords(tokens)) {
    const found = ANSWERS[question]!.indexOf(word);
    if (found >= 0) return found;
  }
  return NO_ANSWER;
}

/** The question that a prompt asks: 0 .. Q-1 ask them one way, Q .. 2Q-1 the other. */
export const questionOf = (prompt: number, prompts: number): number => prompt % (prompts / 2);

/**
 * Answers by prompt and rollout, [2Q][G].
 *
 * @param tokens [2Q, G, T]
 */
export function answersOf(tokens: Int32Array, prompts: number, rollouts: number): number[][] {
  const length = tokens.length / (prompts * rollouts);
  return Array.from({ length: prompts }, (_, prompt) =>
    Array.from({ length: rollouts }, (__, rollout) => {
      const start = (prompt * rollouts + rollout) * length;
      return answerOf(tokens.subarray(start, start + length), questionOf(prompt, prompts));
    }),
  );
}

/** How often each class was said in a group, NO_ANSWER last. */
export function countsOf(group: readonly number[]): number[] {
  const counts = new Array<number>(NO_ANSWER + 1).fill(0);
  for (const answer of group) counts[answer]!++;
  return counts;
}

/**
 * The answer that a group gives most often; of several, the one that was said first, as Python's
 * Counter.most_common has it: rollouts are drawn alike, so that favours none. Null where nobody answers.
 */
export function majority(group: readonly number[]): number | null {
  const counts = countsOf(group);
  let best: number | null = null;
  for (const answer of group)
    if (answer !== NO_ANSWER && (best === null || counts[answer]! > counts[best]!)) best = answer;
  return best;
}

/** An answer spelt out: words before it, the answer word if there is one, END up to the length. */
export function spelt(before: readonly number[], question: number, answer: number, length: number): number[] {
  const said = answer === NO_ANSWER ? [] : [ANSWERS[question]![answer]!];
  const words = [...before, ...said].slice(0, length);
  return [...words, ...new Array<number>(length - words.length).fill(END)];
}
