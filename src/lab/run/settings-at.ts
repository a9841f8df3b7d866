/** What a step ran with: rubric, parameters, options and formula of now, with later edits taken back. */
import { applyChange } from './apply.ts';
import type { Edit, Editable } from './edit.ts';

/** @param now as it stands after all edits */
export function settingsAt(now: Editable, edits: readonly Edit[], step: number): Editable {
  const { criteria, parameters, training, formula } = now; // of a run, which cannot be spread as objects can
  return edits
    .filter((edit) => edit.step > step)
    .reduceRight((after, { inverse }) => applyChange(after, inverse).state, {
      criteria,
      parameters,
      training,
      formula,
    });
}
