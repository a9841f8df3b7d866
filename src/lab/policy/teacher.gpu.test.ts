import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { testDevice, tryKernel } from '../engine/fused/testing.ts';
import { movedTeacher } from './teacher.ts';
import { moveWords, teacherKernel } from './teacher.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const SIZE = 70; // more than one workgroup, and not a multiple
const LANES = 3;

it('moves one row as the definition does, to the last bit or the one before it, and no other row', async () => {
  const { kernel, groups } = teacherKernel(SIZE);
  const lanes = fc.shuffledSubarray([0, 1, 2], { minLength: 2, maxLength: 2 });
  const mixes = fc.oneof(fc.constantFrom(0, 1e-5, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  const length = LANES * SIZE;
  const values = fc.float32Array({ minLength: length, maxLength: length, min: -4, max: 4, noNaN: true });
  await fc.assert(
    fc.asyncProperty(lanes, mixes, values, async ([teacher, student], mix, params) => {
      const move = moveWords(teacher!, student!, mix);
      const output = await tryKernel(device, kernel, { params, follow: move }, 'params', [groups, 1, 1]);
      const actual = new Float32Array(output);
      const row = (all: Float32Array, lane: number) => all.subarray(lane * SIZE, (lane + 1) * SIZE);
      const expected = Float32Array.from(params);
      expected.set(movedTeacher(row(params, teacher!), row(params, student!), mix), teacher! * SIZE);
      actual.forEach((value, i) => {
        if (Math.floor(i / SIZE) !== teacher) expect(value).toBe(params[i]);
        else expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6); // of numbers up to 4: two last bits
      });
    }),
    { numRuns: 20 },
  );
});
