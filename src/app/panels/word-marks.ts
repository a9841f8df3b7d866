/** Which criterion each word of an answer is marked for: what the judge's verdicts rest on. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { InspectedAnswer } from '../../lab/run/inspect.ts';

export interface MarkedWord {
  text: string;
  /** Criterion whose verdict this word supports, the rarest first; -1 for none. */
  criterion: number;
  /** Counts against the answer: off topic, or forbidden. */
  stray: boolean;
}

/** Detectors whose evidence is what is wrong with an answer. */
const AGAINST = new Set(['on-topic', 'avoids']);

export function wordMarks(answer: InspectedAnswer, rubric: readonly Criterion[]): MarkedWord[] {
  // Low prior weights first: a cited fact counts for facts and cites, and cites is what is worth seeing.
  const order = rubric.map((_, k) => k).sort((a, b) => rubric[a]!.weight - rubric[b]!.weight);
  return answer.words.map((text, at) => {
    const on = order.filter((k) => answer.evidence[k]!.includes(at));
    const stray = on.some((k) => AGAINST.has(rubric[k]!.detector.type));
    return { text, stray, criterion: on.find((k) => !AGAINST.has(rubric[k]!.detector.type)) ?? -1 };
  });
}
