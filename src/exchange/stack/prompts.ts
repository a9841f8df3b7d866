/** The prompts that go along: the toy language's questions, asked so that a real model can answer in its words. */
import { languageOf } from '../../lab/language/language.ts';
import { END } from '../../lab/language/words.ts';
import type { StackLab } from './lab.ts';
import { usesDetectors } from './judged.ts';

export interface PromptRow {
  prompt: { role: 'system' | 'user'; content: string }[];
  /** Index of the topic asked about: what detectors of a topic of its own, and weights per prompt, go by. */
  topic: number;
}

/** One row per topic. */
export function promptRows(lab: StackLab): PromptRow[] {
  const { topics, words } = languageOf(lab.language);
  const rules =
    `Answer in at most ${lab.training.maxCompletionLength} words, separated by spaces. ` +
    `Use only these words: ${words.filter((_, id) => id !== END).join(' ')}`;
  return topics.map((topic, index) => ({
    prompt: [
      ...(usesDetectors(lab) ? [{ role: 'system' as const, content: rules }] : []),
      { role: 'user', content: `Tell me about ${topic}.` },
    ],
    topic: index,
  }));
}

export const promptLines = (lab: StackLab): string =>
  promptRows(lab)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
