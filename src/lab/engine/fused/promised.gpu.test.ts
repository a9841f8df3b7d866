import { expect, it } from 'vitest';
import type { PolicyShape } from '../../policy/shape.ts';
import { tuningFor } from '../../wgsl/tuning.ts';
import { rolloutKernels } from './fused.ts';
import { compile } from './gpu.ts';
import { PROMISED_LIMITS } from './testing.ts';
import { updateKernels } from './update-stage.ts';

const SHAPES: PolicyShape[] = [
  { width: 24, heads: 2, hidden: 48, blocks: 1, vocabulary: 54, prompts: 6, maxTokens: 16 },
  { width: 16, heads: 1, hidden: 17, blocks: 2, vocabulary: 54, prompts: 6, maxTokens: 5 },
  { width: 96, heads: 8, hidden: 384, blocks: 4, vocabulary: 256, prompts: 6, maxTokens: 64 },
];

it.each(SHAPES)('no kernel asks for more than every WebGPU device has: %o', async (policy) => {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice(); // no limit raised
  expect(device.limits.maxComputeWorkgroupStorageSize).toBe(16_384);
  expect(device.limits.maxStorageBuffersPerShaderStage).toBeLessThanOrEqual(10);
  for (const software of [true, false]) {
    const tuning = tuningFor({ ...PROMISED_LIMITS, software });
    const batch = { policy, lanes: 3, numGenerations: 8, numIterations: 1 };
    const update = updateKernels({ policy, sequences: 8 * policy.prompts }, tuning);
    const rollout = rolloutKernels(batch, tuning);
    const kernels = [
      rollout.sample.kernel,
      rollout.judge.kernel,
      rollout.reward,
      rollout.metrics,
      update.reference.kernel,
      update.pass.kernel,
      update.gradient.kernel,
      update.adam,
    ];
    for (const kernel of kernels) {
      const storage = kernel.bindings.filter(({ access }) => access !== 'uniform');
      expect(storage.length, kernel.name).toBeLessThanOrEqual(8);
    }
    await Promise.all(kernels.map((kernel) => compile(device, kernel)));
  }
  device.destroy();
});
