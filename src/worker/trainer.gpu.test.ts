import { expect, it, vi } from 'vitest';
import { gpuDevice } from '../lab/engine/device.ts';
import { FusedEngine } from '../lab/engine/fused/fused.ts';
import { criterion } from '../lab/rubric/testing.ts';
import type { OpenRequest } from './protocol.ts';
import { trainer } from './testing.ts';

const request: OpenRequest = {
  scenario: 'forgotten-footnote',
  methods: ['focal-prior'],
  seeds: { first: 1, count: 1 },
  training: { numGenerations: 2, numIterations: 1, steps: 4 },
  backend: 'webgpu',
  engine: 'auto',
  freshBase: false,
};

it('opens, steps, plays to the end, and reports each step once', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  expect(of('opened')[0]!.opened.lanes).toEqual([{ method: 'focal-prior', seed: 1 }]);
  await own.obey({ type: 'step' });
  await own.obey({ type: 'look', look: { lane: 0, prompt: 3, step: null } });
  await own.obey({ type: 'play' });
  expect(of('records').map(({ records }) => records[0]!.step)).toEqual([0, 1, 2, 3]);
  expect(of('playing').at(-1)).toMatchObject({ playing: false, finished: true });
  expect(of('rollouts').at(-1)!.group).toMatchObject({ step: 3, prompt: 3, topic: 'bread' });
  expect(of('failed')).toEqual([]);
});

it('shows the answers of past steps as they were, for every method on the seed looked at', async () => {
  const { own, of } = trainer();
  const methods = ['static-prior', 'focal-prior'];
  const seeds = { first: 1, count: 2 };
  await own.obey({ type: 'open', run: 1, request: { ...request, methods, seeds } });
  const look = { lane: 2, prompt: 1, step: null };
  await own.obey({ type: 'look', look });
  await own.obey({ type: 'step' });
  const then = of('rollouts').at(-1)!;
  expect(then.group).toMatchObject({ step: 0, prompt: 1 });
  await own.obey({ type: 'edit', change: { kind: 'delete', criterion: 'clean' } });
  for (let step = 1; step < 3; step++) await own.obey({ type: 'step' });
  expect(of('rollouts').at(-1)!.group.criteria).toHaveLength(then.group.criteria.length - 1);
  await own.obey({ type: 'look', look: { ...look, step: 0 } });
  const past = of('rollouts').at(-1)!;
  expect(past.group).toEqual(then.group);
  expect(past.explained).toEqual(then.explained);
  await own.obey({ type: 'look', look: { ...look, lane: 0, step: 1 } });
  expect(of('rollouts').at(-1)!.group.step).toBe(1);
  const seen = of('rollouts').length;
  await own.obey({ type: 'step' }); // goes on, and leaves the past on the page
  expect(of('rollouts')).toHaveLength(seen);
  await own.obey({ type: 'look', look });
  expect(of('rollouts').at(-1)!.group.step).toBe(3);
  // Of the other seed none were read so far: its latest are the nearest there are.
  await own.obey({ type: 'look', look: { ...look, lane: 3, step: 1 } });
  expect(of('rollouts').at(-1)).toMatchObject({ look: { lane: 3, step: 1 }, group: { step: 3 } });
  expect(of('failed')).toEqual([]);
});

it('settles how many seeds and which engine when the device is open', async () => {
  const { own, of } = trainer(true);
  await own.obey({ type: 'open', run: 1, request: { ...request, seeds: { first: 5, count: 'auto' } } });
  const { info } = of('device')[0]!;
  expect(of('opened')[0]!.opened.lanes.length).toBe(info.software ? 1 : 8);
  const methods = ['static-prior', 'focal-prior'];
  const seeds = { first: 5, count: 2 };
  await own.obey({ type: 'open', run: 2, request: { ...request, methods, seeds, engine: 'ops' } });
  expect(of('opened')[1]!.opened).toMatchObject({
    engine: 'ops',
    lanes: methods.flatMap((method) => [5, 6].map((seed) => ({ method, seed }))),
  });
});

it('refuses the fused engine where there is no WebGPU', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request: { ...request, backend: 'cpu', engine: 'fused' } });
  expect(of('failed')[0]!.message).toBe('The fused engine needs WebGPU; this device computes with cpu.');
  await own.obey({ type: 'open', run: 2, request: { ...request, backend: 'cpu', engine: 'ops' } });
  expect(of('opened')).toHaveLength(1);
});

it('pauses between steps, and opens another run while one is playing', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  const playing = own.obey({ type: 'play' });
  const paused = own.obey({ type: 'pause' });
  await Promise.all([playing, paused]);
  expect(of('records').length).toBeLessThanOrEqual(1);
  void own.obey({ type: 'play' });
  await own.obey({ type: 'open', run: 2, request: { ...request, seeds: { first: 9, count: 1 } } });
  await own.obey({ type: 'step' });
  expect(of('records').at(-1)).toMatchObject({ run: 2 });
  expect(of('records').at(-1)!.records[0]!.step).toBe(0);
  expect(of('failed')).toEqual([]);
});

it('at a pace, shows each step before it waits, and neither a pause nor another pace has to wait', async () => {
  const { own, of, reports } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  const slow = 1 / 3600; // an hour between steps: a test that had to wait for it would never end
  await own.obey({ type: 'pace', stepsPerSecond: slow });
  const playing = own.obey({ type: 'play' });
  await expect.poll(() => of('records').length, { timeout: 100_000 }).toBe(1);
  await own.obey({ type: 'edit', change: { kind: 'weight', criterion: 'hedge', value: 1 } });
  expect(of('edited')).toHaveLength(1); // edits get through while it waits
  expect(of('records')).toHaveLength(1);
  await own.obey({ type: 'pause' });
  await playing;
  expect(reports.at(-1)).toMatchObject({ type: 'playing', playing: false });
  expect(of('records')).toHaveLength(1);

  const further = own.obey({ type: 'play' });
  await expect.poll(() => of('records').length, { timeout: 100_000 }).toBe(2);
  await own.obey({ type: 'pace', stepsPerSecond: null });
  await further;
  expect(of('records').map(({ records }) => records[0]!.step)).toEqual([0, 1, 2, 3]);
  await own.obey({ type: 'pace', stepsPerSecond: -1 });
  expect(of('failed').map(({ message }) => message)).toEqual([
    'pace is -1; allowed is a number above 0, or null for no limit.',
  ]);
});

it('refuses an impossible edit and goes on', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  await own.obey({ type: 'edit', change: { kind: 'weight', criterion: 'nope', value: 1 } });
  expect(of('rejected')[0]!.message).toContain('Unknown criterion "nope"');
  await own.obey({ type: 'step' });
  expect(of('records')).toHaveLength(1);
});

it('takes edits of the whole rubric, refuses a broken one, and shows how well the judge does', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  await own.obey({ type: 'step' });
  const { criteria } = of('opened')[0]!.opened;
  const greets = { ...criteria[0]!, judge: { falseNegative: 1 } };
  const fresh = criterion({
    id: 'fresh',
    detector: { type: 'pattern', pattern: '<fact>+ <citation>', target: 2 },
  });
  await own.obey({ type: 'edit', change: { kind: 'criterion', criterion: 'greets', value: greets } });
  await own.obey({ type: 'edit', change: { kind: 'add', value: fresh, at: 1 } });
  await own.obey({ type: 'edit', change: { kind: 'delete', criterion: 'clean' } });
  const before = of('edited').at(-1)!;
  for (const value of [
    [{ ...fresh, weight: NaN }],
    [{ ...fresh, detector: { type: 'pattern', pattern: '(((', target: 1 } }],
    'nonsense',
  ])
    await own.obey({ type: 'edit', change: { kind: 'rubric', value } as never });
  expect(of('rejected').map(({ message }) => message)).toEqual([
    expect.stringContaining('0.weight'),
    expect.stringContaining('0.detector.pattern: at character 4'),
    expect.stringContaining('Rubric: criteria'),
  ]);
  expect(of('edited').at(-1)).toBe(before);
  await own.obey({ type: 'step' });
  const ids = ['greets', 'fresh', ...criteria.slice(2).map(({ id }) => id)];
  expect(of('records').at(-1)!.records[0]!.criteria).toEqual(ids);
  const { group, lane } = of('rollouts').at(-1)!;
  expect(group.criteria.map(({ id }) => id)).toEqual(ids);
  expect(lane!.calibration.map(({ id }) => id)).toEqual(ids);
  const { truePositive, falsePositive, falseNegative, trueNegative } = lane!.calibration[0]!;
  expect({ truePositive, falsePositive }).toEqual({ truePositive: 0, falsePositive: 0 });
  expect(falseNegative + trueNegative).toBe(6 * request.training!.numGenerations!);
  expect(lane!.tokens).toHaveLength(6 * request.training!.numGenerations! * lane!.maxTokens);
  expect(of('failed')).toEqual([]);
});

it('opens with another rubric than the scenario’s, and not with a broken one', async () => {
  const { own, of } = trainer();
  const rubric = [criterion({ id: 'only' })];
  await own.obey({ type: 'open', run: 1, request: { ...request, rubric } });
  await own.obey({ type: 'step' });
  expect(of('opened')[0]!.opened.criteria).toEqual(rubric);
  expect(of('records')[0]!.records[0]).toMatchObject({ criteria: ['only'], direct: expect.any(Number) });
  expect(of('records')[0]!.records[0]!.direct).toBeCloseTo(of('records')[0]!.records[0]!.scores[0]!, 6);
  await own.obey({ type: 'open', run: 2, request: { ...request, rubric: [] } });
  expect(of('failed')[0]!.message).toBe('Rubric: criteria: there is no criterion; a rubric has at least 1');
});

it('reports a step that fails, whether one was asked for or it plays', async () => {
  const { own, of } = trainer();
  for (const [run, type] of [
    [1, 'step'],
    [2, 'play'],
  ] as const) {
    await own.obey({ type: 'open', run, request });
    const step = vi.spyOn(FusedEngine.prototype, 'step').mockRejectedValue(new Error('out of luck'));
    await own.obey({ type });
    step.mockRestore();
    expect(of('failed').map(({ message }) => message)).toEqual(Array(run).fill('out of luck'));
  }
});

it('falls back to ops, and says why, where it was left the choice and the fused engine cannot be made', async () => {
  const { own, of } = trainer();
  const create = vi.spyOn(FusedEngine, 'create').mockRejectedValue(new Error('no room'));
  await own.obey({ type: 'open', run: 1, request: { ...request, engine: 'auto' } });
  await own.obey({ type: 'open', run: 2, request: { ...request, engine: 'fused' } });
  create.mockRestore();
  expect(of('opened').map(({ opened }) => [opened.engine, opened.whyNotFused])).toEqual([['ops', 'no room']]);
  expect(of('failed')[0]!.message).toBe('no room');
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
  gpuDevice().destroy();
  await expect.poll(() => of('failed').length, { timeout: 20_000 }).toBeGreaterThan(0);
});

it('survives losing the device: says so, and opens a new one on request', async () => {
  const { own, of } = trainer();
  await own.obey({ type: 'open', run: 1, request });
  await own.obey({ type: 'step' });
  gpuDevice().destroy();
  await expect.poll(() => of('failed').some(({ lost }) => lost), { timeout: 20_000 }).toBe(true);
  await own.obey({ type: 'open', run: 2, request });
  await own.obey({ type: 'step' });
  expect(of('opened')).toHaveLength(2);
  expect(of('records').at(-1)!).toMatchObject({ run: 2 });
});
