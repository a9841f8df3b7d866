/** Which criterion each word of an answer is marked for: what the gold verdicts rest on. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { evidenceKind } from '../../lab/rubric/detectors/index.ts';
import type { InspectedAnswer } from '../../lab/run/inspect.ts';

export interface MarkedWord {
  text: string;
  /** Criterion whose verdict this word supports, the rarest first; -1 for none. */
  criterion: number;
  /** Counts against the answer: off topic, or forbidden. */
  stray: boolean;
}

/** Whether what is found is what is wrong with an answer: a fault that was looked for is, too. */
export const countsAgainst = ({ detector, polarity }: Pick<Criterion, 'detector' | 'polarity'>): boolean =>
  detector !== null && (evidenceKind(detector) === 'against') !== (polarity === 'negative');

/** @param criteria those the answer was judged by */
export function wordMarks(answer: InspectedAnswer, criteria: readonly Criterion[]): MarkedWord[] {
  // Low prior weights first: a cited fact counts for facts and cites, and cites is what is worth seeing.
  const order = criteria.map((_, k) => k).sort((a, b) => criteria[a]!.weight - criteria[b]!.weight);
  const against = criteria.map(countsAgainst);
  return answer.words.map((text, at) => {
    const on = order.filter((k) => answer.evidence[k]!.includes(at));
    return { text, stray: on.some((k) => against[k]), criterion: on.find((k) => !against[k]) ?? -1 };
  });
}
