/** The columns of a run: every criterion that ever was in its rubric, each with a place that stays. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { stackOrder } from '../palette.ts';

/** A roster after another rubric: who is known keeps its column with its latest definition, who is new comes last. */
export function enrol(columns: readonly Criterion[], criteria: readonly Criterion[]): readonly Criterion[] {
  const latest = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const known = new Set(columns.map(({ id }) => id));
  return [
    ...columns.map((criterion) => latest.get(criterion.id) ?? criterion),
    ...criteria.filter(({ id }) => !known.has(id)),
  ];
}

/**
 * Columns from the river bed up: those the run began with by rising weight, later ones on top of them.
 *
 * @param initial the rubric that the run began with: the first columns
 */
export function columnOrder(initial: readonly { weight: number }[], columns: number): number[] {
  const later = Array.from({ length: columns - initial.length }, (_, i) => initial.length + i);
  return [...stackOrder(initial), ...later];
}
