/** Records a run: methods times seeds of one scenario, with the answers of some steps. */
import type { DeviceInfo } from '../lab/engine/device.ts';
import type { BatchShape, Engine, LaneRollouts } from '../lab/engine/engine.ts';
import type { RecordingFile } from '../lab/run/recording/format.ts';
import { answerSteps, writeRecording } from '../lab/run/recording/write.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { Session } from '../lab/run/session.ts';

export interface RecordPlan {
  scenario: Scenario;
  methods: readonly string[];
  seeds: readonly number[];
}

export interface RecordProgress {
  step: number;
  steps: number;
  /** Mean seconds per step so far; all lanes together. */
  secondsPerStep: number;
}

/** @param today the day it is made, e.g. "2026-11-21" */
export async function recordRun(
  plan: RecordPlan,
  base: Float32Array,
  device: DeviceInfo,
  today: string,
  makeEngine: (batch: BatchShape) => Engine | Promise<Engine>,
  onStep: (progress: RecordProgress) => void = () => {},
): Promise<RecordingFile> {
  let engine = '';
  const session = await Session.open(plan, base, async (batch) => {
    const made = await makeEngine(batch);
    engine = made.name;
    return made;
  });
  try {
    const { steps } = session.training;
    const author = session.lanes.length - plan.seeds.length;
    const kept = new Set(answerSteps(steps));
    const answers: LaneRollouts[] = [];
    const began = performance.now();
    for (let step = 0; step < steps; step++) {
      await session.advance();
      if (kept.has(step)) answers.push((await session.rollouts(author))!);
      onStep({ step: step + 1, steps, secondsPerStep: (performance.now() - began) / 1000 / (step + 1) });
    }
    await session.settle();
    const { records, training } = session;
    const { scenario, methods, seeds } = plan;
    const parameters = {};
    const made = { date: today, device: device.label, engine };
    return await writeRecording({ scenario, made, methods, seeds, training, parameters, records, answers });
  } finally {
    session.dispose();
  }
}
