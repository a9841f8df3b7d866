/** The criteria's charts as a table: score by method; saturation, weight and effort of the method in focus. */
import { methodIn, overlayScore } from '../overlays/series.ts';
import { tabledSteps, type Table } from '../parts/table.ts';
import type { Run } from '../state/Run.svelte.ts';
import { SMOOTHING } from '../state/smooth.ts';

/** Steps; each has a row for every criterion. */
const STEPS = 12;

export function criteriaTable(run: Run): Table {
  const { smooth, methods, focus } = run;
  const last = methods.length - 1;
  const own = ['saturation', 'weights', 'effort'] as const;
  const judged = run.shown.some((k) => smooth.misjudged(last, k));
  const others = run.overlays.filter((overlay) => methodIn(overlay, focus?.id) >= 0);
  return {
    caption: `Means over seeds and ${SMOOTHING} steps. Saturation, weight and effort are those of ${focus?.name ?? ''}.`,
    head: [
      'step',
      'criterion',
      ...methods.map(({ name }) => `score, ${name}`),
      ...others.map(({ name }) => `score, ${focus?.name ?? ''}, ${name}`),
      ...(judged ? [`judge’s score, ${focus?.name ?? ''}`] : []),
      'saturation',
      'weight',
      'effort',
    ],
    rows: tabledSteps(run.length, run.at, STEPS).flatMap((step) =>
      run.shown.map((k) => [
        step,
        run.columns[k]!.name,
        ...methods.map((_, m) => smooth.mean(m, 'scores', k)[step] ?? NaN),
        ...others.map((overlay) => overlayScore(overlay, focus?.id, run.columns[k]!.id, step)),
        ...(judged ? [smooth.mean(last, 'judgeScores', k)[step] ?? NaN] : []),
        ...own.map((quantity) => smooth.mean(last, quantity, k)[step] ?? NaN),
      ]),
    ),
  };
}
