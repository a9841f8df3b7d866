/** What lessons read of the run on the page. */
import type { LessonView } from '../../lessons/view.ts';
import type { Run } from '../state/Run.svelte.ts';

/** @param calm as often as words and numbers can be read, rather than with each picture */
export function viewOf(run: Run, calm: boolean): LessonView {
  const { scenario, live, edits, lanes, records, explained, group, told, cursor } = run;
  return {
    ...{ scenario, live, edits, lanes, records, explained, group },
    length: calm && cursor === null ? told + 1 : run.length,
    at: calm ? told : run.at,
    recorded: run.recorded !== null,
    lane: run.seen.lane,
  };
}

/** A live text; "–" while there is none. */
export function liveText(read: (view: LessonView) => string, view: LessonView): string {
  try {
    const text = read(view);
    return text === '' || /NaN|undefined|Infinity/.test(text) ? '–' : text;
  } catch {
    return '–'; // there is nothing yet to read it from
  }
}
