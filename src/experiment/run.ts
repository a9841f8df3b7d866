/** Runs an experiment: methods times seeds of one scenario, all lanes in lock-step from one base policy. */
import { gpuCounts } from '../lab/engine/count.ts';
import type { DeviceInfo } from '../lab/engine/device.ts';
import type { BatchShape, Engine } from '../lab/engine/engine.ts';
import type { MethodParameters } from '../lab/reward/methods/method.ts';
import type { Scenario, Training } from '../lab/run/scenario.ts';
import { Session } from '../lab/run/session.ts';
import { resultsOf } from './results-of.ts';
import type { Results } from './results.ts';

export interface ExperimentPlan {
  scenario: Scenario;
  methods: readonly string[];
  seeds: readonly number[];
  training?: Partial<Training>;
  parameters?: MethodParameters;
}

export interface ExperimentProgress {
  step: number;
  steps: number;
  /** Mean seconds per step so far; all lanes together. */
  secondsPerStep: number;
}

/**
 * @param onStep called after every step; return false to stop early with what there is
 */
export async function runExperiment(
  plan: ExperimentPlan,
  base: Float32Array,
  device: DeviceInfo,
  makeEngine: (batch: BatchShape) => Engine | Promise<Engine>,
  onStep: (progress: ExperimentProgress) => boolean = () => true,
): Promise<Results> {
  let engineName = '';
  const session = await Session.open(plan, base, async (batch) => {
    const engine = await makeEngine(batch);
    engineName = engine.name;
    return engine;
  });
  try {
    const { steps } = session.training;
    const began = performance.now();
    let dispatchesPerStep = 0;
    while (!session.finished) {
      const before = gpuCounts().dispatches;
      await session.advance();
      dispatchesPerStep = gpuCounts().dispatches - before;
      const secondsPerStep = (performance.now() - began) / 1000 / session.nextStep;
      if (!onStep({ step: session.nextStep, steps, secondsPerStep })) break;
    }
    await session.settle();
    const { lanes, training, parameters, edits, records } = session;
    const { scenario } = plan;
    const { rubric } = scenario;
    return resultsOf({
      ...{ scenario, rubric, lanes, training, parameters, edits, records },
      date: new Date().toISOString().slice(0, 10),
      device: {
        ...device,
        engine: engineName,
        dispatchesPerStep: device.backend === 'webgpu' ? dispatchesPerStep : null,
        secondsPerStep: (performance.now() - began) / 1000 / Math.max(1, session.nextStep),
      },
    });
  } finally {
    session.dispose();
  }
}
