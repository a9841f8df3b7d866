/** The main screen fed with made-up records, without a worker: to measure the drawing alone, and to look at it. */
import { mount } from 'svelte';
import App from '../../src/app/App.svelte';
import '../../src/app/base.css';
import type { Doors } from '../../src/app/doors.ts';
import { ExperimentsDoor } from '../../src/app/experiments/ExperimentsDoor.svelte.ts';
import { LabsDoor } from '../../src/app/labs/LabsDoor.svelte.ts';
import { LessonsDoor } from '../../src/app/lessons/LessonsDoor.svelte.ts';
import { RunsDoor } from '../../src/app/runs/RunsDoor.svelte.ts';
import { EditorDoor } from '../../src/app/scenario-editor/EditorDoor.svelte.ts';
import { ShelfDoor } from '../../src/app/scenarios/ShelfDoor.svelte.ts';
import { latestPerFrame } from '../../src/app/state/frames.ts';
import { Layout } from '../../src/app/state/Layout.svelte.ts';
import { Run } from '../../src/app/state/Run.svelte.ts';
import { openedAs } from '../../src/app/state/testing.ts';
import { Theme } from '../../src/app/state/Theme.svelte.ts';
import '../../src/app/tokens.css';
import type { Criterion } from '../../src/lab/rubric/criterion.ts';
import { carryOut, type Edited } from '../../src/lab/run/apply.ts';
import type { StepRecord } from '../../src/lab/metrics/record.ts';
import type { OpenRequest } from '../../src/worker/protocol.ts';
import { findScenario } from '../../src/scenarios/index.ts';
import { madeUp, WELL, type Quiet } from './made-up.ts';

declare global {
  interface Window {
    screenRun: Run;
    /** Gives the page this many steps at once. */
    feed(steps: number): void;
    /** Gives the page steps with each picture until it has this many; resolves then. */
    play(until: number, perPicture: number): Promise<void>;
  }
}

const asked = new URLSearchParams(location.search);
const number = (name: string, fallback: number) => Number(asked.get(name) ?? fallback);
const scenario = findScenario(asked.get('scenario') ?? 'forgotten-footnote');
const methods = (asked.get('methods') ?? 'static-prior,static-uniform,focal-prior').split(',');
const seeds = number('seeds', 8);
const quiet: Quiet | undefined = asked.has('quiet')
  ? { from: number('quiet', 0), to: number('quiet', 0) + 8 }
  : undefined;

/** The scenario's rubric, with copies of its criteria where more are asked for. */
const rubric: Criterion[] = Array.from({ length: number('criteria', scenario.rubric.length) }, (_, k) => {
  const criterion = scenario.rubric[k % scenario.rubric.length]!;
  const again = Math.floor(k / scenario.rubric.length);
  return again === 0
    ? criterion
    : { ...criterion, id: `${criterion.id}_${again}`, name: `${criterion.name} ${again + 1}` };
});
if (asked.has('lenient')) rubric[0] = { ...rubric[0]!, judge: { shift: 1.5 } } as Criterion;

let edited: Edited | undefined;
const run = new Run(
  scenario,
  {
    scenario: scenario.id,
    methods,
    seeds: { first: 1, count: seeds },
    rubric,
    training: { steps: number('steps', 150) },
    backend: 'auto',
    engine: 'auto',
    freshBase: false,
  },
  (command) => {
    if (command.type === 'open') {
      edited = undefined;
      queueMicrotask(() => opened(command.run));
    }
    if (command.type !== 'edit') return;
    const { criteria, parameters, training, formula } = run;
    edited = carryOut(
      edited ?? { state: { criteria, parameters, training, formula }, edits: [] },
      command.change,
      run.smooth.length,
    );
    run.receive({ type: 'edited', run: at, edits: edited.edits, ahead: [], ...edited.state });
  },
  latestPerFrame((callback) => requestAnimationFrame(callback)),
);
let at = 0;

function opened(number: number): void {
  at = number;
  run.receive({ type: 'opened', run: at, opened: openedAs(run, run.lanes, { engine: 'fused' }) });
}

window.screenRun = run;
/** The records of steps to come: made before they are measured, as they come ready from a worker. */
const recordsOf = (step: number): StepRecord[] =>
  run.lanes.map(({ method, seed }) => madeUp(run.criteria, step, methods.indexOf(method), seed, quiet));
const health = () => run.lanes.map(() => WELL);

const give = (records: StepRecord[]) =>
  run.receive({ type: 'records', run: at, records, health: health(), secondsPerStep: 0.01 });

window.feed = (count) => {
  for (let i = 0; i < count; i++) give(recordsOf(run.smooth.length));
};
window.play = (until, perPicture) => {
  const first = run.smooth.length;
  const made = Array.from({ length: Math.max(0, until - first) }, (_, i) => recordsOf(first + i));
  return new Promise((resolve) => {
    const more = () => {
      const next = made.splice(0, perPicture);
      if (next.length === 0) return resolve();
      next.forEach(give);
      requestAnimationFrame(more);
    };
    requestAnimationFrame(more);
  });
};
run.open();
const runs = new RunsDoor(run, {
  backend: 'auto',
  address: () => location.href,
  embedded: true,
  arrived: () => {},
});
const wishes: OpenRequest = {
  ...{ scenario: scenario.id, methods, seeds: { first: 1, count: seeds } },
  ...{ backend: 'auto', engine: 'auto', freshBase: false },
};
const doors: Doors = {
  runs,
  experiments: new ExperimentsDoor(run, wishes),
  scenarios: new ShelfDoor(run),
  editor: new EditorDoor(run, wishes, runs),
  lessons: new LessonsDoor(run, wishes, () => {}),
  labs: new LabsDoor(run, wishes, () => {}),
};
mount(App, {
  target: document.getElementById('app')!,
  props: { run, theme: new Theme(), layout: new Layout({ mode: 'lab', panels: null }), doors },
});
