/** What a sample's reward is turned into before it moves a parameter: GRPO's group advantage, or less than that. */
import { advantages } from '../../lab/reward/advantage.ts';

/** "group": centred in the group and divided by its spread (GRPO); "mean": centred alone; "none": the reward as it is. */
export const BASELINES = ['group', 'mean', 'none'] as const;
export type Baseline = (typeof BASELINES)[number];

/** @param rewards of the samples of one pair, [G] */
export function groupAdvantages(rewards: readonly number[], baseline: Baseline): readonly number[] {
  if (baseline === 'none') return rewards;
  const settings = { scaleRewards: baseline === 'group' ? 'group' : 'none', promptGamma: 0 } as const;
  return advantages([rewards], [rewards], 'rewards', { ...settings, matchRewardScale: false })[0]!;
}
