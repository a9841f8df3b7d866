import { beforeAll, expect, it } from 'vitest';
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import { openDevice } from '../../lab/engine/device.ts';
import { makeEngine } from '../../lab/engine/make.ts';
import { readCheckpoint } from '../../lab/policy/checkpoint.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import { loadCheckpoint } from '../../scenarios/index.ts';
import type { LabPlan, LabStep, TrackStep } from '../neighbour.ts';
import { lab } from './lab.ts';
import type { Look } from './look.ts';
import { settingsFor } from './testing.ts';

let laboratory: Laboratory;

beforeAll(async () => {
  const { info } = await openDevice('webgpu');
  laboratory = {
    device: info,
    basePolicy: async (scenario) =>
      readCheckpoint(await loadCheckpoint(scenario.id), scenarioShape(scenario)),
    makeEngine: async (batch) => (await makeEngine('fused', info, batch)).engine,
    mostLanes: () => 100,
  };
});

const settings = settingsFor({
  ...{ preference: 'opposed', learnRounds: 3, turn: 2, policySteps: 2 },
  ...{ pairs: 4, group: 3, numGenerations: 4, pool: 12 },
});

async function run(over: Partial<LabPlan>): Promise<{ steps: LabStep[]; look: Look }> {
  const plan: LabPlan = {
    ...{ scenario: 'opposed', settings: { ...settings }, arms: ['judge-first', 'true'], seeds: [4, 2] },
    ...over,
  };
  const opened = await lab.open(plan, laboratory);
  const steps: LabStep[] = [];
  while (steps.length <= opened.steps) steps.push(await opened.advance());
  await expect(opened.advance()).rejects.toThrow(/has ended/);
  const look = (await opened.look()) as Look;
  opened.dispose();
  return { steps, look };
}

const track = (steps: LabStep[], arm: string, seed: number): TrackStep[] =>
  steps.map(({ tracks }) => tracks.find((one) => one.arm === arm && one.seed === seed)!);

it('learns a rubric and trains a policy on it, alone as beside others', async () => {
  const together = await run({});
  const alone = await run({ arms: ['judge-first'], seeds: [2] });
  const own = track(together.steps, 'judge-first', 2);
  expect(track(alone.steps, 'judge-first', 2)).toEqual(own);

  expect(own.map(({ values }) => Number.isNaN(values['judgeVariance']))).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(own[5]!.values['accuracy']).toBe(own[3]!.values['accuracy']);
  expect(own[2]!.values['cosine']).not.toBe(own[0]!.values['cosine']);
  for (const { values } of own.slice(4)) {
    expect(values['reward']).toBeGreaterThan(0);
    expect(values['gold']).toBeGreaterThan(0);
    expect(values['gold']).toBeLessThan(1);
  }
  // The true rubric's reward is the gold itself where its judge makes no mistakes.
  const given = track(together.steps, 'true', 4).at(-1)!.values;
  expect(given['reward']).toBeCloseTo(given['gold']!, 4);
  expect(given['accuracy']).toBe(1);
  // The same answers were written, whatever they are rewarded by.
  expect(own[4]!.values['gold']).toBeCloseTo(track(together.steps, 'true', 2)[4]!.values['gold']!, 4);

  expect(JSON.parse(JSON.stringify(together.look))).toEqual(together.look);
  expect(together.look).toMatchObject({ seed: 4, stage: 'policy', done: 2, of: 2 });
  expect(together.look.pairs[0]!.a.text).toMatch(/\w/);
  expect(together.look.written.map(({ arm }) => arm)).toEqual(['judge-first', 'true']);
});
