/** Kept runs, links and files as the page loads them. */
import type { Run } from '../state/Run.svelte.ts';
import type { Page } from './around.ts';
import { aroundBrowser } from './browser.ts';
import { Runs } from './Runs.svelte.ts';

export { default as RunsDialog } from './RunsDialog.svelte';
export { default as RunsLine } from './RunsLine.svelte';

export const runsOf = (run: Run, page: Page): Runs => new Runs(run, aroundBrowser(page));
