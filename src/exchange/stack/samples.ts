/** Answers whose scores are known: the self-test of an export scores them anew, and compares. */
import { corpus, type Mixture } from '../../lab/language/corpus.ts';
import { languageOf, wordsOf } from '../../lab/language/language.ts';
import { goldVerdict } from '../../lab/judge/judge.ts';
import type { StackLab } from './lab.ts';
import { isJudged } from './judged.ts';

const SAMPLES = 16;
/** Half of everything, so that most criteria are met by some answers and not by others. */
const MIXED: Mixture = {
  greeting: 0.5,
  forbidden: 0.3,
  polite: 0.5,
  citation: 0.5,
  hedge: 0.5,
  facts: [0.1, 0.3, 0.3, 0.3],
  offTopic: [0.5, 0.25, 0.25],
  filler: 0.5,
};

/** Scores are in rubric order, null where a judge gives them. */
export function samplesOf(lab: StackLab): { topic: number; answer: string; scores: (number | null)[] }[] {
  const language = languageOf(lab.language);
  const next = corpus(MIXED, 1, Math.max(16, lab.training.maxCompletionLength));
  return Array.from({ length: SAMPLES }, () => {
    const { prompt, tokens } = next();
    return {
      topic: prompt,
      answer: wordsOf(tokens, language).join(' '),
      scores: lab.criteria.map((criterion) =>
        isJudged(criterion, lab.scorer) ? null : goldVerdict(tokens, prompt, criterion).score,
      ),
    };
  });
}
