import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import type { BatchShape, Engine } from '../engine/engine.ts';
import { FusedEngine } from '../engine/fused/fused.ts';
import { PROMISED_LIMITS, testDevice } from '../engine/fused/testing.ts';
import { OpsEngine } from '../engine/ops.ts';
import { initialParameters } from '../policy/parameters.ts';
import { criterion } from '../rubric/testing.ts';
import { tuningFor } from '../wgsl/tuning.ts';
import { planOf, type EditRequest } from './edit.ts';
import { replay } from './replay.ts';
import { scenarioShape, type Scenario } from './scenario.ts';
import { Session, type SessionPlan } from './session.ts';
import type { Snapshot } from './snapshot.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const scenario: Scenario = (() => {
  const full = findScenario('forgotten-footnote');
  return {
    ...full,
    policy: { width: 8, heads: 2, hidden: 8, blocks: 1 },
    training: { ...full.training, numGenerations: 4, numIterations: 1, maxCompletionLength: 5, steps: 1000 },
  };
})();
const base = initialParameters(scenarioShape(scenario), 2);
/** Methods that carry something from step to step, and one that does not. */
const plan: SessionPlan = {
  scenario,
  methods: ['focal-prior', 'pow3r', 'static-prior'],
  seeds: [1],
  parameters: { 'focal.estimator': 3 },
};

const ENGINES: Record<Known, (batch: BatchShape) => Engine | Promise<Engine>> = {
  fused: (batch) =>
    FusedEngine.create(batch, {
      device,
      tuning: tuningFor({ ...PROMISED_LIMITS, software: true }),
      software: true,
    }),
  ops: (batch) => new OpsEngine(batch),
};

const open = (engine: Known, left?: Parameters<typeof Session.open>[3], own: SessionPlan = plan) =>
  Session.open(own, base, ENGINES[engine]!, left);

/** As many as the edits are spread over; the ops engine is slow. */
const STEPS = { fused: 8, ops: 3 };
type Known = keyof typeof STEPS;

/** Some edit of the rubric as it stands, of a method, of training, or a step through the history. */
const request = fc.tuple(fc.nat(9), fc.nat(99)).map(([kind, number]) => (session: Session): EditRequest => {
  const { criteria } = session;
  const own = criteria[number % criteria.length]!;
  switch (kind) {
    case 0:
      return { kind: 'weight', criterion: own.id, value: number / 10 };
    case 1:
      return { kind: 'active', criterion: own.id, value: !own.active };
    case 2:
      return { kind: 'add', value: criterion({ id: `new_${number}_${session.edits.length}` }), at: 0 };
    case 3:
      return criteria.length > 2
        ? { kind: 'delete', criterion: own.id }
        : { kind: 'training', name: 'beta', value: 0.1 };
    case 4:
      return { kind: 'move', criterion: own.id, to: number % criteria.length };
    case 5:
      return { kind: 'parameters', value: { 'focal.gamma': number / 25, 'pow3r.beta': (number % 10) / 10 } };
    case 6:
      return { kind: 'undo' };
    case 7:
      return { kind: 'redo' };
    case 8:
      return { kind: 'training', name: 'learningRate', value: 0.001 * (1 + (number % 5)) };
    default:
      return { kind: 'criterion', criterion: own.id, value: { ...own, judge: { falsePositive: 0.2 } } };
  }
});

const script = fc.array(fc.tuple(fc.nat(STEPS.fused - 1), request), { minLength: 30, maxLength: 30 });

/** Plays a script; takes a snapshot before some step. */
async function play(engine: Known, edits: [number, (session: Session) => EditRequest][], snapshotAt: number) {
  const session = await open(engine);
  let snapshot: Snapshot | undefined;
  for (let step = 0; step < STEPS[engine]; step++) {
    // Some edits come before the snapshot, some after it: it must not matter.
    const own = edits.filter(([at]) => at % STEPS[engine] === step);
    for (const [, make] of own.slice(0, 1)) await session.edit(make(session));
    if (step === snapshotAt) snapshot = await session.snapshot();
    for (const [, make] of own.slice(1)) await session.edit(make(session));
    await session.advance();
  }
  await session.settle();
  const end = await session.snapshot();
  const rollouts = await session.rollouts(1);
  const { edits: log, records } = session;
  session.dispose();
  return { log, records, end, rollouts, snapshot: snapshot! };
}

it.each<[Known, number]>([
  ['fused', 4],
  ['ops', 1],
])(
  '%s: a run of 30 edits comes out the same, bit for bit, from its start, a snapshot, and alone',
  (engine, runs) =>
    fc.assert(
      fc.asyncProperty(script, fc.integer({ min: 1, max: STEPS[engine] - 1 }), async (edits, at) => {
        const original = await play(engine, edits, at);

        const made = planOf(original.log);
        const again = await open(engine);
        await replay(again, made, STEPS[engine]);
        expect(again.edits).toEqual(original.log);
        expect(again.records).toEqual(original.records);
        expect(await again.snapshot()).toEqual(original.end);
        again.dispose();

        const { snapshot, records } = original;
        const resumed = await open(engine, { snapshot, records, edits: made });
        expect(resumed.nextStep).toBe(at);
        await replay(resumed, made, STEPS[engine]);
        expect(resumed.records).toEqual(records);
        expect(await resumed.snapshot()).toEqual(original.end);
        resumed.dispose();

        const alone = await open(
          engine,
          { snapshot: { step: at, lanes: [snapshot.lanes[1]!] }, records: [records[1]!], edits: made },
          { ...plan, methods: ['pow3r'] },
        );
        await replay(alone, made, STEPS[engine]);
        expect(alone.records[0]).toEqual(records[1]);
        expect((await alone.rollouts(0))!.tokens).toEqual(original.rollouts!.tokens);
        expect((await alone.rollouts(0))!.rewards).toEqual(original.rollouts!.rewards);
        alone.dispose();
      }),
      { numRuns: runs },
    ),
);

it('a fork is the run that had its edits from the start', async () => {
  const edit: EditRequest = { kind: 'weight', criterion: 'hedge', value: 3 };
  const parent = await open('fused');
  for (let step = 0; step < 6; step++) {
    if (step === 1) await parent.edit({ kind: 'active', criterion: 'greets', value: false });
    if (step === 4) await parent.edit({ kind: 'weight', criterion: 'clean', value: 0 });
    await parent.advance();
  }
  await parent.settle();
  const kept = await open('fused');
  await replay(kept, planOf(parent.edits), 3);
  const snapshot = await kept.snapshot();
  kept.dispose();

  const log = planOf(parent.edits.slice(0, 1)); // without the edit at step 4
  const fork = await open('fused', { snapshot, edits: log, records: parent.records });
  await replay(fork, log, 4);
  await fork.edit(edit);
  await replay(fork, planOf(fork.edits), 7);

  const direct = await open('fused');
  for (let step = 0; step < 7; step++) {
    if (step === 1) await direct.edit({ kind: 'active', criterion: 'greets', value: false });
    if (step === 4) await direct.edit(edit);
    await direct.advance();
  }
  await direct.settle();
  expect(fork.edits).toEqual(direct.edits);
  expect(fork.records).toEqual(direct.records);
  expect(fork.records[0]!.slice(0, 4)).toEqual(parent.records[0]!.slice(0, 4));
  expect(fork.records[0]![4]).not.toEqual(parent.records[0]![4]);
  for (const session of [parent, fork, direct]) session.dispose();
});

it.each<Known>(['fused', 'ops'])('%s: lanes that share a stem are one until it ends', async (engine) => {
  const stem = { method: 'pow3r', step: 2 };
  const forked: SessionPlan = { ...plan, methods: ['pow3r', 'focal-prior'], stem };
  const session = await open(engine, undefined, forked);
  const straight = await open(engine, undefined, { ...plan, methods: ['pow3r'] });
  for (const own of [session, straight]) {
    for (let step = 0; step < 4; step++) {
      if (step === 1) await own.edit({ kind: 'weight', criterion: 'hedge', value: 3 });
      await own.advance();
    }
    await own.settle();
  }
  const [stayed, changed] = session.records;
  expect(stayed).toEqual(straight.records[0]);
  expect(changed!.slice(0, 2)).toEqual(stayed!.slice(0, 2));
  expect(changed![2]).not.toEqual(stayed![2]);

  // From a snapshot at the end of the stem, before it and after it.
  for (const at of [1, 2, 3]) {
    const first = await open(engine, undefined, forked);
    await replay(first, planOf(session.edits), at);
    const snapshot = await first.snapshot();
    const left = { snapshot, records: session.records, edits: planOf(session.edits) };
    const resumed = await open(engine, left, forked);
    await replay(resumed, left.edits, 4);
    expect(resumed.records).toEqual(session.records);
    expect(await resumed.snapshot()).toEqual(await session.snapshot());
    for (const own of [first, resumed]) own.dispose();
  }
  for (const own of [session, straight]) own.dispose();
});
