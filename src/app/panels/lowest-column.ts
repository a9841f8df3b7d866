/** The criterion that is a method's worst: the lowest mean score over its seeds and the latest steps. */
import { counts, OUTCOME_STEPS, type MethodView } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Its column, among the criteria that count now and were judged in the step; -1 for none. */
export function lowestColumn(run: Run, { lanes }: MethodView, at: number): number {
  const here = run.records[lanes[0]!]?.[at]?.criteria ?? [];
  const counted = run.criteria.filter((criterion) => counts(criterion) && here.includes(criterion.id));
  const sums = counted.map(() => 0);
  const times = counted.map(() => 0);
  let known: readonly string[] = [];
  let places: number[] = [];
  for (const lane of lanes)
    for (let step = Math.max(0, at - OUTCOME_STEPS + 1); step <= at; step++) {
      const { criteria, scores } = run.records[lane]![step]!;
      if (criteria.length !== known.length || criteria.some((id, k) => id !== known[k])) {
        known = criteria;
        places = counted.map(({ id }) => criteria.indexOf(id));
      }
      for (let k = 0; k < counted.length; k++) {
        const score = scores[places[k]!] ?? NaN;
        if (!Number.isFinite(score)) continue;
        sums[k]! += score;
        times[k]! += 1;
      }
    }
  let best = { k: -1, score: Infinity };
  sums.forEach((sum, k) => {
    const score = sum / times[k]!;
    if (score < best.score) best = { k, score };
  });
  return best.k < 0 ? -1 : run.column(counted[best.k]!.id);
}
