/** Which kept runs make room by themselves. */
import type { KeptRun } from '../../worker/store/kept-run.ts';

/** Runs without a name or notes of their own that are kept. */
export const LATEST_KEPT = 20;

/** @param runs the latest first */
export const tooOld = (runs: readonly KeptRun[]): KeptRun[] =>
  runs.filter(({ name, notes }, place) => place >= LATEST_KEPT && name === '' && notes.trim() === '');
