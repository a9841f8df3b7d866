/** What tests of the engines share: a policy small enough for a processor, lanes of it, and both engines. */
import { policyShape } from '../policy/shape.ts';
import { findMethod } from '../reward/methods/index.ts';
import { criterion } from '../rubric/testing.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import type { BatchShape, Engine, LaneTables, LaneTraining } from './engine.ts';
import { FusedEngine } from './fused/fused.ts';
import { PROMISED_LIMITS } from './fused/testing.ts';
import { OpsEngine } from './ops.ts';

/** @param prompts another number of them than the language has topics, with the last ones about nothing */
export const tinyBatch = (lanes: number, prompts?: number): BatchShape => {
  const policy = policyShape({ width: 8, heads: 1, hidden: 8, blocks: 1 }, 4);
  return {
    policy: { ...policy, prompts: prompts ?? policy.prompts },
    lanes,
    numGenerations: 4,
    numIterations: 2,
    methods: [findMethod('static-prior')],
  };
};

export const TINY_TRAINING: LaneTraining = {
  learningRate: 0.02,
  adamBeta1: 0.9,
  adamBeta2: 0.99,
  adamEpsilon: 1e-4, // gradients that are noise of the last bit move nothing far
  maxGradNorm: 0.5,
  beta: 0.05,
  epsilon: 0.2,
  epsilonHigh: 0.25,
  temperature: 0.8,
  lossType: 'dapo',
  scaleRewards: 'group',
  matchRewardScale: true,
  promptGamma: 0,
  dropSilentGroups: false,
};

export const tinyTables = (
  { policy }: BatchShape,
  { training, ...change }: Partial<Omit<LaneTables, 'training'>> & { training?: Partial<LaneTraining> } = {},
): LaneTables => {
  const criteria = change.criteria ?? [criterion({ id: 'variety', detector: { type: 'variety' } })];
  return {
    seed: 1,
    active: true,
    method: findMethod('static-prior'),
    parameters: {},
    criteria,
    directWeights: Array.from({ length: policy.prompts }, () => criteria.map(() => 1 / criteria.length)),
    training: { ...TINY_TRAINING, ...training },
    ...change,
  };
};

export const tinyEngines = (
  device: GPUDevice,
): Record<'ops' | 'fused', (batch: BatchShape) => Engine | Promise<Engine>> => ({
  ops: (batch) => new OpsEngine(batch),
  fused: (batch) =>
    FusedEngine.create(batch, {
      device,
      tuning: tuningFor({ ...PROMISED_LIMITS, software: true }),
      software: true,
    }),
});
