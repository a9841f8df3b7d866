/** Parameters, options and formula as a step had them: those of now, with later edits taken back. */
import { applyChange } from '../../lab/run/apply.ts';
import type { Edit, Editable } from '../../lab/run/edit.ts';

/** @param state as it stands after all edits */
export const settingsAt = (state: Editable, edits: readonly Edit[], step: number): Editable =>
  edits
    .filter((edit) => edit.step > step)
    .reduceRight((after, { inverse }) => applyChange(after, inverse).state, state);
