/** The experiments behind the results of the README and of the scenarios' notes: what is run, on which seeds. */
import { ESTIMATORS } from '../lab/reward/methods/focal.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import type { Design, Variation } from './design/design.ts';
import { parseSeeds } from './seeds.ts';

/** Never used for tuning: the scenarios were frozen before any of them was run. */
export const SEEDS = '101-108';

/** Methods whose comparison is planned (design.md 2a). */
const PLANNED = ['static-prior', 'static-uniform', 'focal-prior'];

/** Arms that a scenario is about besides its own remedies. */
const BESIDES: Readonly<Record<string, readonly Variation[]>> = {
  'every-question-differs': [{ 'focal.estimator': ESTIMATORS.indexOf('batch mean') }],
};

export interface Part {
  /** Folder of its results: the scenario's id. */
  id: string;
  design: Design;
}

/** Whether the rubric weighs all criteria alike: then its prior is the uniform one. */
const equalWeights = ({ rubric }: Scenario): boolean =>
  rubric.every(({ weight, promptWeights }) => weight === rubric[0]!.weight && !promptWeights);

/** One for each scenario, so that one that changes is repeated alone. */
export const parts = (scenarios: readonly Scenario[]): Part[] =>
  scenarios.map((scenario): Part => {
    const methods = PLANNED.filter((id) => id !== 'static-prior' || !equalWeights(scenario));
    const remedies = (scenario.remedies ?? []).map(({ parameters }): Variation => parameters);
    return {
      id: scenario.id,
      design: {
        ...{ study: null, scenarios: [scenario], seeds: parseSeeds(SEEDS) },
        ...{ training: {}, parameters: {}, forkTest: null },
        methods,
        variations: [{}, ...remedies, ...(BESIDES[scenario.id] ?? [])],
        baselines: methods.filter((id) => id !== 'focal-prior'),
      },
    };
  });
