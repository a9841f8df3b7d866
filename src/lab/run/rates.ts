/** How often answers meet each criterion, and the answers of a template corpus to measure that on. */
import { goldVerdict } from '../judge/judge.ts';
import { corpus, type Example } from '../language/corpus.ts';
import type { Criterion } from '../rubric/criterion.ts';
import type { Answers } from './preview.ts';
import type { Scenario } from './scenario.ts';

/** The first answers of a corpus, always the same ones. */
export const corpusAnswers = (
  { mixture, training }: Pick<Scenario, 'mixture' | 'training'>,
  count: number,
): Example[] => Array.from({ length: count }, corpus(mixture, 1, training.maxCompletionLength));

/** What a policy wrote, answer by answer. */
export const asExamples = ({ tokens, rollouts, maxTokens }: Answers): Example[] =>
  Array.from({ length: tokens.length / maxTokens }, (_, i) => ({
    prompt: Math.floor(i / rollouts),
    tokens: [...tokens.subarray(i * maxTokens, (i + 1) * maxTokens)],
  }));

/** Mean gold score of each criterion, [K]; NaN where nothing detects it or there are no answers. */
export const ratesOf = (examples: readonly Example[], rubric: readonly Criterion[]): number[] =>
  rubric.map((criterion) => {
    if (!criterion.detector) return NaN;
    let sum = 0;
    for (const { prompt, tokens } of examples) sum += goldVerdict(tokens, prompt, criterion).score;
    return sum / examples.length;
  });
