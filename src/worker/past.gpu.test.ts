import { beforeEach, expect, it } from 'vitest';
import { readRunFile } from '../exchange/run-file/run-file.ts';
import { gpuDevice } from '../lab/engine/device.ts';
import { planOf, type EditRequest, type PlannedEdit } from '../lab/run/edit.ts';
import type { Start } from './protocol.ts';
import { trainer, tinyRequest as request } from './testing.ts';

/** Each opens a device and compiles anew, which takes seconds on a processor; `VITE_LOSSES=20` asks for more. */
const LOSSES = Number(import.meta.env['VITE_LOSSES'] ?? 2);

const weigh = (value: number): EditRequest => ({ kind: 'weight', criterion: 'hedge', value });

let at: ReturnType<typeof trainer>;
beforeEach(() => {
  at = trainer();
});
let opened = 0;
const open = (start?: Start, own = request) =>
  at.own.obey({ type: 'open', run: ++opened, request: own, ...(start && { start }) });
const play = (until: number) => at.own.obey({ type: 'play', until });
const edit = (change: EditRequest) => at.own.obey({ type: 'edit', change });

/** Records of the run that was opened last, [step][lane]. */
const records = () => {
  const before = at.of('opened').at(-1)!.opened.records;
  const since = at.of('records').filter(({ run }) => run === opened);
  return [
    ...(before[0] ?? []).map((_, step) => before.map((own) => own[step]!)),
    ...since.map((each) => [...each.records]),
  ];
};
/** The edits of the run as it stands. */
const logOf = () => {
  const last = at.reports.findLast(({ type }) => type === 'opened' || type === 'edited')!;
  return planOf(last.type === 'opened' ? last.opened.edits : last.type === 'edited' ? last.edits : []);
};
/** What the policy of a lane is after a step. */
async function policy(lane: number, step: number): Promise<Uint8Array> {
  await at.own.obey({ type: 'save-policy', lane, step });
  expect(at.of('not-saved')).toEqual([]);
  return at.of('saved').at(-1)!.bytes;
}

it(
  'a run whose device is lost again and again ends as one that was left alone',
  { timeout: 400_000 },
  async () => {
    const one = { ...request, methods: ['pow3r'], seeds: { first: 1, count: 1 } };
    await open(undefined, one);
    for (let loss = 1; loss <= LOSSES; loss++) {
      await play(2 * loss);
      if (loss === 1) await edit(weigh(2)); // kept, though no step has run with it
      gpuDevice().destroy();
      await expect.poll(() => at.of('failed').filter(({ lost }) => lost).length).toBe(loss);
      await open({ edits: logOf(), to: 2 * loss, known: { run: opened } }, one);
      expect(records()).toHaveLength(2 * loss);
      expect(at.of('opened').at(-1)!.opened.parted).toBeNull();
    }
    await play(2 * LOSSES + 4);
    const [disturbed, last] = [records(), await policy(0, 2 * LOSSES + 3)];
    const edits = logOf();
    expect(edits).toEqual([{ step: 2, request: weigh(2) }]);
    await open({ edits, to: 0, known: null }, one);
    await play(2 * LOSSES + 4);
    expect(records()).toEqual(disturbed);
    expect(await policy(0, 2 * LOSSES + 3)).toEqual(last);
  },
);

it('a fork takes its past from the run it leaves, and goes on as if it had always been so', async () => {
  await open();
  await play(4);
  await edit(weigh(5));
  await play(9);
  const parent = records();
  const edits = planOf(at.of('edited').at(-1)!.edits);

  await open({ edits: [{ step: 6, request: weigh(0) }], to: 6, known: { run: opened } });
  const { opened: fork } = at.of('opened').at(-1)!;
  expect(fork.parted).toBe(4); // without the edit of step 4, what is known of the steps since is another run's
  await open({ edits: edits.slice(0, 1), to: 6, known: { run: opened } });
  await play(8);
  await open({ edits: [...edits, { step: 6, request: weigh(0) }], to: 6, known: null });
  expect(records()).toEqual(parent.slice(0, 6));
  await play(8);
  expect(at.of('failed')).toEqual([]);
  expect(records()[5]).toEqual(parent[5]);
  expect(records()[6]).not.toEqual(parent[6]);
});

it('lanes of a fork into other methods share their stem', async () => {
  await open();
  await play(5);
  const parent = records();
  const forked = {
    ...request,
    methods: ['static-prior', 'focal-prior'],
    stem: { method: 'static-prior', step: 3 },
  };
  await open({ edits: [], to: 3, known: { run: opened } }, forked);
  await play(5);
  const both = records();
  const [P, S] = [0, 1].map((seed) => parent.map((step) => step[seed]!)).map((own) => own.slice(0, 5));
  expect(both.map((step) => step[0])).toEqual(P);
  expect(both.map((step) => step[1])).toEqual(S);
  expect(both.slice(0, 3).map((step) => step[2])).toEqual(P!.slice(0, 3));
  expect(both[3]![2]).not.toEqual(P![3]);
  expect(at.of('opened').at(-1)!.opened.parted).toBeNull();
});

it('shows the very answers of a past step that nobody had read', async () => {
  const look = { lane: 3, prompt: 2, step: null }; // the second seed
  await open();
  await at.own.obey({ type: 'look', look });
  await play(2);
  await edit(weigh(3));
  await play(3);
  const then = at.of('rollouts').at(-1)!;
  expect(then.group.step).toBe(2);
  await open();
  await at.own.obey({ type: 'look', look: { ...look, lane: 0 } });
  await play(2);
  await edit(weigh(3));
  await play(6);
  await at.own.obey({ type: 'look', look: { ...look, step: 2 } });
  await expect.poll(() => at.of('rollouts').at(-1)!.group.step, { timeout: 20_000 }).toBe(2);
  const again = at.of('rollouts').at(-1)!;
  expect(again.look).toEqual({ ...look, step: 2 });
  expect(again.group).toEqual(then.group);
  expect(again.explained).toEqual(then.explained);
});

it('makes the edits of a recipe at their steps, and pauses where it is told to', async () => {
  const edits: PlannedEdit[] = [
    { step: 0, request: weigh(1) },
    { step: 2, request: weigh(2) },
    { step: 3, request: { kind: 'undo' } },
  ];
  await open({ edits, to: 0, known: null });
  expect(at.of('opened').at(-1)!.opened.edits).toHaveLength(1);
  expect(at.of('opened').at(-1)!.opened.ahead).toHaveLength(2);
  await play(4);
  expect(records()).toHaveLength(4);
  expect(at.of('edited').at(-1)).toMatchObject({ ahead: [], edits: [{ step: 0 }, { step: 2 }, { step: 3 }] });
  expect(at.of('playing').at(-1)).toMatchObject({ playing: false, finished: false });
});

it('a user’s edit between those of a recipe: an undo stays what it was, and what is impossible is left out', async () => {
  await open({
    edits: [
      { step: 0, request: weigh(2) },
      { step: 2, request: { kind: 'undo' } },
      { step: 3, request: { kind: 'weight', criterion: 'greets', value: 1 } },
    ],
    to: 0,
    known: null,
  });
  await play(1);
  await edit({ kind: 'delete', criterion: 'greets' });
  expect(at.of('rejected').at(-1)!.message).toContain('to come from step 3 on');
  await play(4);
  const { edits, ahead, criteria } = at.of('edited').at(-1)!;
  expect(edits.map(({ step, kind }) => [step, kind])).toEqual([
    [0, 'weight'],
    [1, 'delete'],
    [2, 'weight'],
  ]);
  expect(ahead).toEqual([]);
  expect(criteria.find(({ id }) => id === 'hedge')!.weight).toBe(0.3);
  expect(criteria.some(({ id }) => id === 'greets')).toBe(false);
});

it('knows nothing of a run that another has followed', async () => {
  await open();
  await play(2);
  const gone = opened;
  await open();
  await open({ edits: [], to: 2, known: { run: gone } });
  expect(at.of('opened').at(-1)!.opened).toMatchObject({ parted: null, records: { length: 4 } });
  expect(records()).toHaveLength(2);
  expect(at.of('failed')).toEqual([]);
});

it('saves a run as a file from which it goes on', async () => {
  await open();
  await play(3);
  await edit(weigh(4));
  await play(5);
  await at.own.obey({ type: 'save-run', name: 'mine', notes: 'a & b' });
  const { run } = readRunFile(at.of('saved').at(-1)!.bytes);
  expect([run.name, run.notes, run.records[0]!.length]).toEqual(['mine', 'a & b', 5]);
  await play(8);
  const whole = records();
  const known = {
    records: run.records.map((own) => [...own]),
    snapshots: run.snapshots.map((own) => ({ ...own })),
  };
  await open({ edits: run.recipe.edits, to: 5, known });
  expect(at.of('opened').at(-1)!.opened.parted).toBeNull();
  await play(8);
  expect(records()).toEqual(whole);
});
