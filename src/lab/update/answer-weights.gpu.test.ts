import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { NO_TRAINING, testDevice, tryKernel } from '../engine/fused/testing.ts';
import { plainLanes } from '../engine/fused/lane-records.ts';
import { LOSS_TYPES } from '../wgsl/answer-weight.ts';
import { ADVANTAGE_NUMBERS, rolloutColumn } from '../wgsl/rollout-numbers.ts';
import { answerWeights } from './answer-weights.ts';
import { answerWeightsKernel } from './answer-weights.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const S = 70; // more than one per invocation
const T = 3;

it('weighs the answers that count as the definition does, and leaves their advantages alone', async () => {
  const kernel = answerWeightsKernel(S, T);
  const tokens = fc.array(fc.nat(2), { minLength: S * T, maxLength: S * T });
  const counted = fc.array(fc.constantFrom(0, 1), { minLength: S, maxLength: S });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LOSS_TYPES), tokens, counted, async (lossType, written, counts) => {
      const { tables, clock } = plainLanes([{ ...NO_TRAINING, lossType }]);
      const advantages = new Float32Array(S * ADVANTAGE_NUMBERS);
      counts.forEach((own, s) => advantages.set([s, own], s * ADVANTAGE_NUMBERS));
      const inputs = { lanes: tables, clock, tokens: Uint32Array.from(written), advantages };
      const after = new Float32Array(await tryKernel(device, kernel, inputs, 'advantages', [1, 1, 1]));
      expect(rolloutColumn('advantage', after)).toEqual(rolloutColumn('advantage', advantages));
      const expected = answerWeights(Int32Array.from(written), Float32Array.from(counts), lossType);
      rolloutColumn('tokenWeight', after).forEach((weight, s) => {
        expect(Math.abs(weight - expected[s]!)).toBeLessThanOrEqual(1e-6 * expected[s]!);
      });
    }),
    { numRuns: 15 },
  );
});
