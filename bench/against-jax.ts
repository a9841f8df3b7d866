/** The fused kernels against jax-js: the same training step on the same weights and batch, and rollouts. */
import type { FusedOptions } from '../src/lab/engine/fused/fused.ts';
import type { PolicyShape } from '../src/lab/policy/shape.ts';
import { alternate } from './clock.ts';
import { FusedRollout, FusedTraining } from './fused-training.ts';
import { exampleBatch, exampleParameters, exampleSettings } from './jax/sample-batch.ts';
import { JaxRollout } from './jax/rollout.ts';
import { JaxTraining } from './jax/train.ts';

/** The shape both are compared at, and that of the distance to the limit. */
export const PEER_SHAPE: PolicyShape = {
  width: 48,
  heads: 4,
  hidden: 96,
  blocks: 1,
  vocabulary: 54,
  prompts: 6,
  maxTokens: 16,
};
export const PEER_ROLLOUTS = 11;

export interface JaxFigures {
  lanes: number;
  fusedTrainMs: number;
  jaxTrainMs: number;
  fusedRolloutMs: number;
  jaxRolloutMs: number;
  /** Largest relative difference of a lane's loss over the first two steps. */
  lossGap: number;
}

export async function againstJax(options: FusedOptions, lanes: number, rounds: number): Promise<JaxFigures> {
  const parameters = exampleParameters(PEER_SHAPE, lanes);
  const batch = exampleBatch(PEER_SHAPE, lanes, PEER_ROLLOUTS);
  const training = await FusedTraining.create(options, PEER_SHAPE, parameters, batch, exampleSettings);
  const peer = new JaxTraining({ shape: PEER_SHAPE, lanes, parameters, batch, settings: exampleSettings });
  await peer.prepare();
  let lossGap = 0;
  for (let step = 0; step < 2; step++) {
    training.run();
    peer.step();
    const [own, theirs] = [await training.loss(), await peer.loss()];
    // The first compares forward and loss, the second also what the first step did to the weights.
    own.forEach((loss, lane) => {
      lossGap = Math.max(lossGap, Math.abs(loss - theirs[lane]!) / Math.abs(theirs[lane]!));
    });
  }
  if (!(lossGap < 1e-5)) throw new Error(`The losses differ by ${lossGap}: these are not the same steps.`);
  const { prompts } = batch;
  const rollout = await FusedRollout.create(options, PEER_SHAPE, parameters, PEER_ROLLOUTS, 1);
  const peerRollout = new JaxRollout({ shape: PEER_SHAPE, lanes, parameters, prompts, temperature: 1 });
  await peerRollout.prepare();
  const times = await alternate(
    {
      fusedTrain: { run: () => training.run(), sync: training.sync },
      jaxTrain: { run: () => peer.step(), sync: () => peer.sync() },
      fusedRollout: { run: () => rollout.run(), sync: rollout.sync },
      jaxRollout: { run: () => peerRollout.run(), sync: () => peerRollout.sync() },
    },
    rounds,
  );
  training.dispose();
  rollout.dispose();
  peer.dispose();
  peerRollout.dispose();
  return {
    lanes,
    fusedTrainMs: times.fusedTrain.ms,
    jaxTrainMs: times.jaxTrain.ms,
    fusedRolloutMs: times.fusedRollout.ms,
    jaxRolloutMs: times.jaxRollout.ms,
    lossGap,
  };
}
