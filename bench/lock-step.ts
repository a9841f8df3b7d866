/** Three methods on eight seeds in one batch, against the same runs one after another. */
import { runBatch, type Reporter } from '../src/experiment/run/runs.ts';
import { jobsOf, type Job } from '../src/experiment/design/plan.ts';
import type { Design } from '../src/experiment/design/design.ts';
import type { Laboratory } from '../src/experiment/run/laboratory.ts';
import { openDevice } from '../src/lab/engine/device.ts';
import { makeEngine } from '../src/lab/engine/make.ts';
import { readCheckpoint } from '../src/lab/policy/checkpoint.ts';
import { scenarioShape } from '../src/lab/run/scenario.ts';
import { findScenario, loadCheckpoint } from '../src/scenarios/index.ts';
import { median } from './clock.ts';

export interface LockStepFigures {
  device: string;
  runs: number;
  steps: number;
  rounds: number;
  /** Median seconds. */
  togetherSeconds: number;
  apartSeconds: number;
}

const SCENARIO = 'forgotten-footnote';

/**
 * Engines are opened and closed as an experiment does it: once for the batch, once for each run alone. Both are timed in turn.
 *
 * @param steps of each run
 */
export async function lockStep(
  steps: number,
  rounds: number,
  say: (text: string) => void,
): Promise<LockStepFigures> {
  const device = await openDevice('webgpu', { tfjs: false });
  const scenario = findScenario(SCENARIO);
  const base = readCheckpoint(await loadCheckpoint(SCENARIO)!, scenarioShape(scenario));
  const laboratory: Laboratory = {
    device: device.info,
    basePolicy: () => Promise.resolve(base),
    makeEngine: async (batch) => (await makeEngine('fused', device.info, batch)).engine,
    mostLanes: () => Infinity,
  };
  const design: Design = {
    ...{
      study: null,
      scenarios: [scenario],
      seeds: [1, 2, 3, 4, 5, 6, 7, 8],
      training: { steps },
      parameters: {},
    },
    ...{
      methods: ['static-prior', 'static-uniform', 'focal-prior'],
      variations: [{}],
      baselines: null,
      forkTest: null,
    },
  };
  const jobs = jobsOf(design);
  const quiet: Reporter = { stepped: () => {}, goOn: () => true, checkpoint: () => {} };
  const run = (own: readonly Job[]) => runBatch(design, { jobs: own, steps }, laboratory, null, quiet, '');
  const seconds = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const apart = async () => {
    for (const job of jobs) await run([job]);
  };
  // Shaders are compiled before anything is timed.
  for (const own of [jobs, jobs.slice(0, 1), jobs.slice(8, 9), jobs.slice(16, 17)])
    await runBatch(
      { ...design, training: { steps: 1 } },
      { jobs: own, steps: 1 },
      laboratory,
      null,
      quiet,
      '',
    );
  const times: { together: number[]; apart: number[] } = { together: [], apart: [] };
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}: ${jobs.length} runs of ${steps} steps, together and one after another`);
    times.together.push(await seconds(() => run(jobs)));
    times.apart.push(await seconds(apart));
  }
  return {
    ...{ device: device.info.label, runs: jobs.length, steps, rounds },
    togetherSeconds: median(times.together),
    apartSeconds: median(times.apart),
  };
}

export const lockStepText = ({
  device,
  runs,
  steps,
  rounds,
  togetherSeconds,
  apartSeconds,
}: LockStepFigures): string =>
  `${runs} runs of ${steps} steps on ${device}, median of ${rounds}: in lock-step ${togetherSeconds.toFixed(1)} s, ` +
  `one after another ${apartSeconds.toFixed(1)} s; ratio ${(apartSeconds / togetherSeconds).toFixed(2)}`;
