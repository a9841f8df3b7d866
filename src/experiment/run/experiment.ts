/** Runs an experiment: batches of runs in lock-step, then fork tests; what is finished is handed out as it comes. */
import type { Design, Shard } from '../design/design.ts';
import { batchesOf, jobsOf, shardSeeds, variedFor, type Batch } from '../design/plan.ts';
import type { ResultRun } from '../results.ts';
import type { ForkResult } from './fork-result.ts';
import { forkLanes, forkTest, forkTestWork } from './fork-test.ts';
import { TooManyLanes } from './in-parts.ts';
import type { Laboratory } from './laboratory.ts';
import { Pace, type Checkpoint, type Progress } from './progress.ts';
import { runBatch, type Reporter } from './runs.ts';

/** What was done before: an experiment goes on from it. */
export interface Done {
  /** Ids of runs that are finished. */
  runs: ReadonlySet<string>;
  /** Fork tests that are finished, as `forkKey` has them. */
  forks: ReadonlySet<string>;
  /** The batch that was under way. */
  checkpoint: Checkpoint | null;
}

export const NOTHING_DONE: Done = { runs: new Set(), forks: new Set(), checkpoint: null };

export const forkKey = ({ scenario, seed }: Pick<ForkResult, 'scenario' | 'seed'>): string =>
  `${scenario}/${seed}`;

/** Who is told of an experiment while it goes on. */
export interface Listener {
  progress(progress: Progress): void;
  /** Finished runs of a batch; what was under way of it counts no longer. */
  runs(runs: ResultRun[]): void;
  forks(forks: ForkResult[]): void;
  checkpoint(checkpoint: Checkpoint): void;
  /** @returns false to stop; may wait, which is a pause */
  goOn(): boolean | Promise<boolean>;
}

/** Seconds between checkpoints: what a crash may cost. */
const CHECKPOINT_SECONDS = 30;

/** The parts of a design that are still to be done. */
interface Work {
  batches: { batch: Batch; left: Checkpoint | null }[];
  forks: { scenario: number; seeds: number[] }[];
}

function workOf(design: Design, shard: Shard | null, laboratory: Laboratory, done: Done): Work {
  const open = jobsOf(design, shard).filter(({ id }) => !done.runs.has(id));
  const begun = new Set(done.checkpoint?.jobs ?? []);
  const byId = new Map(open.map((job) => [job.id, job]));
  // A batch that was under way goes on as it was; it is halved only where the device refuses it.
  const resumed = [...begun].every((id) => byId.has(id)) && begun.size > 0;
  const first = resumed ? [...begun].map((id) => byId.get(id)!) : [];
  const batches = batchesOf(design, resumed ? open.filter(({ id }) => !begun.has(id)) : open, (...asked) =>
    laboratory.mostLanes(...asked),
  ).map((batch) => ({ batch, left: null as Checkpoint | null }));
  if (resumed) {
    const { steps } = variedFor(design, first[0]!).training;
    batches.unshift({ batch: { jobs: first, steps }, left: done.checkpoint });
  }
  const { forkTest: asked } = design;
  const forks = !asked
    ? []
    : design.scenarios.flatMap((scenario, index) => {
        const seeds = shardSeeds(design.seeds, shard).filter(
          (seed) => !done.forks.has(forkKey({ scenario: scenario.id, seed })),
        );
        const { numGenerations } = variedFor(design, {
          scenario: index,
          method: 'static-uniform',
          variation: {},
        }).training;
        const most = laboratory.mostLanes(scenario, numGenerations);
        const size = Math.max(1, Math.floor(most / forkLanes(asked, scenario)));
        return Array.from({ length: Math.ceil(seeds.length / size) }, (_, i) => ({
          scenario: index,
          seeds: seeds.slice(i * size, (i + 1) * size),
        }));
      });
  return { batches, forks };
}

/** Lanes times steps times rollouts a prompt of a whole design, or a shard of it. */
export function allWork(design: Design, shard: Shard | null): number {
  const runs = jobsOf(design, shard).reduce((sum, job) => {
    const { steps, numGenerations } = variedFor(design, job).training;
    return sum + steps * numGenerations;
  }, 0);
  const seeds = shardSeeds(design.seeds, shard).length;
  const forks = design.forkTest
    ? design.scenarios.reduce((sum, scenario) => sum + forkTestWork(design, scenario, seeds), 0)
    : 0;
  return runs + forks;
}

/** Some of the lanes of a batch that was under way. */
const lanesOf = ({ jobs, snapshot, records }: Checkpoint, from: number, to: number): Checkpoint => ({
  jobs: jobs.slice(from, to),
  snapshot: { ...snapshot, lanes: snapshot.lanes.slice(from, to) },
  records: records.slice(from, to),
});

/** The same of what is still to be done. */
function openWork(design: Design, { batches, forks }: Work): number {
  const runs = batches.reduce((sum, { batch, left }) => {
    const { numGenerations } = variedFor(design, batch.jobs[0]!).training;
    return sum + batch.jobs.length * (batch.steps - (left?.snapshot.step ?? 0)) * numGenerations;
  }, 0);
  return (
    runs +
    forks.reduce(
      (sum, { scenario, seeds }) => sum + forkTestWork(design, design.scenarios[scenario]!, seeds.length),
      0,
    )
  );
}

/**
 * @param design one that `checkDesign` has passed
 * @returns whether everything is done; not, where `goOn` said no: then the latest checkpoint is what was reached of a
 *   batch of runs; fork tests that were under way, some minutes at most, are begun anew
 * @throws when the device is lost or cannot carry a single run
 */
export async function runExperiment(
  design: Design,
  shard: Shard | null,
  laboratory: Laboratory,
  done: Done,
  listener: Listener,
): Promise<boolean> {
  const work = workOf(design, shard, laboratory, done);
  const all = allWork(design, shard);
  const clock = () => performance.now() / 1000;
  const pace = new Pace(all, all - openWork(design, work), clock());
  let kept = clock();
  const reporter: Reporter = {
    stepped(lanes, numGenerations, what) {
      listener.progress({ what, ...pace.add(lanes * numGenerations, clock()) });
    },
    async goOn() {
      const asked = clock();
      const answer = await listener.goOn();
      if (clock() - asked > 1) pace.skipTo(clock());
      return answer;
    },
    async checkpoint(take) {
      if (clock() - kept < CHECKPOINT_SECONDS) return;
      listener.checkpoint(await take());
      kept = clock();
    },
  };
  const queue = [...work.batches];
  let made = done.runs.size;
  const runs = made + queue.reduce((sum, { batch }) => sum + batch.jobs.length, 0);
  while (queue.length > 0) {
    const { batch, left } = queue.shift()!;
    const { jobs, steps } = batch;
    const what = `${jobs.length === 1 ? `run ${made + 1}` : `runs ${made + 1} to ${made + jobs.length}`} of ${runs}`;
    let outcome: Awaited<ReturnType<typeof runBatch>>;
    try {
      outcome = await runBatch(design, batch, laboratory, left, reporter, what);
    } catch (error) {
      if (!(error instanceof TooManyLanes) || jobs.length === 1) throw error;
      const half = Math.ceil(jobs.length / 2);
      const halves = [
        [0, half],
        [half, jobs.length],
      ] as const;
      queue.unshift(
        ...halves.map(([from, to]) => ({
          batch: { jobs: jobs.slice(from, to), steps },
          left: left && lanesOf(left, from, to),
        })),
      );
      continue;
    }
    if ('stopped' in outcome) {
      listener.checkpoint(outcome.stopped);
      return false;
    }
    listener.runs(outcome.runs);
    kept = clock();
    made += jobs.length;
  }
  for (const { scenario, seeds } of work.forks) {
    const forks = await forkTest(design, design.scenarios[scenario]!, seeds, laboratory, reporter);
    if (!forks) return false;
    listener.forks(forks);
  }
  return true;
}
