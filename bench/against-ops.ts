/** Whole training steps and rollouts of the fused engine against the ops engine, on the first scenario. */
import { countGpuWork, gpuCounts } from '../src/lab/engine/count.ts';
import { FusedEngine, type FusedOptions } from '../src/lab/engine/fused/fused.ts';
import { OpsEngine } from '../src/lab/engine/ops.ts';
import { readCheckpoint } from '../src/lab/policy/checkpoint.ts';
import { stackLanes, unpack } from '../src/lab/policy/parameters.ts';
import { rolloutNoise } from '../src/lab/random/noise.ts';
import { sample } from '../src/lab/rollout/sample.ts';
import { scenarioShape } from '../src/lab/run/scenario.ts';
import { Session } from '../src/lab/run/session.ts';
import * as tf from '../src/lab/tf.ts';
import { findScenario, loadCheckpoint } from '../src/scenarios/index.ts';
import { alternate, type Contender } from './clock.ts';
import { FusedRollout } from './fused-training.ts';

const SCENARIO = 'forgotten-footnote';

export interface StepFigures {
  lanes: number;
  passes: number;
  fusedMs: number;
  opsMs: number;
  fusedJsMs: number;
  opsJsMs: number;
  fusedDispatches: number;
  opsDispatches: number;
  fusedSubmits: number;
  opsSubmits: number;
}

async function openSession(lanes: number, passes: number, options?: FusedOptions) {
  const scenario = findScenario(SCENARIO);
  const base = readCheckpoint(await loadCheckpoint(SCENARIO), scenarioShape(scenario));
  const plan = {
    scenario,
    methods: ['focal-prior'],
    seeds: Array.from({ length: lanes }, (_, i) => i + 1),
    training: { numIterations: passes, steps: 100_000 },
  };
  return Session.open(plan, base, (batch) =>
    options ? FusedEngine.create(batch, options) : new OpsEngine(batch),
  );
}

/** One step at a time, each waited for. */
export async function stepsAgainstOps(
  options: FusedOptions,
  lanes: number,
  passes: number,
  rounds: number,
): Promise<StepFigures> {
  countGpuWork();
  const fused = await openSession(lanes, passes, options);
  const ops = await openSession(lanes, passes);
  const counts = { fused: { dispatches: 0, submits: 0 }, ops: { dispatches: 0, submits: 0 } };
  const contender = (session: Session, name: keyof typeof counts): Contender => ({
    run: async () => {
      const before = gpuCounts();
      await session.advance();
      await session.settle();
      const after = gpuCounts();
      counts[name] = {
        dispatches: after.dispatches - before.dispatches,
        submits: after.submits - before.submits,
      };
    },
    sync: () => Promise.resolve(),
  });
  const times = await alternate(
    // JavaScript gets its speed after some dozen calls: one step of the ops engine has them, one fused has not.
    { fused: { ...contender(fused, 'fused'), warmUp: 15, repeats: 7 }, ops: contender(ops, 'ops') },
    rounds,
  );
  fused.dispose();
  ops.dispose();
  return {
    lanes,
    passes,
    fusedMs: times.fused.ms,
    opsMs: times.ops.ms,
    fusedJsMs: times.fused.jsMs,
    opsJsMs: times.ops.jsMs,
    fusedDispatches: counts.fused.dispatches,
    opsDispatches: counts.ops.dispatches,
    fusedSubmits: counts.fused.submits,
    opsSubmits: counts.ops.submits,
  };
}

/** Rollouts with cached keys and values, by tfjs and by the kernel. */
export async function rolloutsAgainstOps(options: FusedOptions, lanes: number, rounds: number) {
  const scenario = findScenario(SCENARIO);
  const shape = scenarioShape(scenario);
  const { numGenerations, temperature } = scenario.training;
  const base = readCheckpoint(await loadCheckpoint(SCENARIO), shape);
  const rows = Array.from({ length: lanes }, () => base);
  const fused = await FusedRollout.create(options, shape, rows, numGenerations, temperature);
  const packed = stackLanes(rows);
  const prompts = Array.from({ length: shape.prompts * numGenerations }, (_, s) =>
    Math.floor(s / numGenerations),
  );
  const ops: Contender = {
    run: async () => {
      const tokens = tf.tidy(() => {
        const noise = rolloutNoise(
          rows.map((_, lane) => lane + 1),
          rows.map(() => 0),
          {
            prompts: shape.prompts,
            rollouts: numGenerations,
            positions: shape.maxTokens,
            items: shape.vocabulary,
          },
        );
        const warmth = tf.fill([lanes, 1, 1], temperature) as tf.Tensor3D;
        return sample(unpack(packed, shape), prompts, noise, warmth, shape);
      });
      await tokens.data();
      tokens.dispose();
    },
    sync: () => Promise.resolve(),
  };
  const times = await alternate(
    {
      fused: {
        run: async () => {
          fused.run();
          await fused.tokens();
        },
        sync: () => Promise.resolve(),
      },
      ops,
    },
    rounds,
  );
  fused.dispose();
  packed.dispose();
  const tokens = lanes * prompts.length * shape.maxTokens;
  return {
    lanes,
    fusedTokensPerSecond: (1000 * tokens) / times.fused.ms,
    opsTokensPerSecond: (1000 * tokens) / times.ops.ms,
    ratio: times.ops.ms / times.fused.ms,
  };
}
