/** What counts as an answer, and which answer a group agrees on. */
import { answerWords, END, WORDS } from '../../lab/language/words.ts';
import { TOPICS } from '../../lab/language/topics.ts';

/** What can be answered, as token ids: one fact of each topic, the same six words for every question. */
export const ANSWERS: readonly number[] = TOPICS.map(({ facts: [fact] }) =>
  WORDS.findIndex(({ text }) => text === fact),
);

/** The class of a rollout that says none of them; it is never a label. */
export const NO_ANSWER = ANSWERS.length;

/** Answers, and none, as the page writes them. */
export const CLASS_NAMES: readonly string[] = [...ANSWERS.map((id) => WORDS[id]!.text), 'no answer'];

/** Place in ANSWERS of the first answer word of a rollout; NO_ANSWER where there is none. */
export function answerOf(tokens: ArrayLike<number>): number {
  for (const word of answerWords(tokens)) {
    const found = ANSWERS.indexOf(word);
    if (found >= 0) return found;
  }
  return NO_ANSWER;
}

/**
 * Answers by prompt and rollout, [P][G].
 *
 * @param tokens [P, G, T]
 */
export function answersOf(tokens: Int32Array, prompts: number, rollouts: number): number[][] {
  const length = tokens.length / (prompts * rollouts);
  return Array.from({ length: prompts }, (_, prompt) =>
    Array.from({ length: rollouts }, (__, rollout) => {
      const start = (prompt * rollouts + rollout) * length;
      return answerOf(tokens.subarray(start, start + length));
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
export function spelt(before: readonly number[], answer: number, length: number): number[] {
  const words = [...before, ...(answer === NO_ANSWER ? [] : [ANSWERS[answer]!])].slice(0, length);
  return [...words, ...new Array<number>(length - words.length).fill(END)];
}
