/** Why something about the rubric cannot be done now, for the title of what is disabled; empty when it can. */
import { MAX_CRITERIA } from '../../lab/wgsl/lane.ts';
import type { Run } from '../state/Run.svelte.ts';

export function whyNoEdit({
  ready,
  finished,
  failure,
  recorded,
  past,
}: Pick<Run, 'ready' | 'finished'> & Partial<Pick<Run, 'failure' | 'recorded' | 'past'>>): string {
  if (failure && recorded) return 'This is a recorded run, and nothing here can train: it cannot be edited.';
  if (failure) return 'The run has stopped: resume it to edit.';
  if (typeof past === 'number' && !recorded)
    return `This is how it was at step ${past}. Fork there to change it, or go back to the latest step.`;
  if (finished) return 'The run is finished: fork it at an earlier step to edit, or reset it.';
  return ready ? '' : 'The run is not open yet.';
}

/** @param more how many criteria are to be added */
export function whyNoMore(run: Parameters<typeof whyNoEdit>[0] & Pick<Run, 'criteria'>, more = 1): string {
  const now = run.criteria.length;
  if (now + more <= MAX_CRITERIA) return whyNoEdit(run);
  return more === 1
    ? `There are ${now} criteria; no more fit.`
    : `There are ${now} criteria and ${more} to add; at most ${MAX_CRITERIA} fit.`;
}
