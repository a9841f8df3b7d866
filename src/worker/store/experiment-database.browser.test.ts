import { afterEach, expect, it } from 'vitest';
import type { ResultRun } from '../../experiment/results.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';
import type { Checkpoint } from '../../experiment/run/progress.ts';
import { ExperimentDatabase, type KeptExperiment } from './experiment-database.ts';

const NAME = 'focal-lab-experiments-test';

afterEach(async () => {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onblocked = resolve;
  });
});

const kept = (id: string, updated: number): KeptExperiment => ({
  ...{ id, title: id, design: { study: 'prior-skew' } as KeptExperiment['design'], created: 1, updated },
  ...{ device: null, otherDevices: [], runs: 0, all: 4, finished: false },
});
const run = (id: string) =>
  ({ id, steps: [{ step: 0, direct: null, scores: { a: 0.5 } }] }) as unknown as ResultRun;
const fork = (seed: number, criterion: string) =>
  ({ scenario: 's', seed, checkpoint: 10, criterion, gain: 0.25 }) as ForkResult;
const checkpoint = (jobs: string[]): Checkpoint => ({
  jobs,
  snapshot: {
    step: 3,
    lanes: jobs.map(() => ({
      ...{ step: 3, updates: 6, parameters: Float32Array.of(1, NaN, 3) },
      ...{ adamMean: new Float32Array(3), adamSquare: new Float32Array(3), kept: Float32Array.of(-1) },
    })),
  },
  records: jobs.map(() => []),
});

it('keeps what an experiment reached over closing and opening, apart from others', async () => {
  const database = await ExperimentDatabase.open(NAME);
  await database.save(kept('a', 5), false);
  await database.save(kept('b', 9), false, { runs: [run('b/1')], checkpoint: checkpoint(['b/2']) });
  await database.save(kept('a', 6), true, { checkpoint: checkpoint(['a/1', 'a/2']) });
  await database.save(kept('a', 7), true, { runs: [run('a/1'), run('a/2')], checkpoint: null });
  await database.save(kept('a', 8), true, {
    forks: [fork(1, 'x'), fork(1, 'y')],
    checkpoint: checkpoint(['a/3']),
  });
  await database.save(kept('a', 10), true, { runs: [run('a/2')] }); // handed in twice after a failure
  database.close();

  const again = await ExperimentDatabase.open(NAME);
  expect((await again.list()).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await again.load('a')).toEqual({
    kept: kept('a', 10),
    runs: [run('a/1'), run('a/2')],
    forks: [fork(1, 'x'), fork(1, 'y')],
    checkpoint: checkpoint(['a/3']),
  });
  await again.delete('a');
  expect(await again.load('a')).toBeUndefined();
  expect(await again.load('b')).toEqual({
    ...{ kept: kept('b', 9), runs: [run('b/1')], forks: [], checkpoint: checkpoint(['b/2']) },
  });
  await again.save(kept('a', 11), false);
  expect((await again.load('a'))!.runs).toEqual([]); // nothing was left behind
  again.close();
});

it('writes all of what is handed in, or none of it', async () => {
  const database = await ExperimentDatabase.open(NAME);
  await database.save(kept('a', 5), false);
  const broken = { id: 'a/2', steps: () => {} } as never; // a function cannot be kept
  await expect(database.save(kept('a', 6), true, { runs: [run('a/1'), broken] })).rejects.toThrow();
  expect(await database.load('a')).toEqual({ kept: kept('a', 5), runs: [], forks: [], checkpoint: null });
  await expect(database.save(kept('b', 6), true, { runs: [run('b/1')] })).rejects.toThrow('deleted');
  expect(await database.load('b')).toBeUndefined();
  database.close();
});
