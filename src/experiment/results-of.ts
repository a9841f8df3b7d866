/** The results of a run: what its lanes reported, as the results file has it. */
import type { StepRecord } from '../lab/metrics/record.ts';
import type { MethodParameters } from '../lab/reward/methods/method.ts';
import type { Criterion } from '../lab/rubric/criterion.ts';
import type { Edit } from '../lab/run/edit.ts';
import type { Scenario, Training } from '../lab/run/scenario.ts';
import type { Lane } from '../lab/run/session.ts';
import {
  ownParameters,
  resultCriterion,
  RESULTS_VERSION,
  resultStep,
  summarise,
  type Results,
} from './results.ts';

/** A run that took some steps, in a session of its own or on the page. */
export interface RunTaken {
  scenario: Pick<Scenario, 'id' | 'name'>;
  /** Every criterion that ever was in it, with the weight it came with. */
  rubric: readonly Criterion[];
  training: Training;
  parameters: MethodParameters;
  lanes: readonly Lane[];
  edits: readonly Edit[];
  /** [lane][step] */
  records: readonly (readonly StepRecord[])[];
  device: Results['device'];
  /** The day it was made, e.g. "2026-11-21". */
  date: string;
}

export function resultsOf(taken: RunTaken): Results {
  const { scenario, rubric, training, parameters, lanes, edits, records, device, date } = taken;
  const runs = lanes.map(({ method, seed }, lane) => ({
    id: `${scenario.id}/${method}/${seed}`,
    scenario: scenario.id,
    method,
    variation: {},
    params: ownParameters(method, parameters),
    seed,
    edits: [...edits],
    steps: records[lane]!.map(resultStep),
  }));
  return {
    formatVersion: RESULTS_VERSION,
    ...{ date, device, otherDevices: [], design: null, shard: null, complete: true },
    scenarios: {
      [scenario.id]: {
        name: scenario.name,
        criteria: rubric.map(resultCriterion),
        training,
      },
    },
    runs,
    forks: [],
    summary: summarise({ id: scenario.id, rubric }, runs),
  };
}
