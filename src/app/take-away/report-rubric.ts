/** The rubric of a run for its report: as it began, and as it stands. */
import type { ReportRubricRow } from '../../exchange/report/content.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { weight } from '../format.ts';
import type { Run } from '../state/Run.svelte.ts';

export function reportRubric({ initial, criteria, columns }: Run): ReportRubricRow[] {
  return columns.map((column) => {
    const before = initial.find(({ id }) => id === column.id);
    const now = criteria.find(({ id }) => id === column.id);
    const latest = now ?? column;
    const first = before ?? latest;
    return {
      name: before && before.name !== latest.name ? `${latest.name} (was ${before.name})` : latest.name,
      kind: latest.kind === 'principle' ? 'Principle' : 'Hard Rule',
      text: first.text,
      textNow: first.text === latest.text ? null : latest.text,
      before: before ? weighed(before) : 'not in it',
      now: now ? weighed(now) : 'deleted',
      notes: notesOf(latest),
    };
  });
}

const weighed = (criterion: Criterion): string =>
  (criterion.promptWeights
    ? `${criterion.promptWeights.map(weight).join(', ')} by prompt`
    : weight(criterion.weight)) + (criterion.active ? '' : ' (off)');

function notesOf({ polarity, unsatisfiable, detector, judge }: Criterion): string {
  const notes = [
    ...(polarity === 'negative' ? ['Earns by not having it.'] : []),
    ...(unsatisfiable ? ['Cannot be met.'] : []),
    ...(detector === null ? ['Nothing detects it.'] : []),
    ...(Object.keys(judge).length > 0 ? [`Its judge errs: ${Object.keys(judge).join(', ')}.`] : []),
  ];
  return notes.join(' ');
}
