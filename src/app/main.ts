/** Starts the page: reads the address, starts the worker, mounts the main screen. */
import { mount } from 'svelte';
import { TrainerClient } from '../worker/client.ts';
import App from './App.svelte';
import './base.css';
import { readLaunch } from './launch.ts';
import { latestPerFrame } from './state/frames.ts';
import { Run } from './state/Run.svelte.ts';
import { Theme } from './state/Theme.svelte.ts';
import './tokens.css';

const { scenario, request, problems } = readLaunch(location.search);
const client = new TrainerClient((report) => run.receive(report));
const run = new Run(
  scenario,
  request,
  (command) => client.send(command),
  latestPerFrame((callback) => requestAnimationFrame(callback)),
);
run.open();
if (problems.length > 0)
  run.refusal = { title: 'Part of the address was not understood.', message: problems.join(' ') };

mount(App, { target: document.getElementById('app')!, props: { run, theme: new Theme() } });
