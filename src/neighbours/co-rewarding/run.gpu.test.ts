import { beforeAll, expect, it } from 'vitest';
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import { FusedEngine } from '../../lab/engine/fused/fused.ts';
import { PROMISED_LIMITS, testDevice } from '../../lab/engine/fused/testing.ts';
import { tuningFor } from '../../lab/wgsl/tuning.ts';
import type { LabPlan, LabStep } from '../neighbour.ts';
import { lab } from './lab.ts';
import type { Look } from './look.ts';
import { promptRates, questionsOf } from './questions.ts';
import { setupOf } from './settings.ts';

let laboratory: Laboratory;
beforeAll(async () => {
  const device = await testDevice();
  laboratory = {
    device: { backend: 'webgpu' } as Laboratory['device'],
    basePolicy: () => Promise.reject(new Error('The lab makes its own.')),
    makeEngine: (batch) =>
      FusedEngine.create(batch, {
        ...{ device, tuning: tuningFor({ ...PROMISED_LIMITS, software: true }), software: true },
      }),
    mostLanes: () => 100,
  };
});

const settings = {
  ...Object.fromEntries(lab.fields.map(({ id, initial }) => [id, initial])),
  ...{ questions: 2, numGenerations: 6, steps: 4, learningRate: 0.02, mixStart: 0.5 },
};
const plan = (arms: string[], seeds: number[]): LabPlan => ({ scenario: 'one-view', settings, arms, seeds });

async function train(own: LabPlan, on = laboratory) {
  const run = await lab.open(own, on);
  const steps: LabStep[] = [];
  for (let step = 0; step <= run.steps; step++) steps.push(await run.advance());
  const look = (await run.look()) as Look;
  await expect(run.advance()).rejects.toThrow('Step 5 is past the end; the run has 4 steps.');
  run.dispose();
  const track = (arm: string, seed: number) =>
    steps.map(({ tracks }) => tracks.find((one) => one.arm === arm && one.seed === seed));
  return { steps, track, look };
}

const ARMS = lab.arms.map(({ id }) => id);

it('trains every arm from the rates that were asked for, each track the same alone as beside others', async () => {
  const seeds = [31, 32, 33, 34, 35, 36];
  const all = await train(plan(ARMS, seeds));
  expect(all.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
  expect(all.steps[0]!.tracks).toHaveLength(ARMS.length * seeds.length);

  // Base policies are kept by device: what calls itself another warms one up of its own, on a single lane.
  const elsewhere = { ...laboratory, device: { backend: 'cpu' } as Laboratory['device'] };
  for (const [arm, on] of [
    ['co-rewarding-1', laboratory],
    ['co-rewarding-3', elsewhere],
  ] as const) {
    const alone = await train(plan([arm], [33]), on);
    expect(alone.track(arm, 33)).toEqual(all.track(arm, 33));
  }
  expect(all.track('co-rewarding-3', 33)).not.toEqual(all.track('co-rewarding-3', 34));

  // Before training all arms are one policy; labels already differ. Afterwards they have parted.
  const accuracies = (step: number) => ARMS.map((arm) => all.track(arm, 31)[step]!.values['accuracy']);
  expect(new Set(accuracies(0)).size).toBe(1);
  expect(new Set(ARMS.map((arm) => JSON.stringify(all.track(arm, 31)))).size).toBe(ARMS.length);
  expect(all.track('known-answers', 31).map((one) => one!.values['labels'])).toEqual([1, 1, 1, 1, 1]);

  // What was taught: 6 seeds times 6 answers of 4 prompts, 144 in all.
  const { errors } = setupOf(settings);
  const questions = questionsOf(errors);
  const rates = promptRates(questions, errors);
  const wanted = rates.reduce((sum, own, p) => sum + own[questions[p % 2]!.right]!, 0) / rates.length;
  const first = seeds.map((seed) => all.track('single-view', seed)[0]!.values['accuracy']!);
  expect(Math.abs(first.reduce((a, b) => a + b, 0) / seeds.length - wanted)).toBeLessThan(0.13);

  const rises = (arm: string) =>
    seeds.reduce((sum, seed) => {
      const values = all.track(arm, seed).map((one) => one!.values['accuracy']!);
      return sum + values[4]! - values[0]!;
    }, 0) / seeds.length;
  expect(rises('known-answers')).toBeGreaterThan(0.1);

  expect(all.look.seed).toBe(31);
  expect(all.look.arms.map(({ id }) => id)).toEqual(ARMS);
  for (const { answers } of all.look.arms)
    for (const prompt of answers.flat()) {
      expect(prompt.counts.reduce((a, b) => a + b, 0)).toBe(6);
      expect(prompt.says).toHaveLength(3);
    }
});

it('refuses shares that do not add up, before anything is opened', async () => {
  const odd = { ...plan(['single-view'], [1]), settings: { ...settings, oneView: 0.75, noView: 0.5 } };
  await expect(lab.open(odd, laboratory)).rejects.toThrow('together they are at most 1');
  await expect(lab.open(plan(['magic'], [1]), laboratory)).rejects.toThrow('no arm "magic"');
});

it('lets go of its engine where nobody wants the run any more, up to the last word of its opening', async () => {
  let [made, disposed] = [0, 0];
  const counting: Laboratory = {
    ...laboratory,
    makeEngine: async (batch) => {
      const engine = await laboratory.makeEngine(batch);
      made++;
      const dispose = engine.dispose.bind(engine);
      engine.dispose = () => (disposed++, dispose());
      return engine;
    },
  };
  const opening = lab.open(plan(['single-view'], [31]), counting, (what) => {
    if (what === null) throw new Error('Nobody wants it.');
  });
  await expect(opening).rejects.toThrow('Nobody wants it.');
  expect([made, disposed]).toEqual([1, 1]);
});
