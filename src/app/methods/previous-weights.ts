/** The weights that a formula may call `previous`, for criteria of the group that is shown. */
import type { Run } from '../state/Run.svelte.ts';

/**
 * What the method "custom" gave the group; where another method's group is shown, what it gave on average over
 * all prompts at that step. NaN for criteria that it has not weighed; empty if it does not run.
 */
export function previousWeights(
  run: Pick<Run, 'methods' | 'seen' | 'group' | 'explained' | 'records' | 'length'>,
): readonly number[] {
  const { group, explained, seen, methods } = run;
  const lanes = methods.find(({ id }) => id === 'custom')?.lanes;
  if (!group || !explained || !lanes) return [];
  if (lanes.includes(seen.lane)) return explained.weights;
  void run.length; // records grow in place
  const record = run.records[lanes[0]!]?.[group.step];
  return group.criteria.map(({ id }) => record?.weights[record.criteria.indexOf(id)] ?? NaN);
}
