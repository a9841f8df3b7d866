/** A scenario: everything that defines a run, as one JSON document. */
import * as v from 'valibot';
import { TOPICS } from '../language/topics.ts';
import { policyShape, type PolicyShape } from '../policy/shape.ts';
import { METHOD_IDS, METHODS } from '../reward/methods/index.ts';
import { requireParameter } from '../reward/methods/method.ts';
import { placeAndReason, rubricSchema } from '../rubric/criterion.ts';
import { between, textUpTo, whole } from '../rubric/limits.ts';

export const SCENARIO_VERSION = 1;

const share = between(0, 1);
const distribution = <const Length extends number>(length: Length) =>
  v.pipe(
    v.array(share),
    v.length(length),
    v.check(
      (values) => Math.abs(values.reduce((a, b) => a + b, 0) - 1) < 1e-6,
      ({ input }) => `${JSON.stringify(input)} does not sum to 1`,
    ),
  );

/** GRPO and Adam settings, by TRL's and Hugging Face's names. */
export const trainingSchema = v.object({
  steps: whole(1, 100_000),
  numGenerations: whole(2, 64),
  numIterations: whole(1, 8),
  learningRate: between(0, 1),
  adamBeta1: between(0, 0.9999),
  adamBeta2: between(0, 0.99999),
  adamEpsilon: between(1e-12, 1),
  maxGradNorm: between(0, 1e6),
  beta: between(0, 10),
  epsilon: between(0, 1),
  /** Upper clip bound; as in TRL, `epsilon` when left out. */
  epsilonHigh: v.optional(between(0, 10)),
  temperature: between(0.05, 10),
  scaleRewards: v.picklist(['group', 'batch', 'none']),
  /** Without division by a spread, keeps the size of a step as under static weights. */
  matchRewardScale: v.optional(v.boolean(), true),
  /** F-GRPO's focus on prompts that are far from solved; 0 is none. */
  promptGamma: v.optional(between(0, 5), 0),
  /** Leaves groups of equal rewards out of the loss. */
  dropSilentGroups: v.optional(v.boolean(), false),
  lossType: v.picklist(['dapo', 'grpo', 'dr_grpo']),
  maxCompletionLength: whole(4, 64),
});

/** How often the corpus of the base policy has what; `corpus.ts` says what each is. */
const shares = {
  greeting: share,
  forbidden: share,
  polite: share,
  citation: share,
  hedge: share,
  facts: distribution(4) as unknown as v.GenericSchema<[number, number, number, number]>,
  offTopic: distribution(3) as unknown as v.GenericSchema<[number, number, number]>,
  filler: share,
};

/** Parameters of methods, each known and within its range. */
const parametersSchema = v.pipe(
  v.record(v.string(), v.number()),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const known = METHODS.flatMap(({ parameters }) => parameters);
    for (const [name, value] of Object.entries(dataset.value)) {
      const parameter = known.find((one) => one.name === name);
      try {
        if (parameter) requireParameter(parameter, value);
        else
          addIssue({
            message: `there is no parameter "${name}"; known are ${known.map((one) => one.name).join(', ')}`,
          });
      } catch (error) {
        addIssue({ message: (error as Error).message });
      }
    }
  }),
);

/** What heals a failure that the scenario shows: parameters to set, offered as one edit. */
const remedySchema = v.object({
  /** What it makes of the method, e.g. "capped": results call it "focal, capped". */
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,47}$/)),
  /** As a button says it, e.g. "Cap the weights". */
  name: textUpTo(60, 1),
  /** What it does, in a sentence. */
  explain: textUpTo(400, 1),
  parameters: parametersSchema,
});

export type Remedy = v.InferOutput<typeof remedySchema>;

export const scenarioSchema = v.object({
  formatVersion: v.literal(SCENARIO_VERSION),
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,47}$/)),
  name: textUpTo(60, 1),
  summary: textUpTo(400),
  mixture: v.object({
    ...shares,
    topics: v.optional(
      v.pipe(
        v.array(v.nullable(v.partial(v.object(shares)))),
        v.length(
          TOPICS.length,
          ({ received }) => `there are ${received} topics; the language has ${TOPICS.length}`,
        ),
      ),
    ),
  }),
  policy: v.object({ width: whole(8, 96), heads: whole(1, 8), hidden: whole(8, 384), blocks: whole(1, 4) }),
  warmStart: v.object({
    steps: whole(1, 10_000),
    batch: whole(1, 512),
    learningRate: between(0, 1),
    seed: whole(0, 0xffffffff),
  }),
  rubric: rubricSchema,
  methods: v.pipe(v.array(v.picklist(METHOD_IDS)), v.minLength(1)),
  training: trainingSchema,
  remedies: v.optional(v.array(remedySchema)),
});

export type Scenario = v.InferOutput<typeof scenarioSchema>;
export type Training = Scenario['training'];

/** @throws naming the offending place and what is allowed there */
export function parseScenario(document: unknown): Scenario {
  const parsed = v.safeParse(scenarioSchema, document, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new Error(`Scenario: ${placeAndReason(parsed.issues[0])}`);
}

/** @throws naming the offending setting and what is allowed there */
export function parseTraining(value: unknown): Training {
  const parsed = v.safeParse(trainingSchema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new Error(`Training: ${placeAndReason(parsed.issues[0])}`);
}

export const scenarioShape = (scenario: Scenario): PolicyShape =>
  policyShape(scenario.policy, scenario.training.maxCompletionLength);
