import { beforeAll, describe, expect, it } from 'vitest';
import { openDevice } from '../../lab/engine/device.ts';
import { makeEngine, warmStartOn } from '../../lab/engine/make.ts';
import { Session } from '../../lab/run/session.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import { tiny } from '../../worker/testing.ts';
import type { Design, Shard } from '../design/design.ts';
import { mergeResults } from '../merge.ts';
import type { ExperimentResults } from '../read-results.ts';
import { resultStep, type ResultRun } from '../results.ts';
import { forkKey, NOTHING_DONE, runExperiment, type Done } from './experiment.ts';
import { TooManyLanes } from './in-parts.ts';
import type { ForkResult } from './fork-result.ts';
import type { Laboratory } from './laboratory.ts';
import type { Checkpoint } from './progress.ts';
import { resultsFrom } from './results-from.ts';

const design: Design = {
  ...{ study: null, seeds: [3, 4, 9], training: { steps: 4 }, parameters: {}, baselines: null },
  scenarios: [tiny, { ...tiny, id: 'other', rubric: tiny.rubric.slice(2) }],
  methods: ['static-prior', 'focal-prior'],
  // The moving average remembers, so a resumed run shows whether what methods keep came along.
  variations: [{}, { 'focal.estimator': 3 }],
  forkTest: null,
};

let laboratory: Laboratory;
/** Lanes of each engine that was made. */
const made: number[] = [];

beforeAll(async () => {
  const device = await openDevice('webgpu');
  const base = warmStartOn('fused', device.info)(scenarioShape(tiny), tiny.mixture, tiny.warmStart);
  laboratory = {
    device: device.info,
    basePolicy: () => base,
    makeEngine: async (batch) => {
      made.push(batch.lanes);
      return (await makeEngine('fused', device.info, batch)).engine;
    },
    mostLanes: () => 100,
  };
});

interface Outcome {
  finished: boolean;
  runs: ResultRun[];
  forks: ForkResult[];
  checkpoint: Checkpoint | null;
  done: number[];
}

async function conducted(
  asked: Design,
  {
    shard = null,
    done = NOTHING_DONE,
    own = laboratory,
    stopAfter = Infinity,
  }: {
    shard?: Shard | null;
    done?: Done;
    own?: Laboratory;
    stopAfter?: number;
  } = {},
): Promise<Outcome> {
  const outcome: Outcome = { finished: false, runs: [], forks: [], checkpoint: null, done: [] };
  let steps = 0;
  outcome.finished = await runExperiment(asked, shard, own, done, {
    progress: (progress) => outcome.done.push(progress.done),
    runs: (runs) => {
      outcome.runs.push(...runs);
      outcome.checkpoint = null;
    },
    forks: (forks) => outcome.forks.push(...forks),
    checkpoint: (checkpoint) => (outcome.checkpoint = checkpoint),
    goOn: () => steps++ < stopAfter,
  });
  return outcome;
}

const device = {
  ...({ backend: 'webgpu', label: 'test', vendor: '', architecture: '', software: true } as const),
  ...{ engine: 'fused', dispatchesPerStep: null, secondsPerStep: 1 },
};
const written = (asked: Design, shard: Shard | null, { runs, forks, checkpoint }: Outcome) =>
  resultsFrom({ design: asked, shard, date: '2026-11-22', device, runs, forks, checkpoint });

/** A device that refuses more lanes, though it was thought to carry them. */
const roomFor = (most: number): Laboratory => ({
  ...laboratory,
  makeEngine: (batch) => {
    if (batch.lanes > most) throw new TooManyLanes(`no room for ${batch.lanes}`);
    return laboratory.makeEngine(batch);
  },
});

describe('an experiment', () => {
  it('gives every run once, each as it is alone', async () => {
    const outcome = await conducted(design);
    expect(outcome.finished).toBe(true);
    const results = written(design, null, outcome);
    expect(results.complete).toBe(true);
    expect(results.runs).toHaveLength(2 * 3 * 3);
    expect(results.runs.map(({ id }) => id).slice(0, 4)).toEqual([
      ...['static-prior/3', 'static-prior/4', 'static-prior/9'].map((id) => `${tiny.id}/${id}`),
      `${tiny.id}/focal-prior/3`,
    ]);
    expect(outcome.done.at(-1)).toBeCloseTo(1, 9);
    expect(outcome.done).toEqual([...outcome.done].sort((a, b) => a - b));

    // The same run in a session, as the page has it.
    const session = await Session.open(
      {
        scenario: tiny,
        methods: ['focal-prior'],
        seeds: [9],
        training: { steps: 4 },
        parameters: { 'focal.estimator': 3 },
      },
      await laboratory.basePolicy(tiny),
      laboratory.makeEngine,
    );
    while (!session.finished) await session.advance();
    await session.settle();
    const same = results.runs.find(({ id }) => id === `${tiny.id}/focal-prior/focal.estimator=3/9`)!;
    expect(same.steps).toEqual(session.records[0]!.map(resultStep));
    expect(same.params['focal.estimator']).toBe(3);
    session.dispose();
  });

  it('comes to the same in small batches, in shards, and when it was stopped in between', async () => {
    const whole = written(design, null, await conducted(design));
    made.length = 0;
    const small = await conducted(design, { own: { ...laboratory, mostLanes: () => 4 } });
    expect(Math.max(...made)).toBeLessThanOrEqual(4);
    expect(written(design, null, small)).toEqual(whole);

    const stopped = await conducted(design, { stopAfter: 2 });
    expect(stopped.finished).toBe(false);
    expect(stopped.checkpoint!.snapshot.step).toBe(2);
    const partial = written(design, null, stopped);
    expect(partial.complete).toBe(false);
    expect(partial.runs.map(({ steps }) => steps.length)).toEqual(new Array(18).fill(2));
    const rest = await conducted(design, {
      done: { ...NOTHING_DONE, checkpoint: stopped.checkpoint },
    });
    expect(rest.done[0]).toBeCloseTo(3 / 4, 9);
    expect(written(design, null, rest)).toEqual(whole);

    const shards = [1, 2].map((index) => ({ index, of: 2 }));
    const parts = [];
    for (const shard of shards)
      parts.push({
        where: `shard ${shard.index}`,
        results: written(design, shard, await conducted(design, { shard })) as ExperimentResults,
      });
    expect(mergeResults(parts.reverse())).toEqual(whole);
  });

  it('halves a batch that the device has no room for, and gives up on a single lane only', async () => {
    const narrow = { ...design, variations: [{}], scenarios: [tiny] };
    const outcome = await conducted(narrow, { own: roomFor(2) });
    expect(written(narrow, null, outcome)).toEqual(written(narrow, null, await conducted(narrow)));
    await expect(conducted(narrow, { own: roomFor(0) })).rejects.toThrow('no room for 1');

    // What was begun on a larger device goes on in halves, from where it was.
    const stopped = await conducted(narrow, { stopAfter: 2 });
    const rest = await conducted(narrow, {
      own: roomFor(3),
      done: { ...NOTHING_DONE, checkpoint: stopped.checkpoint },
    });
    expect(written(narrow, null, rest)).toEqual(written(narrow, null, outcome));
  });
});

describe('the fork test', () => {
  const asked: Design = {
    ...design,
    ...{ scenarios: [tiny], methods: [], variations: [{}], seeds: [3, 4] },
    forkTest: { checkpoints: [0, 2], horizon: 2, factor: 3, rollouts: 8 },
  };

  it('measures every criterion at every checkpoint, seed by seed the same', async () => {
    const { forks, finished, done } = await conducted(asked);
    expect(finished).toBe(true);
    expect(done.at(-1)).toBeCloseTo(1, 9);
    expect(forks).toHaveLength(2 * 2 * tiny.rubric.length);
    for (const fork of forks) {
      expect(Math.abs(fork.gain)).toBeLessThanOrEqual(1);
      expect(fork.baseline).toBeGreaterThanOrEqual(0);
      expect(fork.baseline).toBeLessThanOrEqual(1);
      expect(fork.predicted.gold).toBeGreaterThanOrEqual(0);
      expect(fork.predicted['recent gain'] === null).toBe(fork.checkpoint === 0);
    }
    const alone = await conducted({ ...asked, seeds: [4] });
    expect(alone.forks).toEqual(forks.filter(({ seed }) => seed === 4));
    const rest = await conducted(asked, {
      done: { ...NOTHING_DONE, forks: new Set([forkKey({ scenario: tiny.id, seed: 3 })]) },
    });
    expect(rest.forks).toEqual(alone.forks);
    expect(rest.done[0]).toBeGreaterThan(0.5);

    const parts = await conducted({ ...asked, seeds: [4] }, { own: roomFor(5) });
    expect(parts.forks).toEqual(alone.forks);
    const stopped = await conducted(asked, { stopAfter: 3 });
    expect(stopped).toMatchObject({ finished: false, forks: [] });
  });

  it('finds nothing gained by forks that favour nothing', async () => {
    const { forks } = await conducted({ ...asked, seeds: [3], forkTest: { ...asked.forkTest!, factor: 1 } });
    expect(forks.map(({ gain, sideEffect }) => [gain, sideEffect])).toEqual(forks.map(() => [0, 0]));
  });
});
