/** The optimiser's passes over a batch of scored rollouts, in tfjs operations. */
import { adamUpdate, type AdamState } from '../policy/adam.ts';
import * as tf from '../tf.ts';
import { grpoPass, type Scored, type UpdateSettings } from '../update/pass.ts';
import type { BatchShape } from './engine.ts';

/** Parameters [R, N] and what Adam remembers of them. */
export interface Trained {
  parameters: tf.Tensor2D;
  adam: AdamState;
}

export const disposeTrained = ({ parameters, adam }: Trained): void =>
  tf.dispose([parameters, adam.mean, adam.square]);

/**
 * All passes of a batch.
 *
 * @param from is disposed of
 * @param updates how many updates each lane had before
 * @param active lanes that are not active keep parameters and state
 * @returns what came of it, and the statistics of the last pass
 */
export function trainPasses(
  from: Trained,
  scored: Scored,
  settings: readonly UpdateSettings[],
  { numIterations, policy }: BatchShape,
  updates: readonly number[],
  active: readonly boolean[],
): Trained & { statistics: ReturnType<typeof grpoPass>['statistics'] } {
  let now = from;
  let last: ReturnType<typeof grpoPass>['statistics'] | undefined;
  for (let pass = 1; pass <= numIterations; pass++) {
    if (last) tf.dispose({ ...last });
    const { gradient, statistics } = grpoPass(now.parameters, scored, settings, policy);
    last = statistics;
    const { parameters, state } = adamUpdate(
      now.parameters,
      now.adam,
      gradient,
      settings,
      updates.map((before, lane) => (active[lane] ? before + pass : Math.max(1, before))),
      active,
    );
    gradient.dispose();
    disposeTrained(now);
    now = { parameters, adam: state };
  }
  return { ...now, statistics: last! };
}
