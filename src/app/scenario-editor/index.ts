/** The scenario editor as the page loads it. */
import type { RunsDoor } from '../runs/RunsDoor.svelte.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import { aroundBrowser } from './browser.ts';
import { ScenarioEditor } from './ScenarioEditor.svelte.ts';

export { default as EditorView } from './EditorView.svelte';

export const editorOf = (run: Run, wishes: Wishes, runs: RunsDoor): ScenarioEditor =>
  new ScenarioEditor(run, aroundBrowser(wishes, runs));
