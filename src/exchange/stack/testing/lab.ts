/** The lab that tests export: a scenario's, with whatever is asked to be other. */
import { findScenario } from '../../../scenarios/index.ts';
import type { StackLab } from '../lab.ts';

export function labOf(other: Partial<StackLab> = {}, scenario = 'forgotten-footnote'): StackLab {
  const { name, rubric, training, language } = findScenario(scenario);
  return {
    ...{ name, criteria: rubric, method: 'focal-prior', parameters: {}, training, language },
    scorer: 'detectors',
    ...other,
  };
}
