/** Which lane's health the page tells: one in trouble if there is any, otherwise that of the focus. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Health } from '../../lab/run/health.ts';
import type { Lane } from '../../lab/run/session.ts';

export interface Told extends Health {
  /** e.g. "focal", "focal, seed 3", "focal, seed 3 and 2 more runs". */
  who: string;
}

/**
 * @param health per lane; empty before the first step
 * @param focus the lane that speaks when all are well
 */
export function spokesman(health: readonly Health[], lanes: readonly Lane[], focus: number): Told | null {
  const troubled = health.flatMap(({ state }, lane) => (state === 'trouble' ? [lane] : []));
  const lane = troubled[0] ?? focus;
  const said = health[lane];
  const speaker = lanes[lane];
  if (!said || !speaker) return null;
  const several = lanes.some(({ seed }) => seed !== speaker.seed);
  const others = troubled.length - 1;
  const who =
    findMethod(speaker.method).name +
    (several ? `, seed ${speaker.seed}` : '') +
    (others > 0 ? ` and ${others} more ${others === 1 ? 'run' : 'runs'}` : '');
  return { ...said, who };
}
