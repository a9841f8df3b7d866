/** The runs that a design asks for, in the order in which they are made: paired seeds together, first seeds first. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { batchKey } from '../../lab/run/lanes.ts';
import { conditionKey, type Condition, type Design, type Shard, type Variation } from './design.ts';
import { relevant, vary, type Varied } from './variation.ts';

/** One run of a design. */
export interface Job extends Condition {
  /** e.g. "harsh-judge/focal-prior/focal.gamma=3/51"; tells it apart from all others. */
  id: string;
  seed: number;
}

/** Most runs of one experiment: more would not fit into a results file. */
export const MOST_RUNS = 5000;

/** A results file is one text, and a text of more than half a gigabyte cannot be made. */
const MOST_BYTES = 4e8;

/** About what the results of a design take as JSON: measured on seven criteria, 1.67 KB a step. */
function bytesOf(design: Design): number {
  const perSeed = conditionsOf(design).reduce((sum, condition) => {
    const { steps } = variedFor(design, condition).training;
    return sum + steps * (620 + 150 * design.scenarios[condition.scenario]!.rubric.length);
  }, 0);
  return perSeed * design.seeds.length;
}

/** What differs besides the seed, in the design's order. */
export function conditionsOf({ scenarios, methods, variations }: Design): Condition[] {
  const seen = new Set<string>();
  return scenarios.flatMap((scenario, index) =>
    variations.flatMap((variation) =>
      methods.flatMap((method) => {
        const own = relevant(variation, method);
        const key = conditionKey(scenario.id, method, own);
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ scenario: index, method, variation: own }];
      }),
    ),
  );
}

/** The seeds of a part of a design: pairs stay on one machine. */
export const shardSeeds = (seeds: readonly number[], shard: Shard | null): readonly number[] =>
  shard ? seeds.filter((_, i) => i % shard.of === shard.index - 1) : seeds;

/** All runs of a design, or of a shard of it. */
export function jobsOf(design: Design, shard: Shard | null = null): Job[] {
  if (design.methods.length === 0) return [];
  const conditions = conditionsOf(design);
  return shardSeeds(design.seeds, shard).flatMap((seed) =>
    conditions.map((condition) => ({ ...condition, seed, id: jobId(design, condition, seed) })),
  );
}

export const jobId = (
  { scenarios }: Design,
  { scenario, method, variation }: Condition,
  seed: number,
): string => `${conditionKey(scenarios[scenario]!.id, method, variation)}/${seed}`;

/** The scenario of a condition as the design and its variation make it. */
export const variedFor = (design: Design, { scenario, variation }: Condition): Varied =>
  vary(design.scenarios[scenario]!, design, variation);

/** Runs that can share a batch, and so many of them at once as the device carries. */
export interface Batch {
  jobs: readonly Job[];
  steps: number;
}

/**
 * @param jobs those that are to be run, in order
 * @param mostLanes how many lanes of such a scenario the device carries with ease
 */
export function batchesOf(
  design: Design,
  jobs: readonly Job[],
  mostLanes: (scenario: Scenario, numGenerations: number) => number,
): Batch[] {
  const alike = new Map<string, Job[]>();
  for (const job of jobs) {
    const scenario = design.scenarios[job.scenario]!;
    const { training } = variedFor(design, job);
    const key = `${training.steps} ${batchKey({ scenario, training })}`;
    alike.set(key, [...(alike.get(key) ?? []), job]);
  }
  return [...alike.values()].flatMap((group) => {
    const scenario = design.scenarios[group[0]!.scenario]!;
    const { steps, numGenerations } = variedFor(design, group[0]!).training;
    const most = Math.max(1, mostLanes(scenario, numGenerations));
    // Batches of about one size: the last is not left with a single lane, which wastes a device.
    const count = Math.ceil(group.length / most);
    const size = Math.ceil(group.length / count);
    return Array.from({ length: count }, (_, i) => ({ steps, jobs: group.slice(i * size, (i + 1) * size) }));
  });
}

/**
 * @throws naming the first thing that is wrong with a design, and what is allowed
 */
export function checkDesign(design: Design): void {
  const { scenarios, methods, seeds, variations, forkTest } = design;
  const none = (what: string, hint: string): never => {
    throw new Error(`The experiment has no ${what}: ${hint}.`);
  };
  if (scenarios.length === 0) none('scenario', 'name one or more');
  if (methods.length === 0 && !forkTest) none('method', 'name one or more');
  if (seeds.length === 0) none('seeds', 'take at least 1');
  if (variations.length === 0) none('variation', 'leave the list of variations out');
  methods.forEach(findMethod);
  for (const baseline of design.baselines ?? [])
    if (!methods.includes(baseline))
      throw new Error(`The baseline "${baseline}" is not among the methods: ${methods.join(', ')}.`);
  for (const [what, list] of [
    ['seed', seeds.map(String)],
    ['method', [...methods]],
    ['scenario', scenarios.map(({ id }) => id)],
  ] as const) {
    const twice = list.find((item, i) => list.indexOf(item) !== i);
    if (twice !== undefined) throw new Error(`The ${what} "${twice}" is named twice.`);
  }
  for (const scenario of scenarios) {
    scenarioShape(scenario);
    for (const variation of variations) vary(scenario, design, variation);
  }
  const bytes = bytesOf(design);
  if (bytes > MOST_BYTES)
    throw new Error(
      `The results would take about ${(bytes / 1e9).toFixed(1)} GB as a file; at most ${MOST_BYTES / 1e9} GB are allowed. ` +
        'Take fewer seeds, values or steps, or several experiments.',
    );
  const runs = conditionsOf(design).length * seeds.length;
  if (runs > MOST_RUNS)
    throw new Error(
      `The design asks for ${runs} runs; at most ${MOST_RUNS} are allowed. Take fewer seeds or values.`,
    );
}

/** An arm without anything varied. */
export const NOTHING_VARIED: readonly Variation[] = [{}];
