/** What keeping a run costs: steps with snapshots taken and written to the browser's database, against steps without. */
import { openDevice } from '../src/lab/engine/device.ts';
import { makeEngine } from '../src/lab/engine/make.ts';
import { readCheckpoint } from '../src/lab/policy/checkpoint.ts';
import { scenarioShape } from '../src/lab/run/scenario.ts';
import { Session, type SessionPlan } from '../src/lab/run/session.ts';
import { findScenario, loadCheckpoint } from '../src/scenarios/index.ts';
import { Keeping } from '../src/worker/keeping.ts';
import { recipeOf, saveRun } from '../src/worker/saving.ts';
import { median } from './clock.ts';

export interface KeepingFigures {
  device: string;
  lanes: number;
  /** Steps between two snapshots. */
  every: number;
  /** Milliseconds per step with and without, medians over blocks that alternate. */
  withMs: number;
  withoutMs: number;
  /** The same step cost, block by block, as a ratio: median, lowest, highest. */
  ratio: [number, number, number];
  /** The run as one file, after so many steps. */
  steps: number;
  fileBytes: number;
}

/** The page takes one at most every 2 seconds; here they come as often as they may. */
const EVERY = 10;

/** @param seeds of each of the scenario's methods */
export async function keepingFigures(seeds: number, blocks: number): Promise<KeepingFigures> {
  const { info } = await openDevice('webgpu', { tfjs: false });
  const scenario = findScenario('forgotten-footnote');
  const plan: SessionPlan = {
    scenario,
    methods: scenario.methods,
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    training: { steps: 100_000 },
  };
  const base = readCheckpoint(await loadCheckpoint(scenario.id), scenarioShape(scenario));
  const session = await Session.open(
    plan,
    base,
    async (batch) => (await makeEngine('fused', info, batch)).engine,
  );
  const problems: string[] = [];
  const keeping = new Keeping({
    session,
    told: () => ({ ...plan, engine: 'fused', edits: session.edits }),
    before: null,
    as: { id: 'bench', parent: null, kept: null },
    keeper: null,
    say: (problem) => problem !== null && problems.push(problem),
  });
  const block = async (keep: boolean): Promise<number> => {
    await session.settle();
    const begun = performance.now();
    for (let step = 0; step < 2 * EVERY; step++) {
      await session.advance();
      if (keep && step % EVERY === EVERY - 1) void keeping.take();
    }
    await session.settle();
    return (performance.now() - begun) / (2 * EVERY);
  };
  await block(true);
  const pairs: [number, number][] = [];
  for (let i = 0; i < blocks; i++) {
    const first = i % 2 === 0;
    const [a, b] = [await block(first), await block(!first)];
    pairs.push(first ? [a, b] : [b, a]);
  }
  await keeping.take();
  const written = await keeping.kept;
  await written?.settled();
  if (problems.length > 0) throw new Error(problems.join(' '));
  const recipe = recipeOf({ ...plan, engine: 'fused', edits: [] });
  const { records } = session;
  const file = saveRun({ recipe, records, snapshots: keeping.snapshots.all, name: '', notes: '' });
  const ratios = pairs.map(([kept, plain]) => kept / plain).sort((a, b) => a - b);
  const figures: KeepingFigures = {
    device: info.label,
    lanes: session.lanes.length,
    every: EVERY,
    withMs: median(pairs.map(([kept]) => kept)),
    withoutMs: median(pairs.map(([, plain]) => plain)),
    ratio: [median(ratios), ratios[0]!, ratios.at(-1)!],
    steps: session.nextStep,
    fileBytes: file.length,
  };
  session.dispose();
  await keeping.close();
  return figures;
}
