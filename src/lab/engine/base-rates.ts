/** Measures how often a base policy already meets each criterion. */
import { judgeLane } from '../judge/judge.ts';
import { stackLanes, unpack } from '../policy/parameters.ts';
import type { PolicyShape } from '../policy/shape.ts';
import { rolloutNoise } from '../random/noise.ts';
import { sample } from '../rollout/sample.ts';
import type { Criterion } from '../rubric/criterion.ts';
import * as tf from '../tf.ts';

/** Rollouts per prompt in one go: bounds the memory the noise takes. */
const GROUP = 100;

/**
 * Mean gold score per criterion, [K], over `batches` x 600 rollouts at temperature 1.
 *
 * @param parameters of the policy, [N]
 */
export async function measureBaseRates(
  parameters: Float32Array,
  shape: PolicyShape,
  criteria: readonly Criterion[],
  batches: number,
  seed = 1,
): Promise<number[]> {
  const packed = stackLanes([parameters]);
  const temperature = tf.ones([1, 1, 1]) as tf.Tensor3D;
  const prompts = Array.from({ length: shape.prompts * GROUP }, (_, i) => Math.floor(i / GROUP));
  const sums = criteria.map(() => 0);
  for (let batch = 0; batch < batches; batch++) {
    const tokens = tf.tidy(() => {
      const noise = rolloutNoise([seed], [batch], {
        prompts: shape.prompts,
        rollouts: GROUP,
        positions: shape.maxTokens,
        items: shape.vocabulary,
      });
      return sample(unpack(packed, shape), prompts, noise, temperature, shape);
    });
    const { gold } = judgeLane((await tokens.data()) as Int32Array, shape.prompts, GROUP, criteria, {
      seed,
      step: batch,
    });
    tokens.dispose();
    gold.forEach((score, i) => (sums[i % criteria.length]! += score));
  }
  tf.dispose([packed, temperature]);
  return sums.map((sum) => sum / (batches * prompts.length));
}
