/** A run of the lab: generator and judge learn from pairs, then a policy is trained on each arm's frozen rubric. */
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import type { Engine } from '../../lab/engine/engine.ts';
import { STANDARD, wordsOf } from '../../lab/language/language.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { staticPrior } from '../../lab/reward/methods/static-prior.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { LabEvent, LabPlan, LabRun, LabStep, TrackStep } from '../neighbour.ts';
import { ARM_IDS } from './arms.ts';
import { hostScenario } from './candidates.ts';
import { frozenRubric, goldOf } from './frozen.ts';
import { policyTables, poolTables } from './lanes.ts';
import type { Round } from './learner.ts';
import { rubricsAndPairs, type Look, type Written } from './look.ts';
import { collect, poolOf, poolSteps, type Pool } from './pool.ts';
import { PREFERENCES } from './preference.ts';
import { isSchedule, phaseAt } from './schedule.ts';
import { labSettings, type LabSettings } from './settings.ts';
import { poolSeed } from './streams.ts';
import { Track } from './track.ts';

type Tell = (what: string | null, done: number | null) => void;

/** What a step of a policy says of it; NaN before it trains. */
interface PolicyNumbers {
  gold: number;
  reward: number;
  kl: number;
}

export async function openRun(plan: LabPlan, laboratory: Laboratory, tell: Tell = () => {}): Promise<LabRun> {
  const stranger = plan.arms.find((arm) => !ARM_IDS.includes(arm));
  if (stranger !== undefined)
    throw new Error(`There is no arm "${stranger}"; there are ${ARM_IDS.join(', ')}.`);
  const settings = labSettings(plan.settings);
  const scenario = hostScenario(settings.numGenerations, settings.preference === 'stand-in');
  const base = await laboratory.basePolicy(scenario);
  const engine = await laboratory.makeEngine({
    policy: scenarioShape(scenario),
    lanes: plan.arms.length * plan.seeds.length,
    numGenerations: settings.numGenerations,
    numIterations: scenario.training.numIterations,
    methods: [staticPrior],
  });
  try {
    const pools = await pooled(engine, scenario, base, plan, settings, tell);
    tell(null, null);
    return new ArmRun(plan, settings, scenario, base, engine, pools);
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

/** One pool per seed: what an arm learns from does not depend on which others run beside it. */
async function pooled(
  engine: Engine,
  scenario: Scenario,
  base: Float32Array,
  { seeds }: LabPlan,
  { pool, numGenerations, preference, labelNoise }: LabSettings,
  tell: Tell,
): Promise<Pool[]> {
  for (let lane = 0; lane < engine.batch.lanes; lane++) {
    const writes = lane < seeds.length;
    engine.setLane(lane, poolTables(scenario, poolSeed(seeds[writes ? lane : 0]!), writes));
    await engine.loadLane(lane, base, base);
  }
  const { training, all } = poolSteps(pool, numGenerations);
  const groups = await collect(
    engine,
    seeds.map((_, i) => i),
    all,
    (done) => tell('writing and judging the pool of answers', done),
  );
  const prompts = scenarioShape(scenario).prompts;
  return seeds.map((seed, i) =>
    poolOf(groups[i]!, training * prompts, {
      ...{ seed, noise: labelNoise, preference: PREFERENCES[preference] },
    }),
  );
}

const frozenAt = (step: number): LabEvent => ({
  ...{ step, kind: 'frozen' },
  text: 'The rubric is frozen; the policy trains on it.',
});

class ArmRun implements LabRun {
  readonly steps: number;
  private readonly settings: LabSettings;
  private readonly scenario: Scenario;
  private readonly base: Float32Array;
  private readonly engine: Engine;
  /** Arms in the plan's order, each with all seeds: a track's place is its lane. */
  private readonly tracks: readonly Track[];
  private readonly seeds: readonly number[];
  /** What the policies are trained on, by lane; null before. */
  private rubrics: Criterion[][] | null = null;
  private next = 0;

  constructor(
    plan: LabPlan,
    settings: LabSettings,
    scenario: Scenario,
    base: Float32Array,
    engine: Engine,
    pools: readonly Pool[],
  ) {
    this.settings = settings;
    this.scenario = scenario;
    this.base = base;
    this.engine = engine;
    this.seeds = plan.seeds;
    this.steps = settings.learnRounds + settings.policySteps;
    this.tracks = plan.arms.flatMap((arm) =>
      plan.seeds.map((seed, i) => new Track(arm, seed, pools[i]!, settings)),
    );
  }

  async advance(): Promise<LabStep> {
    const step = this.next;
    if (step > this.steps) throw new Error(`The run has ended: it has ${this.steps} steps.`);
    const learning = step > 0 && step <= this.settings.learnRounds;
    const records = step > this.settings.learnRounds ? await this.trainPolicies() : null;
    this.next++;
    const tracks = this.tracks.map((track, lane): TrackStep => {
      const { round, events } = learning ? track.learn(step) : { round: null, events: [] };
      return {
        ...{ arm: track.arm, seed: track.seed },
        values: values(track, round, this.policyNumbers(lane, records?.[lane] ?? null)),
        events: step === this.settings.learnRounds + 1 ? [frozenAt(step)] : events,
      };
    });
    return { step, tracks };
  }

  /** One GRPO step of every policy. */
  private async trainPolicies(): Promise<(StepRecord | null)[]> {
    if (!this.rubrics) await this.beginPolicies();
    const records = [...(await this.engine.step()), ...(await this.engine.flush())];
    return records.at(-1)!;
  }

  private async beginPolicies(): Promise<void> {
    this.rubrics = this.tracks.map(({ weights }) => frozenRubric(this.scenario.rubric, weights));
    for (const [lane, { seed }] of this.tracks.entries()) {
      this.engine.setLane(lane, policyTables(this.scenario, this.rubrics[lane]!, seed));
      await this.engine.loadLane(lane, this.base, this.base);
    }
  }

  private policyNumbers(lane: number, record: StepRecord | null): PolicyNumbers {
    if (!record || !this.rubrics) return { gold: this.tracks[lane]!.pool.gold, reward: NaN, kl: NaN };
    const preference = PREFERENCES[this.settings.preference];
    return {
      gold: goldOf(preference, this.rubrics[lane]!, record.scores),
      reward: record.reward,
      kl: record.kl,
    };
  }

  async look(): Promise<Look> {
    const { learnRounds, policySteps, turn, preference } = this.settings;
    const step = this.next - 1;
    const firsts = this.tracks.filter((_, lane) => lane % this.seeds.length === 0);
    const policy = step > learnRounds;
    const ended = step >= learnRounds;
    return {
      seed: this.seeds[0]!,
      stage: policy ? 'policy' : 'learning',
      done: Math.max(0, policy ? step - learnRounds : step),
      of: policy ? policySteps : learnRounds,
      ...rubricsAndPairs(firsts, PREFERENCES[preference], (arm) =>
        isSchedule(arm) && !ended ? phaseAt(arm, Math.max(0, step), turn) : null,
      ),
      written: policy ? await this.written() : [],
    };
  }

  /** The first answer of each arm's policy to the first prompt, as of the latest step. */
  private async written(): Promise<Written[]> {
    const { maxTokens } = this.engine.batch.policy;
    const found: Written[] = [];
    for (const [lane, { arm }] of this.tracks.entries()) {
      if (lane % this.seeds.length !== 0) continue;
      const rollouts = await this.engine.rollouts(lane);
      if (!rollouts) continue;
      const text = wordsOf(rollouts.tokens.subarray(0, maxTokens), STANDARD).join(' ');
      found.push({ arm, topic: STANDARD.topics[0]!, text });
    }
    return found;
  }

  dispose(): void {
    this.engine.dispose();
  }
}

function values(track: Track, round: Round | null, policy: PolicyNumbers): Record<string, number> {
  const { accuracy, consistency } = track.measured();
  return {
    accuracy,
    consistency,
    cosine: track.cosine,
    generatorVariance: round?.generatorVariance ?? NaN,
    judgeVariance: round?.judgeVariance ?? NaN,
    crossShare: round?.crossShare ?? NaN,
    ...policy,
  };
}
