import { expect, it } from 'vitest';
import { warmStartOn } from '../lab/engine/make.ts';
import { openDevice } from '../lab/engine/device.ts';
import { asExamples, ratesOf } from '../lab/run/rates.ts';
import { scenarioShape, type Scenario } from '../lab/run/scenario.ts';
import { keptBase, type Maker } from './store/bases.ts';
import { tiny, tinyRequest, trainer } from './testing.ts';

/** Of a seed that no other test has, so that nothing is kept of it. */
const scenario: Scenario = {
  ...tiny,
  warmStart: { ...tiny.warmStart, steps: 4, batch: 2, seed: Math.floor(Math.random() * 2 ** 32) },
};
const command = { type: 'warm-up', scenario, backend: 'webgpu', engine: 'fused' } as const;

it('warms a policy up beside a run that stands, and the next run begins with it', async () => {
  const { own, of, reports } = trainer();
  await own.obey({ type: 'open', run: 1, request: tinyRequest });
  await own.obey({ type: 'step' });
  await own.obey(command);
  expect(of('warm-up-over')).toEqual([{ type: 'warm-up-over', finished: true }]);
  expect(of('warm-up-progress').at(-1)).toMatchObject({ step: 4, steps: 4 });
  const { answers } = of('warm-up-answers').at(-1)!;
  const examples = answers.flatMap(asExamples);
  expect(examples).toHaveLength(3 * 6 * 64);
  for (const rate of ratesOf(examples, scenario.rubric)) expect(rate).toBeGreaterThanOrEqual(0);
  // The run goes on as if nothing had been.
  await own.obey({ type: 'step' });
  await expect.poll(() => of('records').map(({ records }) => records[0]!.step)).toEqual([0, 1]);

  const { info } = await openDevice('webgpu');
  const maker: Maker = { engine: 'fused', device: info.label };
  const base = await keptBase(scenario, maker);
  expect(base).toBeDefined();
  expect(await keptBase(scenario, { ...maker, engine: 'ops' })).toBeUndefined();
  expect(await keptBase(scenario, { ...maker, device: 'another' })).toBeUndefined();
  const before = reports.length;
  await own.obey({ type: 'open', run: 2, request: { ...tinyRequest, scenario } });
  const since = reports.slice(before);
  expect(since.some((report) => report.type === 'opened')).toBe(true);
  expect(since.some((report) => report.type === 'activity' && report.activity?.what === 'warm start')).toBe(
    false,
  );
  // It is known already: only its answers are asked for.
  const known = of('warm-up-progress').length;
  await own.obey(command);
  expect([of('warm-up-over').length, of('warm-up-progress').length]).toEqual([2, known]);
  expect(of('warm-up-answers').at(-1)!.answers).toEqual(answers);
  expect(of('failed')).toEqual([]);

  // Being looked at does not change what is learnt, on either engine.
  const steps: number[] = [];
  for (const engine of ['fused', 'ops'] as const) {
    const train = warmStartOn(engine, info);
    const looked = await train(scenarioShape(scenario), scenario.mixture, scenario.warmStart, undefined, {
      every: 1,
      at: (step) => Promise.resolve(void steps.push(step)),
    });
    const plain = await train(scenarioShape(scenario), scenario.mixture, scenario.warmStart);
    expect(looked).toEqual(plain);
    if (engine === 'fused') expect(looked).toEqual(base);
  }
  expect(steps).toEqual([1, 2, 3, 1, 2, 3]);
});

it('is stopped between steps', async () => {
  const { own, of } = trainer();
  const warmStart = { ...scenario.warmStart, steps: 10_000, seed: 9 };
  const going = own.obey({ ...command, scenario: { ...scenario, warmStart } });
  await expect.poll(() => of('warm-up-progress').length).toBeGreaterThan(0);
  await own.obey({ type: 'stop-warm-up' });
  await going;
  expect(of('warm-up-over')).toEqual([{ type: 'warm-up-over', finished: false }]);
  const { label } = (await openDevice('webgpu')).info;
  expect(await keptBase({ ...scenario, warmStart }, { engine: 'fused', device: label })).toBeUndefined();
});
