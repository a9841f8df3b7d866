/** GRPO advantages of one group: rewards centred on the group's mean, and divided by a spread. */
import { deviation, mean } from '../spread.ts';

/** TRL's scale_rewards: divide by the group's spread, by that of the whole batch, or not at all. */
export type ScaleRewards = 'group' | 'batch' | 'none';

/** verl's constant; TRL uses 1e-4. */
export const ADVANTAGE_EPSILON = 1e-6;

/**
 * Advantages [G] of one group.
 *
 * @param batchDeviation spread of all rewards of the step, needed for "batch"
 * @returns all zero for a group of equal rewards
 */
export function advantages(
  rewards: readonly number[],
  scale: ScaleRewards = 'group',
  batchDeviation = 0,
): number[] {
  const spread = deviation(rewards);
  if (spread === 0) return rewards.map(() => 0);
  const centre = mean(rewards);
  const divisor = scale === 'none' ? 1 : (scale === 'batch' ? batchDeviation : spread) + ADVANTAGE_EPSILON;
  return rewards.map((reward) => (reward - centre) / divisor);
}
