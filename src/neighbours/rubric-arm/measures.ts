/** What every track is measured by, and what finished tracks are compared by. */
import { mean } from '../../lab/spread.ts';
import { FINAL_STEPS, lastMean } from '../last-mean.ts';
import type { Measure, Outcome, Track } from '../neighbour.ts';

export const MEASURES: readonly Measure[] = [
  {
    ...{ id: 'accuracy', name: 'held-out accuracy', range: [0.4, 1] },
    explain:
      'Share of pairs that nothing learnt from on which the likelier verdict is what the hidden preference says; both orders count.',
  },
  {
    ...{ id: 'consistency', name: 'swap consistency', range: [0, 1] },
    explain:
      'Share of held-out pairs on which the verdict stays with the same answer when the order is swapped.',
  },
  {
    ...{ id: 'cosine', name: 'agreement with the hidden weights', range: [-1, 1] },
    explain:
      'Cosine between the learnt weights (chance of being in × weight × reliability) and the hidden ones.',
  },
  {
    ...{ id: 'generatorVariance', name: 'generator’s variance', range: null, chart: 'gradient variance' },
    explain:
      'Variance of the generator’s gradient from one rubric and verdict, summed over parameters, within a pair; only in its turns.',
  },
  {
    ...{ id: 'judgeVariance', name: 'judge’s variance', range: null, chart: 'gradient variance' },
    explain:
      'Variance of the judge’s gradient from one verdict, summed over parameters, within a pair; only in its turns.',
  },
  {
    ...{ id: 'crossShare', name: 'cross-rubric share', range: [0, 1] },
    explain:
      'Share of the generator’s gradient variance that lies between rubrics and would stay if every verdict were the expected one. The baseline is the chance itself, known here; with the group’s sampled mean the share would be a little larger.',
  },
  {
    ...{ id: 'gold', name: 'gold: the hidden preference', range: [0, 1], chart: 'policy' },
    explain:
      'How much the policy’s answers are liked, 0 to 1; before it trains, those of the base policy in the pool.',
  },
  {
    ...{ id: 'reward', name: 'reward by its own rubric', range: [0, 1], chart: 'policy' },
    explain: 'Mean reward of the policy’s answers by the rubric that it is trained on.',
  },
  {
    ...{ id: 'kl', name: 'KL from the base policy', range: null },
    explain: 'k3 estimate of the policy’s KL divergence from the base policy, nats per token.',
  },
];

const known = (track: Track, measure: string): number[] =>
  (track.values[measure] ?? []).filter((value) => !Number.isNaN(value));

/** NaN of none. */
export const meanOfAny = (values: readonly number[]): number => (values.length > 0 ? mean(values) : NaN);

const lastOf = (track: Track, measure: string): number => known(track, measure).at(-1) ?? NaN;

export const OUTCOMES: readonly Outcome[] = [
  {
    ...{ id: 'accuracy', name: 'held-out accuracy', better: 'higher' },
    explain: 'Of the frozen rubric and judge.',
    of: (track) => lastOf(track, 'accuracy'),
  },
  {
    ...{ id: 'consistency', name: 'swap consistency', better: 'higher' },
    explain: 'Of the frozen rubric and judge.',
    of: (track) => lastOf(track, 'consistency'),
  },
  {
    ...{ id: 'cosine', name: 'agreement with the hidden weights', better: 'higher' },
    explain: 'Cosine, of the frozen rubric and judge.',
    of: (track) => lastOf(track, 'cosine'),
  },
  {
    ...{ id: 'generatorVariance', name: 'generator’s gradient variance', better: 'lower' },
    explain: 'Mean over the rounds in which the generator learnt.',
    of: (track) => meanOfAny(known(track, 'generatorVariance')),
  },
  {
    ...{ id: 'judgeVariance', name: 'judge’s gradient variance', better: 'lower' },
    explain: 'Mean over the rounds in which the judge learnt.',
    of: (track) => meanOfAny(known(track, 'judgeVariance')),
  },
  {
    ...{ id: 'crossShare', name: 'cross-rubric share', better: null },
    explain: 'Mean over the rounds in which the generator learnt.',
    of: (track) => meanOfAny(known(track, 'crossShare')),
  },
  {
    ...{ id: 'gold', name: 'gold of the policy', better: 'higher' },
    explain: `How much the policy’s answers are liked, 0 to 1, mean of the last ${FINAL_STEPS} policy steps.`,
    // Where no policy was trained, the base policy’s gold would pass for a result.
    of: (track) => {
      const { length: trained } = known(track, 'reward');
      return trained > 0 ? lastMean(track.values['gold'], Math.min(FINAL_STEPS, trained)) : NaN;
    },
  },
];
