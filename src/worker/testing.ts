/** A trainer for tests, with all it reports, and a scenario that is small in every way. */
import { findScenario } from '../scenarios/index.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import type { OpenRequest, Report } from './protocol.ts';
import { Trainer } from './trainer.ts';

let shared: { own: Trainer; reports: Report[] } | null = null;

/**
 * A trainer and everything it reported since. Tests share one, since a device takes seconds to open.
 *
 * @param fresh whether it is to be one that has opened nothing yet
 */
export function trainer(fresh = false) {
  const reports: Report[] = [];
  if (fresh || !shared) {
    const made = { own: new Trainer((report) => made.reports.push(report)), reports };
    shared = made;
  } else shared.reports = reports;
  const { own } = shared;
  const of = <Type extends Report['type']>(type: Type) =>
    reports.filter((report): report is Extract<Report, { type: Type }> => report.type === type);
  return { own, of, reports };
}

/** Its base policy is warm-started in a moment. */
export const tiny: Scenario = (() => {
  const full = findScenario('forgotten-footnote');
  const { training, warmStart } = full;
  return {
    ...full,
    policy: { width: 8, heads: 1, hidden: 8, blocks: 1 },
    warmStart: { ...warmStart, steps: 1, batch: 1 },
    training: { ...training, numGenerations: 2, numIterations: 1, maxCompletionLength: 4, steps: 60 },
  };
})();

export const tinyRequest: OpenRequest = {
  scenario: tiny,
  methods: ['static-prior', 'pow3r'],
  seeds: { first: 1, count: 2 },
  backend: 'webgpu',
  engine: 'fused',
  freshBase: false,
};
