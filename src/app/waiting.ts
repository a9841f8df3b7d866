/** What a run waits for, or why it cannot run, in a few words; null when nothing. */
import { activityText } from '../worker/activity.ts';
import type { Run } from './state/Run.svelte.ts';

export function waitingFor({
  failure,
  activity,
  device,
}: Pick<Run, 'failure' | 'activity' | 'device'>): string | null {
  if (failure) return failure.lost ? 'GPU lost' : device ? 'stopped' : 'nothing to compute on';
  if (activity) return activityText(activity);
  return device ? null : 'starting';
}
