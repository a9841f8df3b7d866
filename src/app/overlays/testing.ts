/** Overlays for tests, made of what each step says of each criterion. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Lane } from '../../lab/run/session.ts';
import { overlayOf, type Overlay } from '../state/overlay.ts';

/**
 * @param values of each criterion in a step: its score, its effort, and all the rest
 * @param lanes all of them have the same records
 */
export function overlayFor(
  values: readonly Readonly<Record<string, number>>[],
  about: Partial<Pick<Overlay, 'name' | 'from' | 'order'>> = {},
  lanes: readonly Lane[] = [{ method: 'focal-prior', seed: 1 }],
): Overlay {
  const ids = [...new Set(values.flatMap((step) => Object.keys(step)))];
  const records = values.map((step, at) => {
    const each = Object.values(step);
    return {
      step: at,
      criteria: Object.keys(step),
      scores: each,
      judgeScores: each,
      saturation: each,
      weights: each,
      effort: each,
      worst: Math.min(...each),
    } as Partial<StepRecord> as StepRecord;
  });
  return overlayOf(
    { id: 'kept', name: 'before the fork', from: 0, order: ids.map((_, k) => k), ...about },
    lanes,
    ids,
    lanes.map(() => records),
  );
}
