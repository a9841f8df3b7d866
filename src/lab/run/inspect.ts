/** One lane's answers as a person reads them: verdicts with evidence, two rankings, and how well it was judged. */
import type { LaneRollouts } from '../engine/engine.ts';
import { calibrate, type Calibration } from '../judge/calibration.ts';
import { goldVerdict } from '../judge/judge.ts';
import { STANDARD, wordsOf, type Language } from '../language/language.ts';
import { TOPICS } from '../language/topics.ts';
import { metFrom } from '../metrics/record.ts';
import { fullMarks, type Criterion } from '../rubric/criterion.ts';
import type { Answers } from './preview.ts';
import { rankOf, staticAdvantages } from './static-ranking.ts';

export interface InspectedAnswer {
  words: string[];
  /** What the judge gave. Hard Rule: 0 or 1. Principle: 0 to 10. One per criterion. */
  verdicts: number[];
  /** The same without its imperfections. */
  gold: number[];
  /** Positions of the words each gold verdict rests on, one list per criterion. */
  evidence: number[][];
  /** Under the lane's own method. */
  advantage: number;
  /** 1 is best; equal rewards share the better rank. */
  rank: number;
  /** The same answer under static weights from the rubric. */
  priorAdvantage: number;
  priorRank: number;
}

export interface InspectedGroup {
  step: number;
  prompt: number;
  topic: string;
  /** The criteria these answers were judged by; verdicts are in this order. */
  criteria: readonly Criterion[];
  answers: InspectedAnswer[];
}

/** A lane's answers of one step. */
export interface InspectedLane extends Answers {
  /** One per criterion that something detects. */
  calibration: Calibration[];
}

const sizes = ({ rewards, tokens }: LaneRollouts) => {
  const rollouts = rewards.rewards.length / TOPICS.length;
  return { rollouts, maxTokens: tokens.length / (TOPICS.length * rollouts) };
};

/** @param prompt index of the prompt whose group is wanted */
export function inspectGroup(
  rollouts: LaneRollouts,
  prompt: number,
  language: Language = STANDARD,
): InspectedGroup {
  const { criteria } = rollouts.tables;
  const { rollouts: G, maxTokens: T } = sizes(rollouts);
  const K = criteria.length;
  const group = <Values extends { subarray(from: number, to: number): Values }>(values: Values): Values =>
    values.subarray(prompt * G, (prompt + 1) * G);
  // By advantages: some methods make them of something else than the reward.
  const own = group(rollouts.rewards.advantages);
  const before = group(staticAdvantages(rollouts));
  return {
    step: rollouts.step,
    prompt,
    topic: language.topics[prompt]!,
    criteria,
    answers: Array.from({ length: G }, (_, j) => {
      const sequence = prompt * G + j;
      const tokens = rollouts.tokens.subarray(sequence * T, (sequence + 1) * T);
      const gold = criteria.map((criterion) => goldVerdict(tokens, prompt, criterion));
      return {
        words: wordsOf(tokens, language),
        verdicts: criteria.map(({ kind }, k) =>
          Math.round(rollouts.judgeScores[sequence * K + k]! * fullMarks(kind)),
        ),
        gold: gold.map(({ value }) => value),
        evidence: gold.map(({ evidence }) => evidence),
        advantage: rollouts.rewards.advantages[sequence]!,
        rank: rankOf(own, j),
        priorAdvantage: before[j]!,
        priorRank: rankOf(before, j),
      };
    }),
  };
}

/** All answers of a lane, and how its judge did on them. */
export function inspectLane(rollouts: LaneRollouts): InspectedLane {
  const { criteria } = rollouts.tables;
  const column = (scores: Float32Array, k: number) =>
    Array.from(scores.filter((_, i) => i % criteria.length === k));
  return {
    step: rollouts.step,
    tokens: rollouts.tokens,
    ...sizes(rollouts),
    calibration: criteria.flatMap((criterion, k) =>
      criterion.detector
        ? calibrate(
            criterion.id,
            column(rollouts.judgeScores, k),
            column(rollouts.goldScores, k),
            metFrom(criterion),
          )
        : [],
    ),
  };
}
