/** Experiments as the page loads them. */
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import { aroundBrowser } from './browser.ts';
import { Experiments } from './Experiments.svelte.ts';

export { default as ExperimentsView } from './ExperimentsView.svelte';

export const experimentsOf = (run: Run, wishes: Wishes): Experiments =>
  new Experiments(run, aroundBrowser(wishes));
