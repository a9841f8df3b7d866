/** Made-up results for tests: curves with seeded noise that paired runs share in part, in the shape of a results file. */
import { PURPOSE, textKey, uniformStream } from '../lab/random/draw.ts';
import { findMethod } from '../lab/reward/methods/index.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { conditionKey, type Condition, type Design, type Variation } from './design/design.ts';
import { conditionsOf, jobId } from './design/plan.ts';
import {
  resultCriterion,
  RESULTS_VERSION,
  summarise,
  type ResultRun,
  type Results,
  type ResultStep,
} from './results.ts';
import { PREDICTORS, type ForkResult } from './run/fork-result.ts';

export interface MadeUp {
  /** How many; beyond those that exist, copies under other ids, e.g. "harsh-judge-3". */
  scenarios?: number;
  methods?: readonly string[];
  /** How many: 1 to `seeds`. */
  seeds?: number;
  steps?: number;
  variations?: readonly Variation[];
  baselines?: readonly string[] | null;
  study?: string | null;
  /** Forks at steps 10 and 40 of every seed. */
  forks?: boolean;
  /** Another number, other results. */
  salt?: number;
}

/** Results in which methods differ by a few hundredths, and seeds too. */
export function madeUpResults(wanted: MadeUp = {}): Results {
  const { seeds = 3, steps = 30, variations = [{}], baselines = null, study = null, salt = 0 } = wanted;
  const { methods = ['static-prior', 'static-uniform', 'focal-prior'], forks = false } = wanted;
  const scenarios = Array.from({ length: wanted.scenarios ?? 1 }, (_, i) => madeUpScenario(i));
  const design: Design = {
    ...{ study, scenarios, methods, variations, baselines },
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    training: { steps },
    parameters: {},
    forkTest: forks ? { checkpoints: [10, 40], horizon: 15, factor: 3, rollouts: 64 } : null,
  };
  const runs = design.seeds.flatMap((seed) =>
    conditionsOf(design).map((condition) => madeUpRun(design, condition, seed, steps, salt)),
  );
  return {
    formatVersion: RESULTS_VERSION,
    date: '2026-11-22',
    device: {
      ...{ backend: 'webgpu', label: 'made up', vendor: '', architecture: '', software: true },
      ...{ engine: 'ops', dispatchesPerStep: 8, secondsPerStep: 0.5 },
    },
    otherDevices: [],
    design,
    shard: null,
    complete: true,
    scenarios: Object.fromEntries(
      scenarios.map(({ id, name, rubric, training }) => [
        id,
        { name, criteria: rubric.map(resultCriterion), training: { ...training, steps } },
      ]),
    ),
    runs,
    forks: forks ? scenarios.flatMap((scenario) => madeUpForks(scenario, design.seeds, salt)) : [],
    summary: scenarios.flatMap((scenario) =>
      summarise(
        scenario,
        runs.filter((run) => run.scenario === scenario.id),
      ),
    ),
  };
}

function madeUpScenario(index: number): Scenario {
  const own = SCENARIOS[index % SCENARIOS.length]!;
  return index < SCENARIOS.length ? own : { ...own, id: `${own.id}-${index}`, name: `${own.name} ${index}` };
}

const stream = (salt: number, text: string) => uniformStream(salt, PURPOSE.bootstrap, textKey(text));

function madeUpRun(
  design: Design,
  condition: Condition,
  seed: number,
  steps: number,
  salt: number,
): ResultRun {
  const { id, rubric } = design.scenarios[condition.scenario]!;
  const { method, variation } = condition;
  const shared = stream(salt, `${id}/${seed}`);
  const own = stream(salt, `${conditionKey(id, method, variation)}/${seed}`);
  const reach = stream(salt, conditionKey(id, method, variation));
  const curves = rubric.map((criterion) => {
    const start = 0.2 + 0.5 * shared();
    const end = Math.min(1, start + (0.1 + 0.3 * reach()) + 0.05 * (own() - 0.5));
    const pace = 8 + 20 * shared();
    return { criterion, at: (step: number) => start + (end - start) * (1 - Math.exp(-step / pace)) };
  });
  const counted = rubric.map((criterion) => resultCriterion(criterion).counts);
  const sum = rubric.reduce((total, { weight }, k) => total + (counted[k] ? weight : 0), 0);
  const step = (index: number): ResultStep => {
    const scores = curves.map(({ at }) => Math.min(1, Math.max(0, at(index) + 0.02 * (own() - 0.5))));
    const judged = scores.map((score) => Math.min(1, score + 0.03 * own()));
    const keyed = (values: readonly number[]) =>
      Object.fromEntries(rubric.map((criterion, k) => [criterion.id, values[k]!]));
    const direct = (values: readonly number[]) =>
      rubric.reduce((total, { weight }, k) => total + (counted[k] ? (weight / sum) * values[k]! : 0), 0);
    const worst = (values: readonly number[]) => Math.min(...values.filter((_, k) => counted[k]));
    const strict = (values: readonly number[]) =>
      values.reduce((share, value, k) => (counted[k] ? share * value : share), 1);
    return {
      step: index,
      ...{
        direct: direct(scores),
        worst: worst(scores),
        directCurrent: direct(scores),
        strict: strict(scores),
      },
      ...{ judgeDirect: direct(judged), judgeWorst: worst(judged), judgeDirectCurrent: direct(judged) },
      ...{ judgeStrict: strict(judged), kl: 0.002 * index, entropy: 2 - 0.005 * index },
      ...{ reward: direct(judged), rewardStd: 0.1, fracRewardZeroStd: 0, klSequence: 0.02 * index },
      ...{ loss: 0, gradNorm: 1, clipRatio: 0.01, meanLength: 9, groupsWithoutSignal: 0, groupsFellBack: 0 },
      ...{ signFlips: 0.1 * own(), rankDistance: 0.1 * own(), topAgreement: 1 - 0.1 * own() },
      lowestCorrelation: -0.1 * own(),
      scores: keyed(scores),
      judgeScores: keyed(judged),
      saturation: keyed(judged.map((score) => Math.min(1, score + 0.02))),
      weights: keyed(rubric.map(({ weight }) => weight / sum)),
      effort: keyed(rubric.map(() => 1 / rubric.length)),
    };
  };
  return {
    id: jobId(design, condition, seed),
    ...{ scenario: id, method, variation, seed, edits: [] },
    params: Object.fromEntries(
      findMethod(method).parameters.map(({ name, default: usual }) => [
        name,
        Number(variation[name] ?? usual),
      ]),
    ),
    steps: Array.from({ length: steps }, (_, index) => step(index)),
  };
}

/** Gains follow headroom with noise, so that estimators of it predict them, and others less. */
function madeUpForks({ id, rubric }: Scenario, seeds: readonly number[], salt: number): ForkResult[] {
  return seeds.flatMap((seed) =>
    [10, 40].flatMap((checkpoint) => {
      const next = stream(salt, `fork/${id}/${seed}/${checkpoint}`);
      return rubric.map((criterion): ForkResult => {
        const baseline = 0.2 + 0.7 * next();
        const predicted = Object.fromEntries(
          PREDICTORS.map(({ id: predictor }) => [
            predictor,
            predictor === 'recent gain' && checkpoint === 10 ? null : 1 - baseline + 0.2 * (next() - 0.5),
          ]),
        ) as ForkResult['predicted'];
        const gain = 0.3 * (1 - baseline) + 0.05 * (next() - 0.5);
        const common = { scenario: id, seed, checkpoint, criterion: criterion.id, predicted, baseline };
        return { ...common, gain, sideEffect: -0.05 * next(), passiveGain: 0.05 * next() };
      });
    }),
  );
}
