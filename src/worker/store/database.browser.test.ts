import { afterEach, expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { RunDatabase } from './database.ts';
import type { KeptRun } from './kept-run.ts';

const NAME = 'focal-lab-test';

afterEach(async () => {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onblocked = resolve;
  });
});

const run = (id: string, updated: number): KeptRun => ({
  id,
  name: '',
  notes: '',
  created: 1,
  updated,
  recipe: { methods: ['static-prior'], seeds: [1, 2] } as unknown as KeptRun['recipe'],
  steps: 0,
  finished: false,
  parent: null,
  before: null,
});
const records = (from: number, to: number): StepRecord[][] =>
  [0, 1].map(() =>
    Array.from({ length: to - from }, (_, i) => ({ step: from + i, strict: NaN }) as StepRecord),
  );
const snapshot = (id: string, step: number) => ({
  run: id,
  step,
  lanes: [
    {
      step,
      updates: 2 * step,
      parameters: Float32Array.of(1, NaN, step),
      adamMean: new Float32Array(3),
      adamSquare: new Float32Array(3),
      kept: Float32Array.of(-1),
    },
  ],
});

it('keeps runs apart and whole over closing and opening', async () => {
  const database = await RunDatabase.open(NAME);
  await database.save(
    run('a', 5),
    false,
    [{ run: 'a', from: 0, records: records(0, 3) }],
    [snapshot('a', 3)],
  );
  await database.save(
    run('b', 9),
    false,
    [{ run: 'b', from: 0, records: records(0, 1) }],
    [snapshot('b', 1)],
  );
  await database.describe('a', { notes: 'n' });
  await database.describe('nowhere', { notes: 'n' });
  await database.save(
    run('a', 7),
    true,
    [{ run: 'a', from: 3, records: records(3, 12) }],
    [snapshot('a', 12)],
  );
  await database.drop('a', [3]);
  database.close();

  const again = await RunDatabase.open(NAME);
  expect((await again.list()).map(({ id }) => id)).toEqual(['b', 'a']);
  const { run: __, ...kept } = snapshot('a', 12);
  expect(await again.load('a')).toEqual({
    run: { ...run('a', 7), notes: 'n' },
    records: records(0, 12),
    snapshots: [kept],
  });
  expect(await again.load('nowhere')).toBeUndefined();
  await again.delete('a');
  expect(await again.load('a')).toBeUndefined();
  expect((await again.load('b'))!.records).toEqual(records(0, 1));
  expect((await again.list()).map(({ id }) => id)).toEqual(['b']);
  again.close();
});

it('writes all of what is handed in, or none of it', async () => {
  const database = await RunDatabase.open(NAME);
  await database.save(run('a', 5), false);
  const broken = { run: 'a', from: 0, records: () => {} } as never; // a function cannot be kept
  await expect(database.save(run('a', 6), true, [broken])).rejects.toThrow();
  expect((await database.load('a'))!.run).toEqual(run('a', 5));
  await expect(database.save(run('b', 6), true)).rejects.toThrow('deleted');
  expect(await database.load('b')).toBeUndefined();
  database.close();
});
