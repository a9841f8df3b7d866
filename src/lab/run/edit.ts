/** Edits: changes made while a run goes on, each remembered with the step it took effect at. */
import type { MethodParameters } from '../reward/methods/method.ts';
import type { Criterion } from '../rubric/criterion.ts';
import type { Training } from './scenario.ts';

/** What a user changes. */
export type Change = (
  | { kind: 'weight'; criterion: string; value: number }
  | { kind: 'active'; criterion: string; value: boolean }
  /** Anything else of one criterion; its id stays. */
  | { kind: 'criterion'; criterion: string; value: Criterion }
  /** A new criterion, or one that was deleted, at a place in the list. */
  | { kind: 'add'; value: Criterion; at: number }
  | { kind: 'delete'; criterion: string }
  | { kind: 'move'; criterion: string; to: number }
  /** Another rubric altogether, e.g. from a file. */
  | { kind: 'rubric'; value: readonly Criterion[] }
  | { kind: 'parameter'; name: string; value: number }
  /** Several at once, as of a preset. */
  | { kind: 'parameters'; value: MethodParameters }
  /** One of GRPO's own settings; null takes back one that may be left out (epsilonHigh). */
  | { kind: 'training'; name: TrainingName; value: number | string | boolean | null }
  /** The rule of the method "custom". */
  | { kind: 'formula'; value: string }
) & {
  /** Set by the log: it takes back the latest open edit, or makes the one again that was taken back last. */
  history?: 'undo' | 'redo';
};

/** What a user asks for: a change, or a step through the history, whatever its latest edit is by then. */
export type EditRequest = Change | { kind: 'undo' } | { kind: 'redo' };

/** A change as it happened. */
export type Edit = Change & {
  /** The first step that ran with it. */
  step: number;
  /** What restores what stood there before. */
  inverse: Change;
};

/** An edit as it is asked for again: from which step it holds, and what was asked for. */
export interface PlannedEdit {
  step: number;
  request: EditRequest;
}

/** Most edits of a run: a page keeps and shares all of them. */
export const MOST_EDITS = 2000;

/** What it takes to make the edits of a log again. */
export const planOf = (edits: readonly Edit[]): PlannedEdit[] =>
  edits.map((edit) => ({ step: edit.step, request: requestOf(edit) }));

/** What was asked for when an edit was made. */
export function requestOf({ step: _step, inverse: _inverse, ...change }: Edit): EditRequest {
  return change.history ? { kind: change.history } : change;
}

/** Settings of the training that may change while it goes on; the others shape the batch or the policy. */
export const TRAINING_NAMES = [
  'learningRate',
  'beta',
  'epsilon',
  'epsilonHigh',
  'lossType',
  'scaleRewards',
  'matchRewardScale',
  'promptGamma',
  'dropSilentGroups',
] as const satisfies readonly (keyof Training)[];
export type TrainingName = (typeof TRAINING_NAMES)[number];

/** What edits act on. */
export interface Editable {
  criteria: readonly Criterion[];
  parameters: MethodParameters;
  training: Training;
  /** The rule of the method "custom". */
  formula: string;
}

/** The criterion a change is about, if it is about one. */
export const criterionOf = (change: Change): string | undefined =>
  'criterion' in change ? change.criterion : change.kind === 'add' ? change.value.id : undefined;

/** What a change is about, e.g. "weight hedge" or "parameter focal.gamma". */
const targetOf = (change: Change): string =>
  `${change.kind} ${'name' in change ? change.name : criterionOf(change)}`;

/** Kinds of which the latest value replaces the ones before it. */
const REPLACES: ReadonlySet<Change['kind']> = new Set([
  'weight',
  'active',
  'criterion',
  'parameter',
  'training',
  'formula',
]);

/**
 * A log of edits with one more. An edit of what the latest one changed, before any step has run with it,
 * becomes part of it; one that restores what stood there takes it away. What undoes or redoes stays apart,
 * so that it has a mark of its own.
 */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const last = edits.at(-1);
  const joins =
    last?.step === edit.step &&
    !last.history &&
    !edit.history &&
    REPLACES.has(edit.kind) &&
    targetOf(last) === targetOf(edit);
  if (!joins) return [...edits, edit];
  const merged = { ...edit, inverse: last.inverse };
  return same(valueOf(merged), valueOf(merged.inverse))
    ? edits.slice(0, -1)
    : [...edits.slice(0, -1), merged];
}

const valueOf = (change: Change): unknown => ('value' in change ? change.value : undefined);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What can be undone and redone, the latest last. A new edit leaves nothing to redo. */
export function history(edits: readonly Edit[]): { done: readonly Edit[]; undone: readonly Edit[] } {
  const done: Edit[] = [];
  let undone: Edit[] = [];
  for (const edit of edits) {
    const moved = edit.history === 'undo' ? done.pop() : edit.history === 'redo' ? undone.pop() : undefined;
    if (!edit.history) {
      done.push(edit);
      undone = [];
    } else if (moved) (edit.history === 'undo' ? undone : done).push(moved);
  }
  return { done, undone };
}

/** The change that takes the latest open edit back; undefined when there is none. */
export function undoOf(edits: readonly Edit[]): Change | undefined {
  const last = history(edits).done.at(-1);
  return last && { ...last.inverse, history: 'undo' };
}

/** The change that makes the edit that was taken back last again; undefined when there is none. */
export function redoOf(edits: readonly Edit[]): Change | undefined {
  const last = history(edits).undone.at(-1);
  if (!last) return undefined;
  const { step: _step, inverse: _inverse, ...change } = last;
  return { ...change, history: 'redo' };
}
