/** The six phases of a training step, in their order, and the part of the screen that each is about. */

export interface Phase {
  id: 'sample' | 'verdicts' | 'saturation' | 'weights' | 'advantages' | 'update';
  /** The class of the panel concerned. */
  panel: 'rollouts' | 'criteria' | 'outcome';
}

export const PHASES: readonly Phase[] = [
  { id: 'sample', panel: 'rollouts' },
  { id: 'verdicts', panel: 'rollouts' },
  { id: 'saturation', panel: 'criteria' },
  { id: 'weights', panel: 'criteria' },
  { id: 'advantages', panel: 'rollouts' },
  { id: 'update', panel: 'outcome' },
];

/** Until this phase the charts stay at the step before: what they show is not there yet. */
export const CHARTS_FROM: Phase['id'] = 'weights';

export const placeOf = (id: Phase['id']): number => PHASES.findIndex((phase) => phase.id === id);
