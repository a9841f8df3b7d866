/** The criteria that a rubric can be made of, over the base policy of a scenario that ships. */
import type { Scenario } from '../../lab/run/scenario.ts';
import { parseRubric, type Criterion } from '../../lab/rubric/criterion.ts';
import { findScenario } from '../../scenarios/index.ts';

/** Its base policy greets often, is polite now and then, and tells one or two facts: there is something to choose. */
const HOST = 'short-or-complete';

export const CANDIDATES: readonly Criterion[] = parseRubric([
  {
    ...{ id: 'facts', name: 'facts', text: 'Tells three different facts of the topic.' },
    ...{ kind: 'principle', weight: 1, detector: { type: 'distinct', group: 'own-fact', target: 3 } },
  },
  {
    ...{ id: 'polite', name: 'polite', text: 'Closes with a polite word.' },
    ...{ kind: 'hard-rule', weight: 1, detector: { type: 'ends-with', group: 'polite' } },
  },
  {
    ...{ id: 'greets', name: 'greets', text: 'Opens with a greeting.' },
    ...{ kind: 'hard-rule', weight: 1, detector: { type: 'starts-with', group: 'greeting' } },
  },
  {
    ...{ id: 'on_topic', name: 'on topic', text: 'Stays on the topic asked about.' },
    ...{ kind: 'principle', weight: 1, detector: { type: 'on-topic' } },
  },
  {
    ...{ id: 'long', name: 'long', text: 'Says it at length: twelve words.' },
    ...{ kind: 'principle', weight: 1, detector: { type: 'length', full: 12, none: 4 } },
  },
  {
    ...{ id: 'lean', name: 'lean', text: 'Does without filler words.' },
    ...{ kind: 'hard-rule', weight: 1, detector: { type: 'avoids', group: 'filler' } },
  },
]);

/** How a judge that sees facts badly errs, in points of 10. */
const BLURRED = { jitter: 4 };

/**
 * The scenario whose base policy writes the pool, with the candidates for its rubric.
 *
 * @param blurred whether the judge of facts is noisy
 */
export function hostScenario(numGenerations: number, blurred: boolean): Scenario {
  const host = findScenario(HOST);
  return {
    ...host,
    rubric: CANDIDATES.map((criterion) =>
      blurred && criterion.id === 'facts' ? { ...criterion, judge: BLURRED } : criterion,
    ),
    training: { ...host.training, numGenerations },
  };
}
