/** What the fork test measured of one criterion, at one checkpoint of one seed. */

/** Ways to estimate how much a criterion has to gain, all known before the fork; higher promises more. */
export const PREDICTORS = [
  { id: 'tilted group mean', says: '1 − s, s the tilted group mean: the focal default' },
  {
    id: 'group mean',
    says: '1 − s, s the plain mean: over all prompts, those of the group, of the step and of each response are one',
  },
  { id: 'moving average', says: '1 − s, s an average over past steps' },
  { id: 'fixed reference', says: '1 − s, s as the base policy had it' },
  { id: 'noise-corrected', says: '1 − s, the judge’s known errors taken out of the moving average' },
  { id: 'gold', says: '1 − the true score: what no one has in practice' },
  { id: 'spread', says: 'standard deviation in the group, as POW3R’s contrast' },
  { id: 'variation', says: 'standard deviation over mean, as SAW' },
  { id: 'headroom x spread', says: '(1 − s) times the standard deviation' },
  { id: 'recent gain', says: 'what the judge saw it gain over the last steps' },
] as const;
export type Predictor = (typeof PREDICTORS)[number]['id'];

export interface ForkResult {
  scenario: string;
  seed: number;
  /** Step at which the run was forked. */
  checkpoint: number;
  criterion: string;
  /** By predictor; null where it cannot be told (recent gain at the start). From one half of the rollouts. */
  predicted: Record<Predictor, number | null>;
  /** True score before the fork, on the other half. */
  baseline: number;
  /** Later true score of the fork that favoured it, less that of the fork that favoured nothing. */
  gain: number;
  /** What all other criteria gained by the same fork, summed; below 0 it cost them. */
  sideEffect: number;
  /** True score of the fork that favoured nothing, later, less `baseline`: what came without favour. */
  passiveGain: number;
}
