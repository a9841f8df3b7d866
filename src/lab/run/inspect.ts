/** One prompt's group as a person reads it: answers, verdicts with evidence, and two rankings. */
import type { LaneRollouts } from '../engine/engine.ts';
import { judge } from '../judge/judge.ts';
import { TOPICS } from '../language/topics.ts';
import { answerWords, WORDS } from '../language/words.ts';
import { findMethod } from '../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../reward/reward.ts';

export interface InspectedAnswer {
  words: string[];
  /** Hard Rule: 0 or 1. Principle: 0 to 10. One per criterion. */
  verdicts: number[];
  /** Positions of the words each verdict rests on, one list per criterion. */
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
  answers: InspectedAnswer[];
}

/** @param prompt index of the prompt whose group is wanted */
export function inspectGroup(rollouts: LaneRollouts, prompt: number): InspectedGroup {
  const { criteria, training } = rollouts.tables;
  const prompts = TOPICS.length;
  const G = rollouts.rewards.rewards.length / prompts;
  const T = rollouts.tokens.length / (prompts * G);
  const prior = rewardLane(rollouts.judgeScores, prompts, G, {
    method: findMethod('static-prior'),
    parameters: {},
    rubric: rubricWeights(criteria),
    scaleRewards: training.scaleRewards,
  });
  const group = <Values extends { subarray(from: number, to: number): Values }>(values: Values): Values =>
    values.subarray(prompt * G, (prompt + 1) * G);
  const rewards = group(rollouts.rewards.rewards);
  const priorRewards = group(prior.rewards);
  return {
    step: rollouts.step,
    prompt,
    topic: TOPICS[prompt]!.id,
    answers: Array.from({ length: G }, (_, j) => {
      const sequence = prompt * G + j;
      const tokens = rollouts.tokens.subarray(sequence * T, (sequence + 1) * T);
      const verdicts = criteria.map((criterion) => judge(tokens, prompt, criterion));
      return {
        words: answerWords(tokens).map((id) => WORDS[id]!.text),
        verdicts: verdicts.map(({ value }) => value),
        evidence: verdicts.map(({ evidence }) => evidence),
        advantage: rollouts.rewards.advantages[sequence]!,
        rank: rankOf(rewards, j),
        priorAdvantage: prior.advantages[sequence]!,
        priorRank: rankOf(priorRewards, j),
      };
    }),
  };
}

const rankOf = (rewards: Float32Array, j: number): number =>
  1 + rewards.filter((reward) => reward > rewards[j]! + 1e-7).length;
