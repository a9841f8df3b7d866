/** Forks of the run on the page: what is opened in its place, with the same past. */
import { METHODS } from '../../lab/reward/methods/index.ts';
import type { Edit, Editable } from '../../lab/run/edit.ts';
import { possible } from '../../lab/run/ahead.ts';
import { editsBefore, withoutEdit } from '../../lab/run/fork.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import type { Next, Run } from '../state/Run.svelte.ts';

/** What the run began with, before its first edit. */
const beginning = (run: Run): Editable => settingsAt(run.live, run.edits, -1);

/** The run so far, before a step; what is edited then is another future. */
export function forkAt(run: Run, step: number, name: string): Next {
  const { request, known, keep } = run.asFork;
  return {
    request,
    start: { edits: editsBefore(run.edits, step), to: step, known },
    keep: keep(step),
    overlays: [run.asOverlay(step, name)],
  };
}

/**
 * The run as if one of its edits had never been made, played to where it is now.
 *
 * @param index of an edit that is no step through the history itself
 * @returns the edits, too, that were not possible without that one, and how many of those that were to come
 */
export function forkWithout(
  run: Run,
  index: number,
  name: string,
): { next: Next; dropped: Edit[]; toCome: number } {
  const { step } = run.edits[index]!;
  const start = beginning(run);
  const { edits: left, dropped } = withoutEdit(start, run.edits, index);
  const { made: edits, dropped: later } = possible({ state: start, edits: [] }, [...left, ...run.ahead]);
  const { request, known, keep } = run.asFork;
  const next = {
    request,
    start: { edits, to: step, known },
    keep: keep(step),
    overlays: [run.asOverlay(step, name)],
    playTo: run.received,
  };
  return { next, dropped, toCome: later.length };
}

/** A method that a fork into others may begin with: all its lanes ran as it before the step. */
export function stems(run: Run, step: number): { id: string; name: string }[] {
  const { stem } = run;
  if (!stem) return [...run.methods];
  // Before a stem's end there is but one past; after it, only the stem's own method has one of its own.
  return METHODS.filter(
    ({ id }) => id === stem.method && (step <= stem.step || run.methods.some((own) => own.id === id)),
  );
}

/** One method's past, and from a step on that method beside others. */
export function forkInto(run: Run, step: number, stem: string, others: readonly string[]): Next {
  const { request, known, keep } = run.asFork;
  return {
    request: { ...request, methods: [stem, ...others], stem: { method: stem, step } },
    start: { edits: editsBefore(run.edits, step), to: step, known },
    keep: keep(step),
  };
}
