import { beforeAll, describe, expect, it } from 'vitest';
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import { openDevice } from '../../lab/engine/device.ts';
import { makeEngine } from '../../lab/engine/make.ts';
import { readCheckpoint } from '../../lab/policy/checkpoint.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import { loadCheckpoint } from '../../scenarios/index.ts';
import type { LabAction, LabPlan, LabStep } from '../neighbour.ts';
import { lab } from './lab.ts';
import type { Look } from './look.ts';

let laboratory: Laboratory;

beforeAll(async () => {
  const device = await openDevice('webgpu', { tfjs: false });
  laboratory = {
    device: device.info,
    basePolicy: async (scenario) =>
      readCheckpoint(await loadCheckpoint(scenario.id), scenarioShape(scenario)),
    makeEngine: async (batch) => (await makeEngine('fused', device.info, batch)).engine,
    mostLanes: () => 100,
  };
});

/** Refined after every step, so that what is drawn for pairs comes to bear. */
const settings = { steps: 3, group: 4, every: 1, tie: 0.3, learningRate: 0.005, alpha: 0.5 };
const plan = (arms: string[], seeds: number[]): LabPlan => ({ scenario: 'ceiling', settings, arms, seeds });

async function trained(of: LabPlan, steps = settings.steps + 1): Promise<{ steps: LabStep[]; look: Look }> {
  const run = await lab.open(of, laboratory);
  try {
    const taken: LabStep[] = [];
    for (let step = 0; step < steps; step++) taken.push(await run.advance());
    return { steps: taken, look: (await run.look()) as Look };
  } finally {
    run.dispose();
  }
}

const trackOf = (steps: readonly LabStep[], arm: string, seed: number) =>
  steps.map(({ tracks }) => tracks.find((track) => track.arm === arm && track.seed === seed)!);

describe('a run', () => {
  it('measures every step, and a track does not depend on what runs beside it', async () => {
    const { steps, look } = await trained(plan(['never', 'random'], [1, 2]));
    expect(steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    for (const { tracks } of steps)
      for (const { values } of tracks) {
        expect(Object.keys(values).sort()).toEqual(lab.measures.map(({ id }) => id).sort());
        for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
        expect(values['divergence']).toBeCloseTo(values['proxy']! - values['gold']!, 12);
      }
    const random = trackOf(steps, 'random', 2);
    expect(random.flatMap(({ events }) => events.map(({ kind }) => kind))).toContain('refined');
    // Until it is refined, an arm is the arm that never is; later it is not.
    const never = trackOf(steps, 'never', 2);
    expect(random[1]!.values['gold']).toBe(never[1]!.values['gold']);
    expect(random[3]!.values['proxy']).not.toBe(never[3]!.values['proxy']);
    expect(never[3]!.values['kl']).toBeGreaterThan(0);
    expect(look.tracks.map(({ arm, seed }) => [arm, seed])).toEqual([
      ['never', 1],
      ['random', 1],
    ]);
    const alone = await trained(plan(['random'], [2]));
    expect(trackOf(alone.steps, 'random', 2)).toEqual(random);
  });

  it('gives gold as the mean of its answers by the true rubric, as they are judged one by one', async () => {
    const run = await lab.open(plan(['never'], [3]), laboratory);
    const { tracks } = await run.advance();
    const { answers } = run as unknown as { answers: { gold: number; proxy: number }[][] };
    const mean = (key: 'gold' | 'proxy') =>
      answers[0]!.reduce((sum, answer) => sum + answer[key], 0) / answers[0]!.length;
    expect(answers[0]).toHaveLength(6 * settings.group);
    expect(tracks[0]!.values['gold']).toBeCloseTo(mean('gold'), 5);
    expect(tracks[0]!.values['proxy']).toBeCloseTo(mean('proxy'), 5);
    run.dispose();
  });

  it('does what a person says, and refuses what it cannot', async () => {
    const run = await lab.open(plan(['great'], [1, 2]), laboratory);
    const act = (action: LabAction) => run.act!(action);
    await run.advance();
    await act({ kind: 'pause-refining', arm: 'great', paused: true });
    await act({ kind: 'add-criterion', arm: 'great', criterion: 'polite', weight: 3 });
    const { tracks } = await run.advance();
    expect(tracks.flatMap(({ events }) => events.map(({ kind, step }) => `${kind} ${step}`))).toEqual([
      'refined 0',
      'refined 0',
    ]);
    const [seen] = ((await run.look()) as Look).tracks;
    expect(seen!.rubric.find(({ criterion }) => criterion === 'polite')).toMatchObject({ weight: 3 });
    expect(seen!.paused).toBe(true);
    await expect(
      act({ kind: 'add-criterion', arm: 'great', criterion: 'polite', weight: 3 }),
    ).rejects.toThrow('"polite" weighs 3 already');
    await expect(act({ kind: 'add-criterion', arm: 'moon', criterion: 'polite', weight: 3 })).rejects.toThrow(
      'no arm "moon" in this run; there are great',
    );
    await expect(act({ kind: 'spin', arm: 'great' })).rejects.toThrow('allowed are add-criterion');
    await expect(act({ kind: 'pause-refining', arm: 'great', paused: 'yes' })).rejects.toThrow('"yes"');
    run.dispose();
  });
});
