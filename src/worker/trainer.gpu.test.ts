import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { expect, it } from 'vitest';
import * as tf from '../lab/tf.ts';
import type { OpenRequest, Report } from './protocol.ts';
import { Trainer } from './trainer.ts';

const request: OpenRequest = {
  scenario: 'forgotten-footnote',
  methods: ['focal-prior'],
  seeds: [1],
  training: { numGenerations: 2, numIterations: 1, steps: 4 },
  backend: 'webgpu',
  freshBase: false,
};

/** A trainer and everything it reported. */
function trainer() {
  const reports: Report[] = [];
  const own = new Trainer((report) => reports.push(report));
  const of = <Type extends Report['type']>(type: Type) =>
    reports.filter((report): report is Extract<Report, { type: Type }> => report.type === type);
  return { own, of, reports };
}

it('opens, steps, plays to the end, and reports each step once', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  expect(of('opened')[0]!.opened.lanes).toEqual([{ method: 'focal-prior', seed: 1 }]);
  await own.obey({ type: 'step' });
  await own.obey({ type: 'look', look: { lane: 0, prompt: 3 } });
  await own.obey({ type: 'play' });
  expect(of('records').map(({ records }) => records[0]!.step)).toEqual([0, 1, 2, 3]);
  expect(of('playing').at(-1)).toMatchObject({ playing: false, finished: true });
  expect(of('rollouts').at(-1)!.group).toMatchObject({ step: 3, prompt: 3, topic: 'bread' });
  expect(of('failed')).toEqual([]);
});

it('pauses between steps, and opens another run while one is playing', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  const playing = own.obey({ type: 'play' });
  const paused = own.obey({ type: 'pause' });
  await Promise.all([playing, paused]);
  expect(of('records').length).toBeLessThanOrEqual(1);
  void own.obey({ type: 'play' });
  await own.obey({ type: 'open', run: 2, request: { ...request, seeds: [9] } });
  await own.obey({ type: 'step' });
  expect(of('records').at(-1)).toMatchObject({ run: 2 });
  expect(of('records').at(-1)!.records[0]!.step).toBe(0);
  expect(of('failed')).toEqual([]);
});

it('refuses an impossible edit and goes on', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  await own.obey({ type: 'edit', change: { kind: 'weight', criterion: 'nope', value: 1 } });
  expect(of('rejected')[0]!.message).toContain('Unknown criterion "nope"');
  await own.obey({ type: 'step' });
  expect(of('records')).toHaveLength(1);
});

it('reports what cannot be opened instead of throwing', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request: { ...request, scenario: 'nowhere' } });
  expect(of('failed')[0]!.message).toContain('Unknown scenario "nowhere"');
});

it('warm-starts a base policy with progress when asked for a fresh one', async () => {
  const { own, of } = trainer();
  void own.obey({ type: 'open', run: 1, request: { ...request, freshBase: true } });
  // The whole warm start takes minutes on a processor: its progress is enough here.
  await expect
    .poll(() => of('activity').filter(({ activity }) => activity?.what === 'warm start').length, {
      timeout: 100_000,
    })
    .toBeGreaterThan(1);
  expect(of('activity').at(-1)!.activity!.done).toBeGreaterThan(0);
  (tf.backend() as WebGPUBackend).device.destroy();
  await expect.poll(() => of('failed').length, { timeout: 20_000 }).toBeGreaterThan(0);
});

it('survives losing the device: says so, and opens a new one on request', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  await own.obey({ type: 'step' });
  (tf.backend() as WebGPUBackend).device.destroy();
  await expect.poll(() => of('failed').some(({ lost }) => lost), { timeout: 20_000 }).toBe(true);
  await own.obey({ type: 'open', run: 2, request });
  await own.obey({ type: 'step' });
  expect(of('opened')).toHaveLength(2);
  expect(of('records').at(-1)!).toMatchObject({ run: 2 });
});
