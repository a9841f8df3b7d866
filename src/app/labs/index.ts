/** The labs as the page loads them. */
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import { aroundBrowser } from './browser.ts';
import { Labs } from './Labs.svelte.ts';

export { default as LabsView } from './LabsView.svelte';

export const labsOf = (run: Run, wishes: Wishes): Labs => new Labs(run, aroundBrowser(wishes));
