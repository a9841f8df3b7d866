import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { joinChunks, type Chunk, type KeptRun } from './kept-run.ts';
import { Keeper, thin, type RunStore } from './keeper.ts';

const run: KeptRun = {
  id: 'r1',
  name: '',
  notes: '',
  created: 1,
  updated: 1,
  recipe: {} as KeptRun['recipe'],
  steps: 0,
  finished: false,
  parent: null,
  before: null,
};
const records = (steps: number): StepRecord[][] =>
  [0, 1].map(() => Array.from({ length: steps }, (_, step) => ({ step }) as StepRecord));

/** A database that fails when told to. */
function store() {
  const saved: KeptRun[] = [];
  const chunks: Chunk[] = [];
  const snapshots = new Set<number>();
  const own = { saved, chunks, snapshots, failure: null as Error | null };
  const database: RunStore = {
    save: (kept, _known, more = [], taken = []) => {
      if (own.failure) return Promise.reject(own.failure);
      saved.push(kept);
      chunks.push(...more);
      for (const { step } of taken) snapshots.add(step);
      return Promise.resolve();
    },
    drop: (_, steps) => {
      for (const step of steps) snapshots.delete(step);
      return Promise.resolve();
    },
  };
  return { own, database };
}

it('writes every step once, and edits at once', async () => {
  const { own, database } = store();
  const keeper = new Keeper(database, run, () => {});
  for (let step = 3; step <= 30; step += 3) keeper.keep(records(step), { step, lanes: [] });
  keeper.note({ finished: true });
  await keeper.settled();
  expect(joinChunks(own.chunks, 2)).toEqual(records(30));
  expect(own.chunks).toHaveLength(10);
  expect(own.saved.at(-1)).toMatchObject({ finished: true, steps: 30 });
  expect(own.snapshots.has(30)).toBe(true);
  expect(own.snapshots.size).toBe(6);
});

it('says once that it cannot, and why, tries again, and then has every step', async () => {
  const { own, database } = store();
  const said: (string | null)[] = [];
  const keeper = new Keeper(database, run, (problem) => said.push(problem));
  own.failure = new DOMException('full', 'QuotaExceededError');
  keeper.keep(records(2), { step: 2, lanes: [] });
  keeper.note({ finished: true });
  await keeper.settled();
  expect(said).toEqual([expect.stringContaining('no room left')]);
  expect(own.saved).toEqual([]);
  const told: (string | null)[] = [];
  keeper.tell((problem) => told.push(problem));
  expect(told).toEqual(said);
  own.failure = null;
  keeper.keep(records(5), { step: 5, lanes: [] });
  await keeper.settled();
  expect(told.at(-1)).toBeNull();
  expect(joinChunks(own.chunks, 2)).toEqual(records(5));
  expect(own.saved.at(-1)).toMatchObject({ steps: 5, finished: true });
});

it('joins chunks whatever their order, once each, and stops at a gap', () => {
  const chunk = (from: number, to: number): Chunk => ({
    run: 'r1',
    from,
    records: records(to).map((own) => own.slice(from)),
  });
  expect(joinChunks([chunk(2, 5), chunk(0, 2), chunk(3, 6)], 2)).toEqual(records(6));
  expect(joinChunks([chunk(0, 2), chunk(4, 6)], 2)).toEqual(records(2));
  expect(joinChunks([], 2)).toEqual([[], []]);
});

it('keeps the first and the latest snapshot, few in all, and more of the recent past', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (every, count) => {
      let steps: number[] = [];
      for (let i = 1; i <= count; i++) steps = thin([...steps, i * every]).stay;
      expect(steps.length).toBeLessThanOrEqual(6);
      expect(steps[0]).toBe(every);
      expect(steps.at(-1)).toBe(count * every);
      const holes = steps.slice(1).map((step, i) => step - steps[i]!);
      if (count > 20) expect(holes.at(-1)!).toBeLessThanOrEqual(Math.max(...holes) / 2);
    }),
  );
});
