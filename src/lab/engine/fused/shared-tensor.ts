/** The policies of the fused engine as tfjs sees them. */
import { parameterCount } from '../../policy/shape.ts';
import * as tf from '../../tf.ts';
import type { FusedEngine } from './fused.ts';

/**
 * All lanes' policies as a tensor [R, N] on the very buffer that trains: what tfjs does with it sees, and
 * may change, the weights. Disposing of the tensor leaves the buffer alone. Data read from it are cached
 * by tfjs: read `tf.add(tensor, 0)`.
 */
export function sharedTensor({ stage, batch }: FusedEngine, name: 'params' | 'base'): tf.Tensor2D {
  const buffer = stage.buffers[name]!;
  return tf.tensor({ buffer, zeroCopy: true }, [batch.lanes, parameterCount(batch.policy)]) as tf.Tensor2D;
}
