/** The lab of Chasing the Tail: what a reward that is wrong at the top costs, how refining repairs it, and who notices. */
import type { Neighbour } from '../neighbour.ts';
import { arms } from './arms.ts';
import { explanation } from './explanation.ts';
import { fields } from './fields.ts';
import { measures, outcomes } from './outcomes.ts';
import { openRun } from './run.ts';
import { scenarios } from './set-ups.ts';
import { study } from './study.ts';

export const lab: Neighbour = {
  id: 'chasing-the-tail',
  name: 'Chasing the Tail',
  paper: {
    title: 'Chasing the Tail: Effective Rubric-based Reward Modeling for Large Language Model Post-Training',
    ...{ arxiv: '2509.21500', venue: 'ICLR 2026', confidence: 'paper' },
  },
  summary: 'A reward that is wrong about the very best answers is climbed past the point where it helps.',
  simplified: [
    'The policy is a transformer of a few thousand parameters that writes a toy language of 54 words.',
    'The proposer is a library of detectors that takes the criterion with the largest gap between the better and the worse answer; the paper asks GPT-4.1 to read the pair and write a criterion.',
    'Which answer of a pair is better, gold says. The paper has it judged by a language model.',
    'A refinement adds one criterion, always with the same weight, or makes one that is there weigh one more (3 at most); the paper weighs each from 1 to 3, and also splits and rewrites.',
    'Pairs come from the policy as it trains, between steps; the paper refines on a pool of answers before it trains.',
    'Verdicts are graded (0 to 10 points) where the criterion is a Principle; the paper’s are met or not.',
    'The injected bias and divergence follow CHERRL (arXiv 2606.04923); the rule for onset is a reconstruction, and so is the blind detector, which counts words where CHERRL’s is a language model that reads.',
  ],
  shared: [
    'The engine: sampling, judge, reward, GRPO loss and Adam, one lane per arm and seed.',
    'The base policy, the toy language and its detectors.',
    'Gold and KL as the step records of every run have them.',
  ],
  own: [
    'Rubrics that grow between steps, pairs and the proposer.',
    'Exemplars, onset rules and the blind detector.',
  ],
  fields,
  scenarios,
  arms,
  usual: { arms: ['never', 'random', 'diverse'], seeds: 1 },
  measures,
  outcomes,
  study,
  explanation,
  open: openRun,
};
