/** What it takes to have the run that a lesson asks for. */
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Action, Lesson, SetUp } from '../../lessons/lesson.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { OpenRequest } from '../../worker/protocol.ts';

/**
 * @param wishes of the address: its training settings and seeds come before the lesson's, so that a slow machine can do
 * with less; a lesson about seeds keeps its own
 */
export function requestOf(setUp: SetUp, wishes: OpenRequest): { scenario: Scenario; request: OpenRequest } {
  const scenario = findScenario(setUp.scenario);
  const training = { ...setUp.training, ...wishes.training };
  const { first, count } = wishes.seeds;
  const own = setUp.aboutSeeds || count === 'auto' ? setUp.seeds : undefined;
  const request: OpenRequest = {
    scenario: scenario.id,
    methods: [...(setUp.methods ?? scenario.methods)],
    seeds: { first, count: own ?? count },
    training,
    parameters: { ...setUp.parameters },
    backend: wishes.backend,
    engine: wishes.engine,
    freshBase: wishes.freshBase,
  };
  if (!setUp.changes?.length) return { scenario, request };
  const asItStands: Edited = {
    state: {
      criteria: scenario.rubric,
      parameters: { ...defaultParameters(), ...setUp.parameters },
      training: { ...scenario.training, ...training },
      formula: DEFAULT_FORMULA,
    },
    edits: [],
  };
  const { criteria } = setUp.changes.reduce((so, change) => carryOut(so, change, 0), asItStands).state;
  return { scenario, request: { ...request, rubric: criteria } };
}

const SETS_UP: ReadonlySet<Action['do']> = new Set(['open', 'edit', 'edits', 'train', 'show', 'look']);

/**
 * What brings the run to where it is when a step is reached: from the latest run that was opened by then.
 *
 * @param answered whether the step's own prediction was made, whose actions then belong to it
 */
export function actionsUpTo({ steps }: Lesson, index: number, answered: boolean): readonly Action[] {
  const all = steps
    .slice(0, index + 1)
    .flatMap((step, at) => [
      ...(step.first ?? []),
      ...(step.kind === 'predict' && (at < index || answered) ? step.then : []),
    ]);
  const from = all.findLastIndex((action) => action.do === 'open');
  return all.slice(Math.max(0, from)).filter((action) => SETS_UP.has(action.do));
}
