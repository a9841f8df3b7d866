/** A scenario's remedies: whether one holds, and what sets it and takes it back, each by one edit. */
import { findMethod, METHODS } from '../../lab/reward/methods/index.ts';
import type { Change } from '../../lab/run/edit.ts';
import type { Remedy } from '../../lab/run/scenario.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Decimals of a third, e.g., do not decide whether a cap of a third holds. */
const NEAR = 1e-6;

export const holds = (run: Pick<Run, 'parameters'>, { parameters }: Remedy): boolean =>
  Object.entries(parameters).every(([name, value]) => Math.abs((run.parameters[name] ?? NaN) - value) < NEAR);

/** Whether a method of the run has what it sets. */
export const concerns = (run: Pick<Run, 'methods'>, { parameters }: Remedy): boolean =>
  run.methods.some(({ id }) => findMethod(id).parameters.some(({ name }) => name in parameters));

export function apply(run: Run, { parameters }: Remedy): void {
  run.edit({ kind: 'parameters', value: { ...parameters } });
}

/** By undo where it was the latest edit, otherwise by another one back to the defaults. */
export function takeBack(run: Run, remedy: Remedy): void {
  if (run.undoable && concernsAll(run.undoable, remedy)) return run.undo();
  const known = METHODS.flatMap((method) => method.parameters);
  const usual = Object.keys(remedy.parameters).map(
    (name) => [name, known.find((one) => one.name === name)!.default] as const,
  );
  run.edit({ kind: 'parameters', value: Object.fromEntries(usual) });
}

const concernsAll = (change: Change, { parameters }: Remedy): boolean =>
  change.kind === 'parameters' &&
  Object.keys(change.value).sort().join() === Object.keys(parameters).sort().join();
