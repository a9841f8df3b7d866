/** The numbers of the group looked at, with what is needed to explain them; null before the first step. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Told } from '../methods/captions.ts';
import type { Run } from './Run.svelte.ts';

export function toldOf(run: Run): Told | null {
  const { explained, group, parameters, training, formula, look, lanes } = run;
  const lane = lanes[look.lane];
  // Answers and numbers come together; a rubric of another length belongs to another run.
  if (!explained || !group || !lane || explained.prior.length !== group.criteria.length) return null;
  return {
    group: explained,
    names: group.criteria.map(({ name }) => name),
    active: group.criteria.map(({ active }) => active),
    method: findMethod(lane.method),
    parameters,
    advantage: training,
    tau: parameters['focal.tau'] ?? 1,
    formula,
  };
}
