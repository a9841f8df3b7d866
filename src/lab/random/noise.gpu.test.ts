import { beforeAll, expect, it } from 'vitest';
import { openDevice } from '../engine/device.ts';
import { gumbel } from './draw.ts';
import { drawNoiseBits, noiseBitsOnWebGpu, rolloutNoise } from './noise.ts';

beforeAll(() => openDevice('webgpu'));

const shape = { prompts: 3, rollouts: 4, positions: 5, items: 54 };
const seeds = [1, 4_294_967_295, 1, 77];
const steps = [0, 149, 0, 3_000_000_000];

it('draws the same bits on the device as in TypeScript', async () => {
  const onDevice = Uint32Array.from((await noiseBitsOnWebGpu(seeds, steps, shape).data()) as Int32Array);
  expect(onDevice).toEqual(drawNoiseBits(seeds, steps, shape));
});

it('turns them into the same Gumbel noise within 5e-6, relative', async () => {
  const onDevice = await rolloutNoise(seeds, steps, shape).data();
  const expected = Array.from(drawNoiseBits(seeds, steps, shape), gumbel);
  const worst = Math.max(
    ...expected.map((value, i) => Math.abs(value - onDevice[i]!) / (1 + Math.abs(value))),
  );
  expect(worst).toBeLessThan(5e-6);
});

it('gives lanes of equal seed and step equal noise', async () => {
  const noise = await rolloutNoise(seeds, steps, shape).data();
  const size = noise.length / seeds.length;
  expect(noise.slice(2 * size, 3 * size)).toEqual(noise.slice(0, size));
  expect(noise.slice(size, 2 * size)).not.toEqual(noise.slice(0, size));
});
