/** Co-rewarding: self-rewarded policies that take their labels from another phrasing, or from a slow teacher. */
import type { Neighbour } from '../neighbour.ts';
import { EXPLANATION } from './explanation.ts';
import { ARMS, CROSSED, CROSSED_TEACHER, SINGLE, TEACHER } from './labels.ts';
import { MEASURES, OUTCOMES } from './measures.ts';
import { openRun } from './run.ts';
import { SCENARIOS } from './scenarios.ts';
import { FIELDS } from './settings.ts';
import { STUDY } from './study.ts';

export const lab: Neighbour = {
  id: 'co-rewarding',
  name: 'Co-rewarding',
  paper: {
    title: 'Co-rewarding: Stable Self-supervised RL for Eliciting Reasoning in Large Language Models',
    ...{ arxiv: '2508.00410', venue: 'ICLR 2026', confidence: 'summary' },
  },
  summary:
    'A policy that rewards itself by majority vote settles on its own errors. Does a second view hold it back?',
  simplified: [
    'A question has five possible answers of one word each, which no other question has; the paper’s are mathematical problems with a derivation.',
    'A paraphrase is another prompt that the base policy was taught to answer differently: how far the two views agree, and ' +
      'where each errs, is set by hand and not a property of language.',
    'Both phrasings have the same answer words and one small policy, so that what is learnt at one is felt at the other, with ' +
      'or without crossed labels.',
    'The base policy is taught its answer rates by supervised steps, so where it errs is known from the start.',
    'Every step asks all questions, both ways; the script takes batches of 128. A run has tens of steps, so the learning ' +
      'rate is larger and the teacher’s first mix is three times the script’s.',
    'The learning rate does not fall, and all arms have the same KL penalty: the script has another for II than for I.',
    'The baseline trains on both phrasings too, each labelled by its own majority, so that all arms see the same prompts.',
    'Of several most frequent answers, the one that was said first is the label; an answer that names none of the five is never one.',
    'The note on the schedule can be read in several ways; here it is the half cosine of the published script.',
  ],
  shared: [
    'Sampling, the GRPO loss with its z-scored advantages and KL penalty, Adam and the parameters’ layout are those of every run.',
    'Supervised steps of the base policy are the same update with advantage 1.',
    'The move of a teacher is the engine’s, as are the seeded draws.',
  ],
  own: [
    'The question set and its answer rates, majorities and labels, the teacher’s schedule, and what is measured.',
  ],
  fields: FIELDS,
  scenarios: SCENARIOS,
  arms: ARMS.map(({ id, name, idea }) => ({ id, name, idea })),
  usual: { arms: [SINGLE, CROSSED, TEACHER, CROSSED_TEACHER], seeds: 4 },
  measures: MEASURES,
  outcomes: OUTCOMES,
  study: STUDY,
  explanation: EXPLANATION,
  open: openRun,
};
