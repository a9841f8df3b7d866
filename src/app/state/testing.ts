/** A run for tests, with a worker that applies edits at once, and records made by hand. */
import { parseCriterion, type Criterion } from '../../lab/rubric/criterion.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { carryOut, type Edited } from '../../lab/run/apply.ts';
import type { EditRequest } from '../../lab/run/edit.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { Lane } from '../../lab/run/session.ts';
import type { Command, OpenedRun } from '../../worker/protocol.ts';
import { Run } from './Run.svelte.ts';

export const scenario = findScenario('forgotten-footnote');

export const criterion = (id: string, more: object = {}): Criterion =>
  parseCriterion({
    id,
    name: id,
    text: '',
    kind: 'hard-rule',
    weight: 1,
    detector: { type: 'starts-with', group: 'greeting' },
    ...more,
  });

/** What the worker says of a run that it has opened as it was asked for. */
export const openedAs = (run: Run, lanes: readonly Lane[], more: Partial<OpenedRun> = {}): OpenedRun => ({
  scenario: run.scenario.id,
  lanes: [...lanes],
  engine: 'ops',
  whyNotFused: null,
  criteria: [...run.criteria],
  rubrics: [run.criteria],
  parameters: run.parameters,
  training: run.training,
  formula: run.formula,
  steps: run.steps,
  edits: [],
  ahead: [],
  records: lanes.map(() => []),
  health: [],
  parted: null,
  ...more,
});

/**
 * An opened run of one lane. Edits are carried out as the worker would, at the step that comes next.
 *
 * @param show as the run's own; at once, if left out
 */
export function openedRun(show?: (update: () => void) => void) {
  const sent: Command[] = [];
  let edited: Edited | undefined;
  const run = new Run(
    scenario,
    {
      scenario: scenario.id,
      methods: ['focal-prior'],
      seeds: { first: 1, count: 1 },
      backend: 'auto',
      engine: 'auto',
      freshBase: false,
    },
    (command) => {
      sent.push(command);
      if (command.type === 'edit') answer(command.change);
    },
    show,
  );

  function answer(request: EditRequest): void {
    try {
      const { criteria, parameters, training, formula } = run;
      edited = carryOut(
        edited ?? { state: { criteria, parameters, training, formula }, edits: [] },
        request,
        run.length,
      );
      run.receive({ type: 'edited', run: 1, edits: edited.edits, ahead: [], ...edited.state });
    } catch (error) {
      run.receive({ type: 'rejected', run: 1, message: (error as Error).message });
    }
  }

  run.open();
  const opened = openedAs(run, [{ method: 'focal-prior', seed: 1 }]);
  run.receive({ type: 'opened', run: 1, opened });

  /** One step judged by the rubric as it stands; every value of a criterion is what `value` says of it. */
  function step(value: (id: string) => number): void {
    const ids = run.criteria.map(({ id }) => id);
    const each = ids.map(value);
    const record = {
      criteria: ids,
      scores: each,
      judgeScores: each,
      saturation: each,
      weights: each,
      effort: each,
    } as Partial<StepRecord> as StepRecord;
    run.receive({ type: 'records', run: 1, records: [record], health: [], secondsPerStep: 1 });
  }

  return { run, sent, step };
}
