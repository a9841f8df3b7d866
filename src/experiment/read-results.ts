/** Reads a results file that an experiment is to go on from, that is to be merged with others, or shown. */
import { messageOf } from '../lab/message-of.ts';
import * as v from 'valibot';
import { findMethod } from '../lab/reward/methods/index.ts';
import { parseScenario } from '../lab/run/scenario.ts';
import { conditionKey, type Design, type Shard } from './design/design.ts';
import { checkDesign, jobsOf, shardSeeds } from './design/plan.ts';
import { RESULTS_VERSION, type Results } from './results.ts';
import { forkKey } from './run/experiment.ts';

/** Results of an experiment, with what was asked. */
export type ExperimentResults = Results & { design: Design };

const setting = v.union([v.number(), v.string(), v.boolean()]);
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** As far as it is relied upon; numbers of steps are drawn and averaged, and whatever they are does no harm. */
const schema = v.looseObject({
  date: v.string(),
  device: v.looseObject({ label: v.string(), engine: v.string() }),
  otherDevices: v.array(v.string()),
  shard: v.nullable(v.object({ index: wholeNumber, of: wholeNumber })),
  design: v.looseObject({
    scenarios: v.array(v.unknown()),
    methods: v.array(v.string()),
    seeds: v.array(wholeNumber),
    training: v.record(v.string(), v.unknown()),
    parameters: v.record(v.string(), v.number()),
    variations: v.array(v.record(v.string(), setting)),
    baselines: v.nullable(v.array(v.string())),
  }),
  scenarios: v.record(
    v.string(),
    v.looseObject({ name: v.string(), criteria: v.array(v.looseObject({ id: v.string() })) }),
  ),
  runs: v.array(
    v.looseObject({
      id: v.string(),
      scenario: v.string(),
      method: v.string(),
      variation: v.record(v.string(), setting),
      seed: wholeNumber,
      steps: v.array(v.looseObject({ step: v.number(), scores: v.record(v.string(), v.number()) })),
    }),
  ),
  forks: v.array(
    v.looseObject({
      ...{ scenario: v.string(), criterion: v.string() },
      ...{ seed: wholeNumber, checkpoint: wholeNumber },
      ...{ predicted: v.record(v.string(), v.nullable(v.number())), baseline: v.number(), gain: v.number() },
    }),
  ),
});

/**
 * @param text of a results file
 * @param where it is, for the message
 * @throws when it is none, of another version, or not of an experiment
 */
export function readResults(text: string, where: string): ExperimentResults {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${where} is not JSON: it may have been cut short.`);
  }
  if (typeof value !== 'object' || value === null || !('formatVersion' in value))
    throw new Error(`${where} is not a results file: it has no formatVersion.`);
  if (value.formatVersion !== RESULTS_VERSION)
    throw new Error(
      `${where} has formatVersion ${JSON.stringify(value.formatVersion)}; this version of Focal Lab reads ${RESULTS_VERSION}.`,
    );
  if ('design' in value && value.design === null)
    throw new Error(`${where} is of a run of the page, not of an experiment: it has no design.`);
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${where} is not a results file: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const results = value as ExperimentResults;
  try {
    results.design.scenarios.forEach(parseScenario);
    checkDesign(results.design);
  } catch (error) {
    throw new Error(`${where}: ${messageOf(error)}`, { cause: error });
  }
  return { ...results, complete: isComplete(results, where) };
}

/** What the file says of itself is not relied on. */
function isComplete({ design, shard, runs, forks }: ExperimentResults, where: string): boolean {
  const jobs = jobsOf(design, shard);
  const asked = new Set(jobs.map(({ id }) => id));
  const seen = new Set<string>();
  let whole = 0;
  for (const run of runs) {
    findMethod(run.method);
    const id = `${conditionKey(run.scenario, run.method, run.variation)}/${run.seed}`;
    if (id !== run.id || !asked.has(id) || seen.has(id))
      throw new Error(`${where} holds a run "${run.id}" that its design does not ask for, or twice.`);
    seen.add(id);
    const scenario = design.scenarios.find((own) => own.id === run.scenario)!;
    if (run.steps.length >= { ...scenario.training, ...design.training }.steps) whole++;
  }
  const tested = new Set(forks.map(forkKey));
  const tests = design.forkTest
    ? design.scenarios.flatMap(({ id: scenario }) =>
        shardSeeds(design.seeds, shard).map((seed) => forkKey({ scenario, seed })),
      )
    : [];
  return whole === jobs.length && tests.every((key) => tested.has(key));
}

/** What two designs differ in, in a few words; null where they are the same. */
export function difference(a: Design, b: Design): string | null {
  for (const key of Object.keys({ ...a, ...b }) as (keyof Design)[]) {
    const [mine, other] = [a[key], b[key]];
    if (JSON.stringify(mine) !== JSON.stringify(other)) return key;
  }
  return null;
}

export const shardText = (shard: Shard | null): string =>
  shard ? `shard ${shard.index}/${shard.of}` : 'all seeds';
