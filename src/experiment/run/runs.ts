/** Runs one batch of a design's runs in lock-step, from its start or from where it was left. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { Lanes, type LanePlan } from '../../lab/run/lanes.ts';
import type { Design } from '../design/design.ts';
import { variedFor, type Batch, type Job } from '../design/plan.ts';
import { ownParameters, resultStep, type ResultRun } from '../results.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import type { Laboratory } from './laboratory.ts';
import type { Checkpoint } from './progress.ts';

/** What is told while work goes on. */
export interface Reporter {
  /** A step of so many lanes is done, each of so many rollouts a prompt. */
  stepped(lanes: number, numGenerations: number, what: string): void;
  /** @returns false when the work is to stop here */
  goOn(): boolean | Promise<boolean>;
  /** @param take what is under way, to be kept; called when asked, since it takes a while to read */
  checkpoint(take: () => Promise<Checkpoint>): Promise<void> | void;
}

/** A run as its results have it. */
export function resultRun(design: Design, job: Job, records: readonly StepRecord[]): ResultRun {
  const { parameters } = variedFor(design, job);
  return {
    id: job.id,
    scenario: design.scenarios[job.scenario]!.id,
    method: job.method,
    variation: job.variation,
    params: ownParameters(job.method, { ...defaultParameters(), ...parameters }),
    seed: job.seed,
    edits: [],
    steps: records.map(resultStep),
  };
}

export const lanePlan = (design: Design, job: Job, base: Float32Array): LanePlan => ({
  ...variedFor(design, job),
  scenario: design.scenarios[job.scenario]!,
  method: job.method,
  seed: job.seed,
  base,
});

/**
 * @param left where just this batch was left
 * @returns the runs, with all their steps; or what was reached, where `goOn` said no
 */
export async function runBatch(
  design: Design,
  batch: Batch,
  laboratory: Laboratory,
  left: Checkpoint | null,
  reporter: Reporter,
  what: string,
): Promise<{ runs: ResultRun[] } | { stopped: Checkpoint }> {
  const { jobs, steps } = batch;
  const plans: LanePlan[] = [];
  for (const job of jobs)
    plans.push(lanePlan(design, job, await laboratory.basePolicy(design.scenarios[job.scenario]!)));
  const lanes = await Lanes.open(plans, laboratory.makeEngine, left ?? undefined);
  const { numGenerations } = variedFor(design, jobs[0]!).training;
  const take = async (): Promise<Checkpoint> => {
    await lanes.settle();
    const ids = jobs.map(({ id }) => id);
    return { jobs: ids, snapshot: await lanes.snapshot(), records: lanes.records.map((own) => [...own]) };
  };
  try {
    while (lanes.steps < steps) {
      if (!(await reporter.goOn())) return { stopped: await take() };
      await lanes.advance();
      reporter.stepped(jobs.length, numGenerations, `${what}, step ${lanes.steps} of ${steps}`);
      if (lanes.steps < steps) await reporter.checkpoint(take);
    }
    await lanes.settle();
    return { runs: jobs.map((job, lane) => resultRun(design, job, lanes.records[lane]!)) };
  } finally {
    lanes.dispose();
  }
}
