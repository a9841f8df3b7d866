import { expect, it } from 'vitest';
import { storage } from './gpu.ts';
import { RingReader } from './ring-reader.ts';

const SLOTS = 4;

async function ring() {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const buffer = storage(device, 'ring', 2 * SLOTS);
  const reader = new RingReader(device, buffer, SLOTS, (numbers, step: number) => ({
    step,
    numbers: Array.from(numbers),
  }));
  const add = (step: number) => {
    device.queue.writeBuffer(buffer, 8 * (step % SLOTS), Float32Array.of(step, 10 * step));
    const encoder = device.createCommandEncoder();
    reader.add({ slot: step % SLOTS, info: step }, encoder);
    device.queue.submit([encoder.finish()]);
    reader.begin();
  };
  return { device, reader, add };
}

it('hands out every step once and in order, however many are in flight', async () => {
  const { device, reader, add } = await ring();
  const seen: unknown[] = [];
  for (let step = 0; step < 20; step++) {
    add(step);
    await reader.settle(step % 3);
    expect(reader.inFlight).toBeLessThanOrEqual(step % 3);
    seen.push(...reader.take());
  }
  await reader.settle(0);
  seen.push(...reader.take());
  expect(seen).toEqual(Array.from({ length: 20 }, (_, step) => ({ step, numbers: [step, 10 * step] })));
  device.destroy();
});

it('tells of a read that failed, also when nobody was waiting for it', async () => {
  const { device, reader, add } = await ring();
  add(0);
  device.destroy();
  await device.lost;
  await expect(reader.settle(0)).rejects.toThrow();
  expect(() => reader.take()).toThrow();
});
