/** Starts the page: reads the address, starts the worker, mounts the main screen. */
import { mount } from 'svelte';
import { TrainerClient } from '../worker/client.ts';
import App from './App.svelte';
import './base.css';
import { readLaunch } from './launch.ts';
import { readArrangement, withArrangement } from './layout-address.ts';
import { recordedRun } from './recorded-run.ts';
import { latestPerFrame } from './state/frames.ts';
import { Layout } from './state/Layout.svelte.ts';
import { Run } from './state/Run.svelte.ts';
import { Theme } from './state/Theme.svelte.ts';
import './tokens.css';

const { scenario, request, problems } = readLaunch(location.search);
const { arrangement, problems: misplaced } = readArrangement(location.search);
const recording = recordedRun(scenario, request); // on its way while the worker starts
const client = new TrainerClient((report) => run.receive(report));
const run = new Run(
  scenario,
  request,
  (command) => client.send(command),
  latestPerFrame((callback) => requestAnimationFrame(callback)),
);
run.open();
const misread = [...problems, ...misplaced];
if (misread.length > 0)
  run.refusal = { title: 'Part of the address was not understood.', message: misread.join(' ') };
const layout = new Layout(arrangement, (now) =>
  history.replaceState(null, '', withArrangement(location.search, now) || location.pathname),
);

mount(App, { target: document.getElementById('app')!, props: { run, theme: new Theme(), layout } });

recording.then(
  (recorded) => recorded && run.replay(recorded),
  (problem: unknown) => console.warn(problem), // the page is whole without it
);
