/** All terms that the page explains, in the order of a glossary: one criterion, the judge, a group, outcome, training. */
import type { Term } from '../term.ts';
import { CRITERION_TERMS } from './criterion.ts';
import { GROUP_TERMS } from './group.ts';
import { JUDGING_TERMS } from './judging.ts';
import { OUTCOME_TERMS } from './outcome.ts';
import { TRAINING_TERMS } from './training.ts';

export const TERMS: readonly Term[] = [
  ...CRITERION_TERMS,
  ...JUDGING_TERMS,
  ...GROUP_TERMS,
  ...OUTCOME_TERMS,
  ...TRAINING_TERMS,
];

export function findTerm(id: string): Term {
  const term = TERMS.find((candidate) => candidate.id === id);
  if (!term)
    throw new Error(`Unknown term "${id}"; there are ${TERMS.map(({ id: known }) => known).join(', ')}.`);
  return term;
}
