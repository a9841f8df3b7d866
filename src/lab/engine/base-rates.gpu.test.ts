import { beforeAll, expect, it } from 'vitest';
import { findScenario, loadCheckpoint, SCENARIO_IDS } from '../../scenarios/index.ts';
import { readCheckpoint } from '../policy/checkpoint.ts';
import { scenarioShape } from '../run/scenario.ts';
import { Session } from '../run/session.ts';
import { mean } from '../spread.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import { measureBaseRates } from './base-rates.ts';
import { FusedEngine } from './fused/fused.ts';
import { PROMISED_LIMITS, testDevice } from './fused/testing.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

/** 25 seeds of 16 rollouts per prompt: 2400 answers, which leaves a standard error of one point at most. */
const SEEDS = Array.from({ length: 25 }, (_, lane) => 7 + lane);
const TRAINING = { numGenerations: 16, numIterations: 1 };

const baseOf = async (id: string) =>
  readCheckpoint(await loadCheckpoint(id), scenarioShape(findScenario(id)));

/** Mean score per criterion in the first step of many seeds, before anything is learnt; the kernels are shared. */
async function firstScores(id: string): Promise<number[]> {
  const scenario = findScenario(id);
  const session = await Session.open(
    { scenario, methods: ['static-prior'], seeds: SEEDS, training: TRAINING },
    await baseOf(id),
    (batch) =>
      FusedEngine.create(batch, {
        device,
        tuning: tuningFor({ ...PROMISED_LIMITS, software: true }),
        software: true,
      }),
  );
  await session.advance();
  await session.settle();
  const { records } = session;
  session.dispose();
  return scenario.rubric.map((_, k) => mean(records.map(([first]) => first!.scores[k]!)));
}

it.each(SCENARIO_IDS)(
  '%s: the base policy meets each criterion as often as wanted, within 3 points',
  async (id) => {
    const rates = await firstScores(id);
    findScenario(id).rubric.forEach(({ id: criterion, baseRate }, k) => {
      if (baseRate !== undefined) expect(Math.abs(rates[k]! - baseRate), criterion).toBeLessThan(0.03);
    });
  },
);

it('what warm-start measures is what the page’s first steps show, within 6 points', async () => {
  const scenario = findScenario('forgotten-footnote');
  const { rubric } = scenario;
  const base = await baseOf(scenario.id);
  const measured = await measureBaseRates(base, scenarioShape(scenario), rubric, 1, 7); // 600 answers
  const shown = await firstScores(scenario.id);
  expect(measured).toHaveLength(rubric.length);
  rubric.forEach(({ id }, k) => expect(Math.abs(measured[k]! - shown[k]!), id).toBeLessThan(0.06));
});
