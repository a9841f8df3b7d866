import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { findScenario } from '../../../scenarios/index.ts';
import type { StepRecord } from '../../metrics/record.ts';
import { initialParameters } from '../../policy/parameters.ts';
import { METHOD_IDS } from '../../reward/methods/index.ts';
import { scenarioShape, type Scenario } from '../../run/scenario.ts';
import { Session, type SessionPlan } from '../../run/session.ts';
import * as tf from '../../tf.ts';
import { tuningFor } from '../../wgsl/tuning.ts';
import { openDevice } from '../device.ts';
import type { BatchShape, Engine } from '../engine.ts';
import { OpsEngine } from '../ops.ts';
import { FusedEngine } from './fused.ts';

let device: GPUDevice;
beforeAll(async () => {
  await openDevice('webgpu');
  device = (tf.backend() as WebGPUBackend).device;
});

const limits = {
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxStorageBufferBindingSize: 2 ** 27,
};

const scenario: Scenario = (() => {
  const full = findScenario('forgotten-footnote');
  return {
    ...full,
    policy: { width: 8, heads: 2, hidden: 8, blocks: 1 },
    training: { ...full.training, numGenerations: 4, numIterations: 2, maxCompletionLength: 6, steps: 1000 },
  };
})();
const base = initialParameters(scenarioShape(scenario), 2);

const fused =
  (software = true) =>
  (batch: BatchShape): Promise<Engine> =>
    FusedEngine.create(batch, { device, tuning: tuningFor({ ...limits, software }), software });
const ops = (batch: BatchShape): Engine => new OpsEngine(batch);

type Make = (batch: BatchShape) => Engine | Promise<Engine>;

async function run(
  make: Make,
  methods: string[],
  seeds: number[],
  steps: number,
  more: Partial<SessionPlan> = {},
) {
  const session = await Session.open({ scenario, methods, seeds, ...more }, base, make);
  for (let step = 0; step < steps; step++) await session.advance();
  await session.settle();
  const { records } = session;
  session.dispose();
  return records;
}

function expectClose(actual: StepRecord, expected: StepRecord, tolerance: number, where: string): void {
  for (const key of Object.keys(expected) as (keyof StepRecord)[]) {
    const a = [actual[key]].flat();
    const b = [expected[key]].flat();
    expect(a.length, where).toBe(b.length);
    b.forEach((value, i) => {
      if (Number.isNaN(value)) expect(a[i], `${where} ${key}[${i}]`).toBeNaN();
      else
        expect(Math.abs(a[i]! - value), `${where} ${key}[${i}]: ${a[i]} for ${value}`).toBeLessThan(
          tolerance * (1 + Math.abs(value)),
        );
    });
  }
}

describe.each([
  ['processor', true],
  ['GPU', false],
])('tuned for a %s', (_, software) => {
  it('runs the same steps as the ops engine, for every method', async () => {
    const plan = { parameters: { 'focal.gamma': 2, 'focal.cap': 0.4 } };
    const expected = await run(ops, [...METHOD_IDS], [1], 3, plan);
    const actual = await run(fused(software), [...METHOD_IDS], [1], 3, plan);
    expected.forEach((records, lane) =>
      records.forEach((record, step) =>
        expectClose(actual[lane]![step]!, record, 1e-4, `lane ${lane} step ${step}`),
      ),
    );
  });
});
