/** Terms of what comes out, and of how sure that is. */
import { unit } from '../../format.ts';
import type { Live } from '../live.ts';
import type { Term } from '../term.ts';

const now =
  (pick: (record: Live['record']) => number) =>
  ({ mean, focus, run }: Live): string =>
    `${unit(mean(pick))} under ${focus} in this step alone${run.seeds.length > 1 ? `, mean of ${run.seeds.length} seeds` : ''}`;

export const OUTCOME_TERMS: readonly Term[] = [
  {
    id: 'worst',
    name: 'Worst criterion',
    says: 'The lowest of the criteria’s mean scores: it cannot be raised by what is good already.',
    formula: '\\mathrm{worst} = \\mathrm{min}_k \\bar{S}_k',
    live: now(({ worst }) => worst),
    drawn: 'Gold scores, mean of the last 10 steps; then one tick per seed from 0 to 1.',
    source: 'A measure of our own',
    confidence: 'reconstruction',
  },
  {
    id: 'strict',
    name: 'Strict',
    says: 'The share of answers that meet every criterion at once: each Hard Rule, and each Principle with 7 points or more.',
    live: now(({ strict }) => strict),
    drawn: 'Gold scores, mean of the last 10 steps.',
    source: 'Strict completion is a metric of POW3R; the 7 points are our choice',
    confidence: 'reconstruction',
  },
  {
    id: 'direct',
    name: 'Direct score',
    says: 'The mean score by the weights that the run began with, the same for all methods: they may be compared by it, unlike by reward.',
    formula: 'D_j = \\sum_k b_k S_{jk}',
    live: now(({ direct }) => direct),
    drawn: 'Gold scores, mean of the last 10 steps.',
    source: 'Public code by a co-author, which evaluates by it',
    confidence: 'public code',
  },
  {
    id: 'seeds',
    name: 'Seed',
    says: 'A number that all chance comes from: each method runs on the same seeds, so that they differ by the method alone.',
    live: ({ run }) => `${run.seeds.length} here: ${run.seeds.join(', ')}`,
    drawn:
      'Thin lines are seeds; the band is their range, from the lowest to the highest. It is no confidence interval.',
    source: 'Our own design',
    confidence: 'reconstruction',
  },
  {
    id: 'difference',
    name: 'Difference',
    says: 'To static prior, seed by seed, since both met the same chances; then on how many seeds it is above 0.',
    source: 'Our own design',
    confidence: 'reconstruction',
  },
];
