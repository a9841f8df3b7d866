/** GRPO advantages: rewards centred on the group's mean and divided by a spread, or signals whitened over the step. */
import { deviation, mean } from '../spread.ts';
import type { Finish } from './methods/method.ts';

/** TRL's scale_rewards: divide by the group's spread, by that of the whole step, or not at all. */
export type ScaleRewards = 'group' | 'batch' | 'none';

/** verl's constant; TRL uses 1e-4. */
export const ADVANTAGE_EPSILON = 1e-6;
/** TRL's constant where objectives are normalised first. */
export const WHITEN_EPSILON = 1e-4;

/** How advantages are made of rewards. */
export interface AdvantageSettings {
  scaleRewards: ScaleRewards;
  /**
   * Without division by a spread, weights change the size of a step: scales rewards so that their mean spread
   * in a group is that of the direct reward (ours). Nothing where there is a division.
   */
  matchRewardScale: boolean;
  /** F-GRPO's factor on prompts, (1 - mean direct reward)^promptGamma (2602.06717); 0 leaves it out. */
  promptGamma: number;
}

/**
 * Advantages of all groups, [P][G]; zero throughout a group whose rewards or signals are all equal.
 *
 * @param groups rewards, or signals where the method finishes so, [P][G]
 * @param direct prior-weighted scores, [P][G]
 */
export function advantages(
  groups: readonly (readonly number[])[],
  direct: readonly (readonly number[])[],
  finish: Finish,
  { scaleRewards, matchRewardScale, promptGamma }: AdvantageSettings,
): number[][] {
  const flat = groups.flat();
  const batch = deviation(flat);
  const centre = mean(flat);
  const matched =
    matchRewardScale && scaleRewards === 'none' && finish === 'rewards' ? scaleRatio(direct, groups) : 1;
  return groups.map((values, prompt) => {
    const spread = deviation(values);
    if (spread === 0) return values.map(() => 0);
    const focus = promptGamma === 0 ? 1 : Math.max(0, 1 - mean(direct[prompt]!)) ** promptGamma;
    const own = mean(values);
    return values.map((value) => {
      if (finish === 'signals') return focus * value;
      if (finish === 'whiten') return (focus * (value - centre)) / (batch + WHITEN_EPSILON);
      if (scaleRewards === 'none') return focus * matched * (value - own);
      return (focus * (value - own)) / ((scaleRewards === 'batch' ? batch : spread) + ADVANTAGE_EPSILON);
    });
  });
}

/** Mean spread in a group of one over that of another; 1 where the other never varies. */
function scaleRatio(of: readonly (readonly number[])[], over: readonly (readonly number[])[]): number {
  const spread = (groups: readonly (readonly number[])[]) => mean(groups.map((values) => deviation(values)));
  const divisor = spread(over);
  return divisor > 0 ? spread(of) / divisor : 1;
}
