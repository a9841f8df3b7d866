/** Starts the page: reads the address, starts the worker, mounts the main screen. */
import { mount } from 'svelte';
import { TrainerClient } from '../worker/client.ts';
import App from './App.svelte';
import './base.css';
import { ExperimentsDoor } from './experiments/ExperimentsDoor.svelte.ts';
import { readLaunch } from './launch.ts';
import { readArrangement, withArrangement } from './layout-address.ts';
import { recordedRun } from './recorded-run.ts';
import { LabsDoor } from './labs/LabsDoor.svelte.ts';
import { LessonsDoor } from './lessons/LessonsDoor.svelte.ts';
import { latestPerFrame } from './state/frames.ts';
import { Layout } from './state/Layout.svelte.ts';
import { isRunLink, RunsDoor } from './runs/RunsDoor.svelte.ts';
import { ShelfDoor } from './scenarios/ShelfDoor.svelte.ts';
import { Run } from './state/Run.svelte.ts';
import { EditorDoor } from './scenario-editor/EditorDoor.svelte.ts';
import { Theme } from './state/Theme.svelte.ts';
import './tokens.css';

const { scenario, request, problems } = readLaunch(location.search);
const { arrangement, problems: misplaced } = readArrangement(location.search);
const embedded = arrangement.mode === 'embed';
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const client = new TrainerClient((report) => run.receive(report));
const run = new Run(
  scenario,
  request,
  (command) => client.send(command),
  latestPerFrame((callback) => requestAnimationFrame(callback)),
  embedded ? null : () => [...crypto.getRandomValues(new Uint8Array(8))].map(hex).join(''),
);
const misread = [...problems, ...misplaced];
if (misread.length > 0)
  run.refusal = { title: 'Part of the address was not understood.', message: misread.join(' ') };
const layout = new Layout(arrangement, (now) =>
  history.replaceState(
    null,
    '',
    (withArrangement(location.search, now) || location.pathname) + location.hash,
  ),
);
const door = new RunsDoor(run, {
  backend: request.backend,
  address: () => location.origin + location.pathname + withArrangement('', layout.arrangement),
  embedded,
  // A reload goes on with what the link's run has become, which is kept; a frame keeps nothing.
  arrived: () => {
    if (!embedded) history.replaceState(null, '', location.pathname + location.search);
  },
});
const lab = new ExperimentsDoor(run, request);
const scenarios = new ShelfDoor(run);
const editor = new EditorDoor(run, request, door);
scenarios.onbuild = (kind) => editor.show(kind);
const lessons = new LessonsDoor(run, request, begin);
const labs = new LabsDoor(run, request, () => door.missed());
if (!embedded) {
  lab.follow(location.hash);
  editor.follow(location.hash);
  labs.follow(location.hash);
}
if (isRunLink(location.hash))
  void door.takeLink(location.hash).then((taken) => {
    if (!taken) begin();
    else if (!embedded) door.greet().catch((problem: unknown) => console.warn(problem));
  });
else if (embedded || !lessons.follow(location.search)) begin();

mount(App, {
  target: document.getElementById('app')!,
  props: {
    ...{ run, theme: new Theme(), layout },
    doors: { runs: door, experiments: lab, scenarios, editor, lessons, labs },
  },
});

/** The run that the address sets up, and until it begins a recorded one. */
function begin(): void {
  const { refusal } = run;
  const opening = run.open();
  run.refusal = refusal;
  recordedRun(scenario, request).then(
    (recorded) => recorded && run.replay(recorded, opening),
    (problem: unknown) => console.warn(problem), // the page is whole without it
  );
  if (!embedded) door.greet().catch((problem: unknown) => console.warn(problem));
}
