/** Asks for a figure of a chart as it stands now; what draws figures is loaded when one is wanted. */
import type { Run } from '../state/Run.svelte.ts';
import type { Figure } from './frame.ts';

export type FigureKind = 'effort' | 'criteria' | 'outcome' | 'contrast';

/** Draws it, whatever the page shows by then. */
export type FigureWish = () => Promise<Figure>;

export function askFigure(run: Run, kind: FigureKind): FigureWish {
  const { at } = run;
  return async () => (await import('./index.ts')).figure(run, kind, Math.min(at, run.head));
}
