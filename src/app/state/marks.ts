/** How edits are marked on the timeline and in the river: in the colour of their criterion, otherwise in ink. */
import { criterionOf, type Edit } from '../../lab/run/edit.ts';
import type { Run } from './Run.svelte.ts';

export function markColour(run: Run, edit: Edit): string {
  const look = run.looks[run.column(criterionOf(edit))];
  return look ? `var(--c${look.hue})` : 'var(--ink)';
}
