/** How the training step grows with lanes, rollouts, tokens and width: milliseconds per lane. */
import type { FusedOptions } from '../src/lab/engine/fused/fused.ts';
import type { PolicyShape } from '../src/lab/policy/shape.ts';
import { timeRepeated } from './clock.ts';
import { exampleTraining } from './fused-training.ts';
import { PEER_SHAPE } from './against-jax.ts';

export interface Curve {
  by: 'lanes' | 'rollouts' | 'tokens' | 'width';
  at: number[];
  /** Milliseconds of a training step, divided by lanes. */
  msPerLane: number[];
}

async function stepMs(
  options: FusedOptions,
  shape: PolicyShape,
  lanes: number,
  rollouts: number,
  rounds: number,
): Promise<number> {
  const training = await exampleTraining(options, shape, lanes, rollouts);
  const ms = await timeRepeated(training.run, training.sync, rounds);
  training.dispose();
  return ms / lanes;
}

export async function scaling(options: FusedOptions, quick: boolean, rounds: number): Promise<Curve[]> {
  const shape: PolicyShape = { ...PEER_SHAPE, width: 24, heads: 2, hidden: 48 };
  const few = <T>(values: T[]): T[] => (quick ? [values[0]!, values.at(-2)!] : values);
  const curve = async (
    by: Curve['by'],
    values: number[],
    run: (value: number) => Promise<number>,
  ): Promise<Curve> => {
    const at = few(values);
    const msPerLane: number[] = [];
    for (const value of at) msPerLane.push(await run(value));
    return { by, at, msPerLane };
  };
  return [
    await curve('lanes', [1, 2, 4, 8, 24], (lanes) => stepMs(options, shape, lanes, 16, rounds)),
    await curve('rollouts', [4, 8, 16, 32, 64], (rollouts) => stepMs(options, shape, 1, rollouts, rounds)),
    await curve('tokens', [8, 16, 32, 64], (maxTokens) =>
      stepMs(options, { ...shape, maxTokens }, 1, 16, rounds),
    ),
    await curve('width', [16, 24, 48, 96], (width) =>
      stepMs(options, { ...shape, width, hidden: 2 * width }, 1, 16, rounds),
    ),
  ];
}
