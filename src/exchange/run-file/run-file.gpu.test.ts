/** A run of the engine itself comes back from its file, and goes on from there bit for bit. */
import { beforeAll, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { FusedEngine } from '../../lab/engine/fused/fused.ts';
import { PROMISED_LIMITS, testDevice } from '../../lab/engine/fused/testing.ts';
import type { BatchShape } from '../../lab/engine/engine.ts';
import { initialParameters } from '../../lab/policy/parameters.ts';
import { criterion } from '../../lab/rubric/testing.ts';
import type { EditRequest } from '../../lab/run/edit.ts';
import { replay } from '../../lab/run/replay.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { Session, type SessionPlan } from '../../lab/run/session.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import { tuningFor } from '../../lab/wgsl/tuning.ts';
import { readAny } from '../read-any.ts';
import { recipeOf } from '../recipe/recipe-of.ts';
import { writeRunFile } from './run-file.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const full = findScenario('forgotten-footnote');
const scenario: Scenario = {
  ...full,
  policy: { width: 8, heads: 2, hidden: 8, blocks: 1 },
  training: { ...full.training, numGenerations: 4, numIterations: 2, maxCompletionLength: 5 },
};
const base = initialParameters(scenarioShape(scenario), 2);
const plan: SessionPlan = {
  scenario,
  methods: ['pow3r', 'static-prior'],
  seeds: [1, 2],
  stem: { method: 'focal-prior', step: 2 },
  parameters: { 'focal.estimator': 3 },
};

/** At each step, before it runs; those of step 3 come after the snapshot there. */
const EDITS: readonly (readonly EditRequest[])[] = [
  [{ kind: 'delete', criterion: 'cite' }],
  [
    { kind: 'add', value: criterion({ id: 'extra' }), at: 1 },
    { kind: 'weight', criterion: 'extra', value: 3 },
  ],
  [{ kind: 'undo' }],
  [{ kind: 'delete', criterion: 'polite' }, { kind: 'undo' }, { kind: 'undo' }],
  [{ kind: 'move', criterion: 'hedge', to: 0 }, { kind: 'redo' }],
];

const engine = (batch: BatchShape) =>
  FusedEngine.create(batch, {
    device,
    tuning: tuningFor({ ...PROMISED_LIMITS, software: true }),
    software: true,
  });

it('a run that was forked and edited', async () => {
  const session = await Session.open(plan, base, engine);
  const snapshots: Snapshot[] = [];
  for (const [step, edits] of EDITS.entries()) {
    if (step === 0 || step === 3) snapshots.push(await session.snapshot());
    for (const request of edits) await session.edit(request);
    await session.advance();
  }
  await session.settle();
  const end = await session.snapshot();
  const run = {
    recipe: recipeOf({ ...plan, engine: 'fused', edits: session.edits }),
    name: '',
    notes: '',
    records: session.records,
    snapshots: [...snapshots, end],
  };
  const read = readAny(writeRunFile(run), '');
  expect(read).toEqual({ kind: 'run', run, warnings: [] });
  session.dispose();
  if (read.kind !== 'run') return;

  const { recipe, records, snapshots: kept } = read.run;
  const { stem, formula: _, ...more } = recipe;
  const resumed = await Session.open({ ...more, stem: stem! }, base, engine, {
    snapshot: kept[1]!,
    edits: recipe.edits,
    records,
  });
  await replay(resumed, recipe.edits, EDITS.length);
  expect(await resumed.snapshot()).toEqual(end);
  expect(resumed.records).toEqual(run.records);
  resumed.dispose();
});
