/** Lanes of any kind in lock-step, each with a scenario, a method, settings and a seed of its own; nothing is edited. */
import type { Apart, Sampled, SampleRequest, Taught } from '../engine/apart.ts';
import type { BatchShape, Engine, LaneRollouts, LaneState } from '../engine/engine.ts';
import type { StepRecord } from '../metrics/record.ts';
import { findMethod } from '../reward/methods/index.ts';
import type { MethodParameters } from '../reward/methods/method.ts';
import { normalisedPrior } from '../reward/reward.ts';
import type { Criterion } from '../rubric/criterion.ts';
import { defaultParameters } from './apply.ts';
import { scenarioShape, type Scenario, type Training } from './scenario.ts';
import type { Snapshot } from './snapshot.ts';

/** What one lane runs. */
export interface LanePlan {
  scenario: Scenario;
  /** The rubric it is trained on, where that is not the scenario's own; ids and order as there. */
  rubric?: readonly Criterion[];
  method: string;
  seed: number;
  training?: Partial<Training>;
  parameters?: MethodParameters;
  /** The base policy, [N]: where it starts, and what KL is measured against. */
  base: Float32Array;
  /** Where it goes on from, instead of from the base policy. */
  from?: LaneState;
}

/** Settings of a lane's training, the scenario's and what is set over them. */
export const laneTraining = ({ scenario, training }: Pick<LanePlan, 'scenario' | 'training'>): Training => ({
  ...scenario.training,
  ...training,
});

/** What lanes have to share to run in one batch, as text. */
export function batchKey(plan: Pick<LanePlan, 'scenario' | 'training'>): string {
  const { numGenerations, numIterations } = laneTraining(plan);
  return JSON.stringify([scenarioShape(plan.scenario), numGenerations, numIterations]);
}

export class Lanes implements Apart {
  readonly plans: readonly LanePlan[];
  /** [lane][step], from where each began. */
  readonly records: StepRecord[][];
  private readonly engine: Engine;
  private taken = 0;

  private constructor(plans: readonly LanePlan[], engine: Engine) {
    this.plans = plans;
    this.engine = engine;
    this.records = plans.map(() => []);
  }

  /**
   * @param plans those of one batch: alike in `batchKey`
   * @param left where these lanes were left: all states, and the records up to there
   * @throws when the device cannot carry so many lanes
   */
  static async open(
    plans: readonly LanePlan[],
    makeEngine: (batch: BatchShape) => Engine | Promise<Engine>,
    left?: { snapshot: Snapshot; records: readonly (readonly StepRecord[])[] },
  ): Promise<Lanes> {
    const [first] = plans;
    if (!first) throw new Error('There is no lane to run.');
    if (plans.some((plan) => batchKey(plan) !== batchKey(first)))
      throw new Error('Lanes of one batch share the policy’s shape, numGenerations and numIterations.');
    const { numGenerations, numIterations } = laneTraining(first);
    const engine = await makeEngine({
      policy: scenarioShape(first.scenario),
      lanes: plans.length,
      numGenerations,
      numIterations,
      methods: [...new Set(plans.map(({ method }) => method))].map(findMethod),
    });
    const lanes = new Lanes(plans, engine);
    try {
      for (const [lane, plan] of plans.entries()) {
        lanes.setTables(lane, true);
        await engine.loadLane(lane, plan.base, plan.base);
        const state = left?.snapshot.lanes[lane] ?? plan.from;
        if (state) await engine.restore(lane, state);
        lanes.records[lane]!.push(...(left?.records[lane] ?? []));
      }
    } catch (error) {
      engine.dispose();
      throw error;
    }
    lanes.taken = left?.snapshot.step ?? 0;
    return lanes;
  }

  private setTables(lane: number, active: boolean): void {
    const plan = this.plans[lane]!;
    const { scenario, method, seed, parameters } = plan;
    const criteria = plan.rubric ?? scenario.rubric;
    const training = laneTraining(plan);
    // The yardstick is the scenario's own rubric, whatever a lane is trained on.
    const directWeights = Array.from({ length: scenarioShape(scenario).prompts }, (_, prompt) =>
      normalisedPrior(scenario.rubric, prompt),
    );
    this.engine.setLane(lane, {
      ...{ seed, active, criteria, directWeights },
      method: findMethod(method),
      parameters: { ...defaultParameters(), ...parameters },
      training: { ...training, epsilonHigh: training.epsilonHigh ?? training.epsilon },
    });
  }

  /** Steps that were started since the lanes began. */
  get steps(): number {
    return this.taken;
  }

  /** Starts one step of all lanes. */
  async advance(): Promise<void> {
    this.taken++;
    this.take(await this.engine.step());
  }

  /** Waits for all steps that were started. */
  async settle(): Promise<void> {
    this.take(await this.engine.flush());
  }

  private take(fresh: (StepRecord | null)[][]): void {
    for (const step of fresh)
      step.forEach((record, lane) => {
        if (record) this.records[lane]!.push(record);
      });
  }

  /** What all lanes carry; no step may be under way. */
  async snapshot(): Promise<Snapshot> {
    return { step: this.taken, lanes: await this.engine.states() };
  }

  sample(requests: readonly SampleRequest[]): Promise<Sampled[]> {
    return this.engine.sample(requests);
  }

  /** Leaves no records, and is no step of `steps`: each lane counts its own. */
  learn(lessons: readonly Taught[]): Promise<void> {
    return this.engine.learn(lessons);
  }

  moveTeacher(teacher: number, student: number, mix: number): Promise<void> {
    return this.engine.moveTeacher(teacher, student, mix);
  }

  rollouts(lane: number): Promise<LaneRollouts | undefined> {
    return this.engine.rollouts(lane);
  }

  dispose(): void {
    this.engine.dispose();
  }
}
