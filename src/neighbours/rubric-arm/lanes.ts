/** How this lab sets up the shared engine's lanes: to write the pool, and to train a policy on a frozen rubric. */
import type { LaneTables } from '../../lab/engine/engine.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { staticPrior } from '../../lab/reward/methods/static-prior.ts';
import { normalisedPrior } from '../../lab/reward/reward.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';

/** GRPO on a rubric's own weights. */
export function policyTables(scenario: Scenario, criteria: readonly Criterion[], seed: number): LaneTables {
  const { training } = scenario;
  return {
    ...{ seed, criteria, active: true, method: staticPrior, parameters: defaultParameters() },
    directWeights: Array.from({ length: scenarioShape(scenario).prompts }, (_, prompt) =>
      normalisedPrior(criteria, prompt),
    ),
    training: { ...training, epsilonHigh: training.epsilonHigh ?? training.epsilon },
  };
}

/** Steps that change nothing: the base policy writes one batch after another. */
export function poolTables(scenario: Scenario, seed: number, active: boolean): LaneTables {
  const tables = policyTables(scenario, scenario.rubric, seed);
  return { ...tables, active, training: { ...tables.training, learningRate: 0 } };
}
