/** The part of results that is of one scenario, as results of their own; what was asked of others is not missed in it. */
import type { Results } from '../results.ts';

export const ofScenario = (results: Results, scenario: string): Results => ({
  ...results,
  scenarios: { [scenario]: results.scenarios[scenario]! },
  runs: results.runs.filter((run) => run.scenario === scenario),
  forks: results.forks.filter((fork) => fork.scenario === scenario),
  design: results.design && {
    ...results.design,
    scenarios: results.design.scenarios.filter(({ id }) => id === scenario),
  },
});
