/** What a method keeps from step to step belongs to criteria: it follows them when the rubric is edited. */
import type { Criterion } from '../rubric/criterion.ts';
import type { LaneTables } from './engine.ts';

/**
 * For each criterion of the new tables, its column in the old ones; -1 where nothing is kept of it.
 * Nothing is kept either when what is kept changes its meaning, or the criterion what it asks for.
 */
export function columnsKept(before: LaneTables, now: LaneTables): number[] {
  const meaning = ({ method, parameters }: LaneTables) => `${method.id} ${method.keeps(parameters)}`;
  const lost = meaning(before) !== meaning(now);
  const asked = ({ id, kind, polarity, detector }: Criterion) =>
    JSON.stringify([id, kind, polarity, detector]);
  const places = new Map(before.criteria.map((criterion, column) => [asked(criterion), column]));
  return now.criteria.map((criterion) => (lost ? -1 : (places.get(asked(criterion)) ?? -1)));
}

/** What is kept, [P, K], as the new tables have their criteria; -1 where nothing is. */
export function moveKept(kept: Float32Array, before: LaneTables, now: LaneTables): Float32Array {
  const columns = columnsKept(before, now);
  const [old, fresh] = [before.criteria.length, now.criteria.length];
  return Float32Array.from({ length: (kept.length / old) * fresh }, (_, i) => {
    const column = columns[i % fresh]!;
    return column < 0 ? -1 : kept[Math.floor(i / fresh) * old + column]!;
  });
}

/** Whether anything moves or is dropped at all. */
export const keptMoves = (columns: readonly number[], before: number): boolean =>
  columns.length !== before || columns.some((column, k) => column !== k);
