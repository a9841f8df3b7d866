/** What the lab's panel shows of a run, as plain JSON; all of it is of the first seed. */
import { STANDARD, wordsOf } from '../../lab/language/language.ts';
import { CANDIDATES } from './candidates.ts';
import { normalised } from './evaluate.ts';
import type { Answer } from './pairs.ts';
import type { Preference } from './preference.ts';
import type { Track, View } from './track.ts';

export interface ShownAnswer {
  text: string;
  /** [K], the judge's. */
  scores: number[];
}

export interface ShownPair {
  /** What was asked, e.g. "rain". */
  topic: string;
  a: ShownAnswer;
  b: ShownAnswer;
  /** Whether the people like a better. */
  aIsBetter: boolean;
  /** Per arm: chance that a is called better when it is shown first, and when it is shown second. */
  verdicts: { arm: string; first: number; second: number }[];
}

export interface Written {
  arm: string;
  topic: string;
  text: string;
}

export interface Look {
  seed: number;
  /** "learning": generator and judge; "policy": the policy, on frozen rubrics. */
  stage: 'learning' | 'policy';
  /** Rounds or steps of this stage that are done, and all of them. */
  done: number;
  of: number;
  criteria: { id: string; name: string }[];
  /** The hidden preference, sizes summing to 1, [K]. */
  truth: number[];
  arms: (View & { arm: string; turn: string | null })[];
  pairs: ShownPair[];
  /** An answer of each arm's policy; none while it does not train. */
  written: Written[];
}

/** Pairs that can be leafed through. */
const PAIRS = 4;

const shownAnswer = ({ tokens, scores }: Answer): ShownAnswer => ({
  text: wordsOf(tokens, STANDARD).join(' '),
  scores: [...scores],
});

/** @param tracks one per arm, all of one seed */
export function rubricsAndPairs(
  tracks: readonly Track[],
  preference: Preference,
  turnOf: (arm: string) => string | null,
): Pick<Look, 'criteria' | 'truth' | 'arms' | 'pairs'> {
  const { heldOut } = tracks[0]!.pool;
  const count = Math.min(PAIRS, heldOut.length);
  // Far apart in the list, so that they are of different prompts.
  const pairs = Array.from({ length: count }, (_, i) => heldOut[Math.floor((i * heldOut.length) / count)]!);
  return {
    criteria: CANDIDATES.map(({ id, name }) => ({ id, name })),
    truth: normalised(preference),
    arms: tracks.map((track) => ({ arm: track.arm, ...track.view(), turn: turnOf(track.arm) })),
    pairs: pairs.map(({ a, b, gaps, better }) => ({
      topic: STANDARD.topics[a.prompt]!,
      a: shownAnswer(a),
      b: shownAnswer(b),
      aIsBetter: better,
      verdicts: tracks.map((track) => ({
        arm: track.arm,
        first: track.verdict(gaps),
        second: 1 - track.verdict(gaps.map((gap) => -gap)),
      })),
    })),
  };
}
