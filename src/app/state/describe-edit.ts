/** Edits in words, for markers and live regions. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Edit } from '../../lab/run/edit.ts';
import { weight } from '../format.ts';

/** e.g. "hedges weight 0.3 → 0.6", "greets switched off", "gamma 1 → 3". */
export function describeEdit(edit: Edit, criteria: readonly Criterion[]): string {
  if (edit.kind === 'parameter')
    return `${edit.name.replace(/^.*\./, '')} ${weight(edit.before as number)} → ${weight(edit.value)}`;
  const name = criteria.find(({ id }) => id === edit.criterion)?.name ?? edit.criterion;
  if (edit.kind === 'active') return `${name} switched ${edit.value ? 'on' : 'off'}`;
  return `${name} weight ${weight(edit.before as number)} → ${weight(edit.value)}`;
}
