/** The page's charts as figures for slides and papers: SVG that stands alone, made from the run and not from the page. */
import type { Run } from '../state/Run.svelte.ts';
import type { FigureKind } from './ask.ts';
import { contrastDrawing } from './contrast.ts';
import { criteriaDrawing } from './criteria.ts';
import { effortDrawing } from './effort.ts';
import { framed, type Drawing, type Figure } from './frame.ts';
import { outcomeDrawing } from './outcome.ts';

export type { Figure } from './frame.ts';

const DRAWINGS: Record<FigureKind, (run: Run, at: number) => Drawing> = {
  effort: effortDrawing,
  criteria: criteriaDrawing,
  outcome: outcomeDrawing,
  contrast: contrastDrawing,
};

/** @param at the step it shows, one that has run */
export const figure = (run: Run, kind: FigureKind, at: number): Figure => ({
  name: `${run.scenario.id}-${kind}-step-${at}`,
  svg: framed(run, at, DRAWINGS[kind](run, at)),
});
