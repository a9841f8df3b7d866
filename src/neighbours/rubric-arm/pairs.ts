/** Pairs of answers to one prompt, labelled by a hidden preference. */
import type { Sampled } from '../../lab/engine/apart.ts';
import { utility, type Preference } from './preference.ts';

/** One answer of the pool. */
export interface Answer {
  prompt: number;
  /** [T] */
  tokens: Int32Array;
  /** [K], as the judge of the criteria sees it. */
  scores: Float32Array;
  gold: Float32Array;
}

/** Two answers, in the order in which they were written. */
export interface Pair {
  a: Answer;
  b: Answer;
  /** The judge's scores of a less those of b, [K]. */
  gaps: Float64Array;
  /** Whether a is better by the hidden preference. */
  better: boolean;
  /** Whether a is better by the label that is learnt from: with noise, not always the same. */
  labelled: boolean;
}

/** The answers of a batch one by one. */
export function answersOf(
  { tokens, judgeScores, goldScores }: Sampled,
  { prompts, rollouts, criteria }: { prompts: number; rollouts: number; criteria: number },
): Answer[][] {
  const length = tokens.length / (prompts * rollouts);
  return Array.from({ length: prompts }, (_, prompt) =>
    Array.from({ length: rollouts }, (_, j) => {
      const at = prompt * rollouts + j;
      return {
        prompt,
        tokens: tokens.slice(at * length, (at + 1) * length),
        scores: judgeScores.slice(at * criteria, (at + 1) * criteria),
        gold: goldScores.slice(at * criteria, (at + 1) * criteria),
      };
    }),
  );
}

/** Utilities closer than this are a tie: no preference, no pair. */
const TIE = 1e-4;

/**
 * All pairs within each group that the preference tells apart.
 *
 * @param noise share of labels that say the opposite, 0 to 1
 * @param next uniform numbers in (0,1), one taken per pair
 */
export function pairsOf(
  groups: readonly (readonly Answer[])[],
  preference: Preference,
  noise: number,
  next: () => number,
): Pair[] {
  return groups.flatMap((answers) =>
    answers.flatMap((a, i) =>
      answers.slice(i + 1).flatMap((b): Pair[] => {
        const more = utility(preference, a.gold) - utility(preference, b.gold);
        const flipped = next() < noise;
        if (Math.abs(more) < TIE) return [];
        const better = more > 0;
        const gaps = Float64Array.from(a.scores, (score, k) => score - b.scores[k]!);
        return [{ a, b, gaps, better, labelled: better !== flipped }];
      }),
    ),
  );
}

/** A pair as it is shown: the first answer's scores less the second's, and whether the label says "the first". */
export interface Shown {
  gaps: Float64Array;
  first: boolean;
}

export const shown = ({ gaps, labelled }: Pair, swapped: boolean): Shown =>
  swapped ? { gaps: gaps.map((gap) => -gap), first: !labelled } : { gaps, first: labelled };

/** A round's pairs, drawn with replacement, each in an order of its own. */
export const drawBatch = (pairs: readonly Pair[], count: number, next: () => number): Shown[] =>
  Array.from({ length: count }, () => shown(pairs[Math.floor(next() * pairs.length)]!, next() < 0.5));
