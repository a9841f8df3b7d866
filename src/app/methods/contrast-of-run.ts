/** What the contrast shows of a run: a curve for each of its methods, and its own criteria as dots. */
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import { customMethod } from '../../lab/reward/methods/custom.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Finish } from '../../lab/reward/methods/method.ts';
import type { Run } from '../state/Run.svelte.ts';
import { contrastCurve, type ContrastPoint } from './contrast.ts';

export interface ContrastCurve {
  id: string;
  name: string;
  points: ContrastPoint[];
  /** Whether it keeps something from step to step. */
  remembers: boolean;
  finish: Finish;
}

/** @param step what the methods are told of the time */
export const contrastCurves = (run: Run, step: number): ContrastCurve[] =>
  run.methods.map(({ id, name }) => {
    const method = id === 'custom' ? customMethod(compileFormula(run.formula)) : findMethod(id);
    const points = contrastCurve(method, run.parameters, step);
    return { id, name, points, remembers: method.keeps(run.parameters) !== '', finish: method.finish };
  });

/** Criteria at a step, under the method in focus. */
export function contrastDots(
  { smooth, methods, length, shown, columns }: Run,
  at: number,
): { k: number; name: string; score: number; weight: number }[] {
  const focus = methods.length - 1;
  if (length === 0) return [];
  return shown
    .filter((k) => columns[k]!.active)
    .map((k) => ({
      k,
      name: columns[k]!.name,
      score: smooth.mean(focus, 'judgeScores', k)[at] ?? NaN,
      weight: smooth.mean(focus, 'weights', k)[at] ?? NaN,
    }))
    .filter(({ score, weight }) => Number.isFinite(score + weight));
}
