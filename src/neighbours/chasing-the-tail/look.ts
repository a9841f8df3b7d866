/** What the lab’s own panel shows of a run: plain JSON. */
import type { Answer } from './answers.ts';
import { armName } from './arms.ts';
import { CRITERIA, LIBRARY_IDS, nameOf } from './criteria.ts';
import type { Numbers } from './fields.ts';
import type { Pair } from './pairs.ts';
import { HEAVIEST, type Rubric } from './rubric.ts';
import type { SetUp } from './set-ups.ts';
import { habitText, type Round, type TailTrack } from './track.ts';

interface SeenAnswer {
  text: string;
  gold: number;
  proxy: number;
}

interface SeenRound {
  step: number;
  pairs: readonly { better: SeenAnswer; worse: SeenAnswer }[];
  proposals: readonly { criterion: string; name: string; separation: number; weight: number }[];
  /** Id of the criterion that was added. */
  added: string | null;
}

export interface SeenTrack {
  arm: string;
  /** Of the arm, as people read it. */
  name: string;
  seed: number;
  /** The pairs that were refined with last; null before that. */
  latest: SeenRound | null;
  /** What would be looked at now. */
  now: SeenRound;
  rubric: readonly { criterion: string; name: string; weight: number; atFirst: boolean }[];
  answers: readonly SeenAnswer[];
  /** The blind detector’s highest statistic, what it is about, and the step of the alarm. */
  alarm: { height: number; habit: string; at: number | null };
  paused: boolean;
}

export interface Look {
  step: number;
  threshold: number;
  /** What the judge pays for the gimmick. */
  alpha: number;
  /** What can be added by hand. */
  library: readonly { criterion: string; name: string; text: string }[];
  heaviest: number;
  /** What gold asks for: shown to people, never to the proposer. */
  gold: readonly { criterion: string; name: string; weight: number }[];
  /** One per arm, of the first seed. */
  tracks: readonly SeenTrack[];
}

/** Sampled answers that are shown per track. */
const SHOWN = 4;

const seenAnswer = ({ text, gold, proxy }: Answer): SeenAnswer => ({ text, gold, proxy });

const seenRound = ({ step, pairs, proposals, added }: Round): SeenRound => ({
  step,
  pairs: pairs.map(({ better, worse }: Pair) => ({ better: seenAnswer(better), worse: seenAnswer(worse) })),
  proposals: proposals.map((proposal) => ({ ...proposal, name: nameOf(proposal.criterion) })),
  added: added?.criterion ?? null,
});

const listed = (rubric: Rubric) =>
  Object.entries(rubric).map(([criterion, weight]) => ({ criterion, name: nameOf(criterion), weight }));

/** @param tracks with the answers of their latest step */
export function lookAt(
  step: number,
  tracks: readonly { track: TailTrack; answers: readonly Answer[] }[],
  setUp: SetUp,
  { threshold, alpha }: Numbers,
): Look {
  return {
    ...{ step, threshold, alpha, heaviest: HEAVIEST },
    library: LIBRARY_IDS.map((criterion) => {
      const { name, text } = CRITERIA.find(({ id }) => id === criterion)!;
      return { criterion, name, text };
    }),
    gold: listed(setUp.gold),
    tracks: tracks.map(({ track, answers }) => ({
      ...{ arm: track.arm, name: armName(track.arm), seed: track.seed, paused: track.paused },
      latest: track.latest ? seenRound(track.latest) : null,
      now: seenRound(track.pairNow(step, answers)),
      rubric: listed(track.rubric).map((line) => ({ ...line, atFirst: line.criterion in setUp.first })),
      answers: Array.from({ length: Math.min(SHOWN, answers.length) }, (_, i) =>
        seenAnswer(answers[Math.floor((i * answers.length) / SHOWN)]!),
      ),
      alarm: {
        height: track.noticed?.height ?? 0,
        habit: track.noticed ? habitText(track.noticed.habit) : '',
        at: track.flaggedAt,
      },
    })),
  };
}
