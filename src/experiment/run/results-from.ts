/** The results of an experiment, whole or so far, from what was handed out while it ran. */
import type { Design, Shard } from '../design/design.ts';
import { jobsOf, shardSeeds } from '../design/plan.ts';
import { resultCriterion, RESULTS_VERSION, summarise, type ResultRun, type Results } from '../results.ts';
import { forkKey } from './experiment.ts';
import type { ForkResult } from './fork-result.ts';
import type { Checkpoint } from './progress.ts';
import { resultRun } from './runs.ts';

export interface Made {
  design: Design;
  shard: Shard | null;
  date: string;
  device: Results['device'];
  otherDevices?: readonly string[];
  /** In any order. */
  runs: readonly ResultRun[];
  forks: readonly ForkResult[];
  /** What was under way: its runs are in the results as far as they came. */
  checkpoint: Checkpoint | null;
}

/** Runs and forks are in the design's order, by condition and then by seed, whatever order they were made in. */
export function resultsFrom({ design, shard, checkpoint, ...made }: Made): Results {
  const jobs = jobsOf(design, shard);
  const done = new Map(made.runs.map((run) => [run.id, run]));
  const reached = new Map(
    jobs.flatMap((job) => {
      const lane = checkpoint?.jobs.indexOf(job.id) ?? -1;
      const records = checkpoint?.records[lane] ?? [];
      return lane < 0 || records.length === 0 ? [] : [[job.id, resultRun(design, job, records)] as const];
    }),
  );
  const order = new Map<string, number>();
  const conditions = jobs.map(({ id }) => id.slice(0, id.lastIndexOf('/')));
  for (const key of conditions) if (!order.has(key)) order.set(key, order.size);
  const sorted = jobs
    .map(({ id }, i) => ({ run: done.get(id) ?? reached.get(id), key: order.get(conditions[i]!)! }))
    .sort((a, b) => a.key - b.key) // stable: seeds stay in order
    .flatMap(({ run }) => (run ? [run] : []));
  const seeds = shardSeeds(design.seeds, shard);
  const known = new Set(made.forks.map(forkKey));
  const asked = design.forkTest
    ? design.scenarios.flatMap(({ id }) => seeds.map((seed) => `${id}/${seed}`))
    : [];
  const forks = asked.flatMap((key) => made.forks.filter((fork) => forkKey(fork) === key));
  return {
    formatVersion: RESULTS_VERSION,
    ...{ date: made.date, device: made.device, otherDevices: [...(made.otherDevices ?? [])], design, shard },
    complete: jobs.every(({ id }) => done.has(id)) && asked.every((key) => known.has(key)),
    scenarios: Object.fromEntries(
      design.scenarios.map((scenario) => [
        scenario.id,
        {
          name: scenario.name,
          criteria: scenario.rubric.map(resultCriterion),
          training: { ...scenario.training, ...design.training },
        },
      ]),
    ),
    runs: sorted,
    forks,
    summary: design.scenarios.flatMap((scenario) =>
      summarise(
        scenario,
        sorted.filter((run) => run.scenario === scenario.id),
      ),
    ),
  };
}
