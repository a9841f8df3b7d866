/** Rubric-ARM in its smallest faithful form: a rubric generator and a judge, trained in alternation from preferences. */
import type { Neighbour } from '../neighbour.ts';
import { ARMS } from './arms.ts';
import { EXPLANATION } from './explanation.ts';
import { MEASURES, OUTCOMES } from './measures.ts';
import { openRun } from './run.ts';
import { LAB_SCENARIOS } from './scenarios.ts';
import { FIELDS } from './settings.ts';
import { STUDY } from './study.ts';

export const lab: Neighbour = {
  id: 'rubric-arm',
  name: 'Rubric-ARM',
  paper: {
    title:
      'Alternating Reinforcement Learning for Rubric-Based Reward Modeling in Non-Verifiable LLM Post-Training',
    arxiv: '2602.01511',
    venue: 'ICML 2026',
    confidence: 'summary',
  },
  summary:
    'A rubric and the judge that reads it are learnt in turns, from which of two answers people liked better; then a policy is trained on the result.',
  simplified: [
    'Generator and judge are language models of eight billion parameters in the paper; here they are 24 and 7 numbers, computed on the CPU.',
    'The generator chooses among six given criteria, writes none, and does not read the prompt.',
    'The judge is a logistic function of score gaps; it writes no reasons, so the paper’s format reward R_fmt is left out and R = R_acc.',
    'There is no supervised warm-up of either, and no memory of rubrics across rounds: a judge’s turn draws one rubric per pair and round.',
    'Learning is plain gradient ascent on the group-advantage policy gradient, one update per batch, without clipping and KL penalty.',
    'The policy’s reward is the weighted score under the frozen rubric; the paper’s is whether an answer beats a baseline answer, judged in both orders.',
    'People are a weighted sum of the true scores, and never change their minds but for the labels that are made wrong.',
  ],
  shared: [
    'The policy, its rollouts, the criteria’s detectors with their judge, GRPO and Adam: the engine’s own kernels on the GPU, for the pool and for training.',
    'Group advantages, random streams and statistics.',
  ],
  own: [
    'The hidden preference and its pairs.',
    'The rubric generator and the pairwise judge with their policy gradients, in TypeScript on the CPU.',
    'The split of the gradient’s variance into verdicts and rubrics.',
  ],
  fields: FIELDS,
  scenarios: LAB_SCENARIOS,
  arms: ARMS,
  usual: { arms: ARMS.map(({ id }) => id), seeds: 2 },
  measures: MEASURES,
  outcomes: OUTCOMES,
  study: STUDY,
  explanation: EXPLANATION,
  open: openRun,
};
