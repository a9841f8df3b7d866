/** The experiments behind the results table of the README: what is run, on which seeds. */
import { METHOD_IDS } from '../lab/reward/methods/index.ts';
import { ESTIMATORS } from '../lab/reward/methods/focal.ts';
import { custom } from '../lab/reward/methods/custom.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import type { Design } from './design/design.ts';
import { parseSeeds } from './seeds.ts';

/** Tuning used seeds below 50; those from 101 on stay unseen until the scenarios are frozen. */
export const SEEDS = '51-58';

/** Methods whose comparison is planned (design.md 2a). */
const PLANNED = ['static-prior', 'static-uniform', 'focal-prior'];

/** What heals focal where the judge is known to miss credit: its estimator corrected for that. */
export const REMEDY = { 'focal.estimator': ESTIMATORS.indexOf('noise-corrected') };

export interface Part {
  /** Folder of its results, e.g. "planned". */
  id: string;
  design: Design;
}

/** In the order in which they are run: what is planned comes first. */
export function parts(scenarios: readonly Scenario[]): Part[] {
  const common = {
    ...{ study: null, scenarios, seeds: parseSeeds(SEEDS), training: {}, parameters: {}, forkTest: null },
  };
  return [
    {
      id: 'planned',
      design: {
        ...common,
        methods: PLANNED,
        variations: [{}, REMEDY],
        baselines: ['static-prior', 'static-uniform'],
      },
    },
    {
      id: 'others',
      design: {
        ...common,
        methods: METHOD_IDS.filter((id) => !PLANNED.includes(id) && id !== custom.id),
        variations: [{}],
        baselines: null,
      },
    },
  ];
}
