/** A recorded run as the page shows it: whether it is the run that was asked for, and its answers step by step. */
import type { LaneRollouts } from '../../lab/engine/engine.ts';
import { explainGroup, type ExplainedGroup } from '../../lab/run/explain.ts';
import { languageOf, type Language } from '../../lab/language/language.ts';
import { health, HEALTH_STEPS, type Health } from '../../lab/run/health.ts';
import { inspectGroup, inspectLane, type InspectedGroup, type InspectedLane } from '../../lab/run/inspect.ts';
import type { Recording } from '../../lab/run/recording/read.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import type { Look, OpenRequest } from '../../worker/protocol.ts';

/** Whether a run that was asked for is this one, but for how many seeds it would have by itself. */
export function isRecorded(recording: Recording, scenario: Scenario, request: OpenRequest): boolean {
  const { methods, seeds, rubric, training, parameters } = recording;
  const { first, count } = request.seeds;
  const seedsWanted =
    count === 'auto' || (count === seeds.length && seeds.every((seed, i) => seed === first + i));
  return (
    first === seeds[0] &&
    seedsWanted &&
    mayBeRecorded(scenario, request) &&
    same([methods, rubric, training, parameters], [scenario.methods, scenario.rubric, scenario.training, {}])
  );
}

/** Whether a request could be that of a recorded run: recordings are of scenarios as they stand. */
export const mayBeRecorded = (
  scenario: Scenario,
  { training, parameters, ...request }: OpenRequest,
): boolean =>
  !request.freshBase &&
  request.rubric === undefined &&
  request.formula === undefined &&
  same([request.methods, training ?? {}, parameters ?? {}], [scenario.methods, {}, {}]);

/** The same as JSON, whatever the order of fields. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
};

/** What is known of the answers at a step. */
export class RecordedAnswers {
  readonly group: InspectedGroup;
  private readonly rollouts: LaneRollouts;
  private latest: { explained?: ExplainedGroup; lane?: InspectedLane } = {};

  constructor(rollouts: LaneRollouts, prompt: number, language: Language) {
    this.rollouts = rollouts;
    this.group = inspectGroup(rollouts, prompt, language);
  }

  get explained(): ExplainedGroup {
    return (this.latest.explained ??= explainGroup(this.rollouts, this.group.prompt));
  }

  get lane(): InspectedLane {
    return (this.latest.lane ??= inspectLane(this.rollouts));
  }
}

export class Recorded {
  readonly recording: Recording;
  /** How each lane did at the end. */
  readonly health: readonly Health[];
  private readonly language: Language;
  private latest: { rollouts: LaneRollouts; prompt: number; answers: RecordedAnswers } | null = null;

  constructor(recording: Recording, scenario: Scenario) {
    this.recording = recording;
    this.language = languageOf(scenario.language);
    const { prompts } = scenarioShape(scenario);
    const nameOf = (id: string) => recording.rubric.find((criterion) => criterion.id === id)?.name ?? id;
    this.health = recording.records.map((records, lane) =>
      health(records.slice(-HEALTH_STEPS), prompts, nameOf, recording.lanes[lane]!.method === 'custom'),
    );
  }

  /** The answers kept last before a step or at it; null for lanes whose answers were not kept. */
  answersAt(step: number, { lane, prompt }: Look): RecordedAnswers | null {
    const { author, answers } = this.recording;
    const rollouts = answers.findLast((kept) => kept.step <= step) ?? answers[0];
    if (lane !== author || !rollouts) return null;
    if (this.latest?.rollouts !== rollouts || this.latest.prompt !== prompt)
      this.latest = { rollouts, prompt, answers: new RecordedAnswers(rollouts, prompt, this.language) };
    return this.latest.answers;
  }
}
