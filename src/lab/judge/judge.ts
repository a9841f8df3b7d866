/** The simulated judge: a verdict per rollout and criterion, mapped to a score in [0,1], beside the gold score. */
import { answerWords } from '../language/words.ts';
import { drawBlock, PURPOSE, textKey } from '../random/draw.ts';
import { fullMarks, type Criterion } from '../rubric/criterion.ts';
import { inGroup } from '../rubric/detectors/detector.ts';
import { detect } from '../rubric/detectors/index.ts';
import { encodeImperfections, imperfectCredit } from './imperfections.ts';

/** Hard Rule: 0 or 1 (false, true). Principle: integer 0 to 10. More is better, whatever the polarity. */
export interface Verdict {
  value: number;
  score: number;
  /** Positions of the words the verdict rests on. */
  evidence: number[];
}

/**
 * The verdict of a judge without imperfections on one answer; what nothing detects gets 0.
 *
 * @param tokens the answer as sampled; END and what follows do not count
 * @param prompt index of the prompt it answers
 */
export function goldVerdict(
  tokens: ArrayLike<number>,
  prompt: number,
  { detector, kind, polarity }: Pick<Criterion, 'detector' | 'kind' | 'polarity'>,
): Verdict {
  if (!detector) return { value: 0, score: 0, evidence: [] };
  const { degree, evidence } = detect(answerWords(tokens), prompt, detector);
  const found = kind === 'hard-rule' ? Number(degree >= 1) : Math.round(10 * degree);
  const full = fullMarks(kind);
  const value = polarity === 'negative' ? full - found : found;
  return { value, score: value / full, evidence };
}

/** What keys a judge's noise. */
export interface JudgeNoise {
  seed: number;
  step: number;
}

/** Scores of all rollouts of one lane, [P, G, K] each, in rubric order. */
export interface LaneScores {
  judge: Float32Array;
  /** Without the judge's imperfections. */
  gold: Float32Array;
}

/** Positions of a judge's draws in its stream: one block per verdict, one per pair of rollouts. */
export const VERDICT_DRAW = 0;
export const PAIR_DRAW = 1;

/** @param tokens [P, G, T] */
export function judgeLane(
  tokens: Int32Array,
  prompts: number,
  rollouts: number,
  criteria: readonly Criterion[],
  { seed, step }: JudgeNoise,
): LaneScores {
  const maxTokens = tokens.length / (prompts * rollouts);
  const K = criteria.length;
  const scores = {
    judge: new Float32Array(prompts * rollouts * K),
    gold: new Float32Array(prompts * rollouts * K),
  };
  const settings = criteria.map(({ judge }) => encodeImperfections(judge));
  const keys = criteria.map(({ id }) => textKey(id));
  const key = { seed, purpose: PURPOSE.judge, step };
  for (let sequence = 0; sequence < prompts * rollouts; sequence++) {
    const answer = tokens.subarray(sequence * maxTokens, (sequence + 1) * maxTokens);
    const prompt = Math.floor(sequence / rollouts);
    const rollout = sequence % rollouts;
    const words = answerWords(answer);
    const credits = criteria.map((criterion) => goldVerdict(answer, prompt, criterion).value);
    const points = criteria.map(({ kind, detector, active }, k) =>
      detector && active ? (credits[k]! * 1000) / fullMarks(kind) : undefined,
    );
    const position = shownPosition(
      rollout,
      rollouts,
      () => drawBlock({ ...key, prompt, rollout: rollout >> 1, position: PAIR_DRAW, item: 0 })[0],
    );
    criteria.forEach(({ kind, judge, detector }, k) => {
      const full = fullMarks(kind);
      const given = detector
        ? imperfectCredit(credits[k]!, kind, settings[k]!, {
            step,
            words: words.length,
            maxTokens,
            others: meanOfOthers(points, k),
            position,
            gimmicks: judge.leak
              ? words.filter((word) => inGroup(word, judge.leak!.group, prompt)).length
              : 0,
            bits: drawBlock({ ...key, prompt, rollout, position: VERDICT_DRAW, item: keys[k]! }),
          })
        : 0;
      scores.gold[sequence * K + k] = credits[k]! / full;
      scores.judge[sequence * K + k] = given / full;
    });
  }
  return scores;
}

/** Rollouts 2i and 2i + 1 are judged in one call, in random order; the last of an odd group alone. */
function shownPosition(rollout: number, rollouts: number, draw: () => number): number {
  if ((rollout | 1) >= rollouts) return 0;
  return (draw() & 1) === (rollout & 1) ? 1 : -1;
}

/** Mean of the active criteria but one, rounded down. */
function meanOfOthers(points: readonly (number | undefined)[], own: number): number | undefined {
  const others = points.filter((value, k): value is number => k !== own && value !== undefined);
  if (others.length === 0) return undefined;
  return Math.floor(others.reduce((sum, value) => sum + value, 0) / others.length);
}
