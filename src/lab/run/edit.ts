/** Edits: changes made while a run goes on, each remembered with the step it took effect at. */
import type { Criterion } from '../rubric/criterion.ts';
import { METHODS } from '../reward/methods/index.ts';
import type { MethodParameters } from '../reward/methods/method.ts';

/** What a user changes. */
export type Change = (
  | { kind: 'weight'; criterion: string; value: number }
  | { kind: 'active'; criterion: string; value: boolean }
  | { kind: 'parameter'; name: string; value: number }
) & {
  /** Takes back the latest edit that has not been taken back yet. */
  undo?: true;
};

/** A change as it happened. */
export type Edit = Change & {
  /** The first step that ran with it. */
  step: number;
  /** What stood there before. */
  before: number | boolean;
};

/** What a change is about, e.g. "weight hedge" or "parameter focal.gamma". */
export const targetOf = (change: Change): string =>
  `${change.kind} ${change.kind === 'parameter' ? change.name : change.criterion}`;

/**
 * A log of edits with one more. An edit of what the latest one changed, before any step has run with it,
 * becomes part of it; one that restores what stood there takes it away.
 */
export function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  const last = edits.at(-1);
  if (!last || last.step !== edit.step || targetOf(last) !== targetOf(edit)) return [...edits, edit];
  const merged = { ...edit, before: last.before };
  return merged.value === merged.before ? edits.slice(0, -1) : [...edits.slice(0, -1), merged];
}

/** The latest edit that has not been taken back. */
export function latestEdit(edits: readonly Edit[]): Edit | undefined {
  const open: Edit[] = [];
  for (const edit of edits) {
    if (edit.undo) open.pop();
    else open.push(edit);
  }
  return open.at(-1);
}

/** What edits act on. */
export interface Editable {
  criteria: readonly Criterion[];
  parameters: MethodParameters;
}

/** All method parameters at their defaults. */
export const defaultParameters = (): MethodParameters =>
  Object.fromEntries(
    METHODS.flatMap(({ parameters }) => parameters.map((parameter) => [parameter.name, parameter.default])),
  );

/**
 * The state after a change, and the value it replaced.
 *
 * @throws when the criterion or parameter does not exist or the value is out of range; nothing is changed
 */
export function applyChange(state: Editable, change: Change): { state: Editable; before: number | boolean } {
  if (change.kind === 'parameter') {
    const known = METHODS.flatMap(({ parameters }) => parameters);
    const parameter = known.find(({ name }) => name === change.name);
    const before = state.parameters[change.name];
    if (!parameter || before === undefined)
      throw new Error(
        `Unknown parameter "${change.name}". Known: ${[...new Set(known.map(({ name }) => name))].join(', ')}.`,
      );
    requireRange(change.name, change.value, parameter.min, parameter.max);
    return { state: { ...state, parameters: { ...state.parameters, [change.name]: change.value } }, before };
  }
  const criterion = state.criteria.find(({ id }) => id === change.criterion);
  if (!criterion)
    throw new Error(
      `Unknown criterion "${change.criterion}". Known: ${state.criteria.map(({ id }) => id).join(', ')}.`,
    );
  if (change.kind === 'weight') requireRange(`weight of ${criterion.id}`, change.value, 0, 100);
  const replacement =
    change.kind === 'weight'
      ? { ...criterion, weight: change.value }
      : { ...criterion, active: change.value };
  return {
    state: {
      ...state,
      criteria: state.criteria.map((other) => (other === criterion ? replacement : other)),
    },
    before: change.kind === 'weight' ? criterion.weight : criterion.active,
  };
}

function requireRange(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) throw new Error(`${name} is ${value}; allowed is ${min} to ${max}.`);
}
