/** What the lab's panel shows: how the first seed of each arm answers every question in both phrasings. */
import { answerText } from '../../lab/language/words.ts';
import { classNames, countsOf } from './answers.ts';
import type { LabelledArm } from './labels.ts';
import type { Question } from './questions.ts';

/** Answers that are shown in full, of each prompt. */
const SHOWN = 3;

export interface PromptLook {
  /** Rollouts by class, as in the question's `classes`. */
  counts: number[];
  /** Place in `classes`; null where there is none. */
  label: number | null;
  /** The first few answers. */
  says: string[];
}

export interface Look {
  seed: number;
  questions: {
    texts: readonly [string, string];
    /** What can be answered, "no answer" last. */
    classes: readonly string[];
    right: number;
  }[];
  /** Of each arm, both phrasings of every question, in their order. */
  arms: { id: string; name: string; idea: string; answers: [PromptLook, PromptLook][] }[];
}

interface Seen {
  arm: LabelledArm;
  tokens: Int32Array;
  answers: readonly (readonly number[])[];
  labels: readonly (number | null)[];
}

export function lookAt(questions: readonly Question[], seed: number, tracks: readonly Seen[]): Look {
  return {
    seed,
    questions: questions.map(({ texts, right }, q) => ({ texts, classes: classNames(q), right })),
    arms: tracks.map((track) => ({
      ...{ id: track.arm.id, name: track.arm.name, idea: track.arm.idea },
      answers: questions.map((_, q) => [promptLook(track, q), promptLook(track, questions.length + q)]),
    })),
  };
}

function promptLook({ tokens, answers, labels }: Seen, prompt: number): PromptLook {
  const group = answers[prompt] ?? []; // before step 0 there is none
  const perPrompt = tokens.length / Math.max(1, answers.length);
  const length = perPrompt / Math.max(1, group.length);
  const says = group.slice(0, SHOWN).map((_, i) => {
    const start = prompt * perPrompt + i * length;
    return answerText(tokens.subarray(start, start + length));
  });
  return { counts: countsOf(group), label: labels[prompt] ?? null, says };
}
