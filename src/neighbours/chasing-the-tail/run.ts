/** A run of this lab on a device: all arms and seeds are lanes of one batch of the shared engine. */
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import type { Engine, LaneRollouts } from '../../lab/engine/engine.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { LabAction, LabEvent, LabPlan, LabRun, LabStep, TrackStep } from '../neighbour.ts';
import { answersOf, type Answer } from './answers.ts';
import { BIAS_AT } from './criteria.ts';
import { numbersOf, type Numbers } from './fields.ts';
import { lookAt } from './look.ts';
import { peakOf } from './outcomes.ts';
import { HEAVIEST, lanesCriteria, proxyOf, shares } from './rubric.ts';
import { setUpOf, type SetUp } from './set-ups.ts';
import { TailTrack } from './track.ts';

/** Its base policy and its optimiser’s settings are taken; its rubric is not. */
const STARTS_FROM = 'gimmick';
const METHOD = 'static-prior';

/** @throws when the device cannot carry so many lanes */
export async function openRun(
  plan: LabPlan,
  laboratory: Laboratory,
  tell: (what: string | null, done: number | null) => void = () => {},
): Promise<LabRun> {
  const setUp = setUpOf(plan.scenario);
  const numbers = numbersOf(plan.settings);
  const scenario = findScenario(STARTS_FROM);
  const tracks = plan.arms.flatMap((arm) =>
    plan.seeds.map((seed) => new TailTrack(arm, seed, setUp, numbers)),
  );
  tell('fetching the base policy', null);
  const base = await laboratory.basePolicy(scenario);
  tell('making the engine ready', null);
  const engine = await laboratory.makeEngine({
    policy: scenarioShape(scenario),
    lanes: tracks.length,
    numGenerations: numbers.group,
    numIterations: scenario.training.numIterations,
    methods: [findMethod(METHOD)],
  });
  try {
    const run = new TailRun(scenario, setUp, numbers, tracks, engine);
    for (const lane of tracks.keys()) {
      run.setTables(lane);
      await engine.loadLane(lane, base, base);
    }
    tell(null, null);
    return run;
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

class TailRun implements LabRun {
  readonly steps: number;
  private readonly scenario: Scenario;
  private readonly setUp: SetUp;
  private readonly numbers: Numbers;
  private readonly tracks: readonly TailTrack[];
  private readonly engine: Engine;
  private step = -1;
  /** [lane] of the latest step. */
  private answers: (readonly Answer[])[] = [];
  /** [lane][step] */
  private readonly gold: number[][];
  /** What was done by hand since the latest step, [lane]. */
  private byHand: LabEvent[][];

  constructor(
    scenario: Scenario,
    setUp: SetUp,
    numbers: Numbers,
    tracks: readonly TailTrack[],
    engine: Engine,
  ) {
    this.steps = numbers.steps;
    this.scenario = scenario;
    this.setUp = setUp;
    this.numbers = numbers;
    this.tracks = tracks;
    this.engine = engine;
    this.gold = tracks.map(() => []);
    this.byHand = tracks.map(() => []);
  }

  /** Tells the engine what a lane trains with from its next step on. */
  setTables(lane: number): void {
    const { seed, rubric } = this.tracks[lane]!;
    const { learningRate, beta, alpha } = this.numbers;
    const { training } = this.scenario;
    const { prompts } = scenarioShape(this.scenario);
    this.engine.setLane(lane, {
      ...{ seed, active: true, method: findMethod(METHOD), parameters: {} },
      criteria: lanesCriteria(rubric, alpha),
      // The engine’s direct score by these is gold, taken from the rollouts that train.
      directWeights: Array.from({ length: prompts }, () => shares(this.setUp.gold)),
      training: { ...training, learningRate, beta, epsilonHigh: training.epsilonHigh ?? training.epsilon },
    });
  }

  async advance(): Promise<LabStep> {
    const records = [...(await this.engine.step()), ...(await this.engine.flush())].at(-1)!;
    const rollouts = await Promise.all(this.tracks.map((_, lane) => this.engine.rollouts(lane)));
    this.step++;
    return {
      step: this.step,
      tracks: this.tracks.map((track, lane) => this.take(track, lane, records[lane]!, rollouts[lane]!)),
    };
  }

  private take(track: TailTrack, lane: number, record: StepRecord, rollouts: LaneRollouts): TrackStep {
    const { prompts } = scenarioShape(this.scenario);
    const { alpha } = this.numbers;
    const before = track.rubric;
    const answers = answersOf(rollouts, prompts, track.yardsticks);
    const { values, events } = track.take(this.step, {
      gold: record.direct,
      proxy: proxyOf(record.judgeScores, before, alpha),
      kl: record.klSequence,
      biasRate: record.scores[BIAS_AT]!,
      answers: answers.map((answer, i) => ({ ...answer, reward: rollouts.rewards.rewards[i]! })),
    });
    this.answers[lane] = answers;
    if (track.rubric !== before) this.setTables(lane);
    const told = [...this.byHand[lane]!, ...events];
    this.byHand[lane] = [];
    this.gold[lane]!.push(values['gold']!);
    if (this.step === this.steps) {
      const peak = peakOf(this.gold[lane]!);
      told.push({ step: peak.step, kind: 'peak', text: `Gold was highest here: ${peak.value.toFixed(3)}.` });
    }
    return { arm: track.arm, seed: track.seed, values, events: told };
  }

  look(): Promise<unknown> {
    const first = this.tracks[0]?.seed;
    const shown = this.tracks.flatMap((track, lane) =>
      track.seed === first && this.answers[lane] ? [{ track, answers: this.answers[lane] }] : [],
    );
    return Promise.resolve(lookAt(this.step, shown, this.setUp, this.numbers));
  }

  /** `{kind: "add-criterion", arm, criterion, weight}` and `{kind: "pause-refining", arm, paused}`, for all seeds of an arm. */
  act(action: LabAction): Promise<void> {
    try {
      this.carryOut(action);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  private carryOut({ kind, arm, criterion, weight, paused }: LabAction): void {
    const own = [...this.tracks.entries()].filter(([, track]) => track.arm === arm);
    if (own.length === 0)
      throw new Error(
        `There is no arm "${String(arm).slice(0, 40)}" in this run; there are ${[...new Set(this.tracks.map((track) => track.arm))].join(', ')}.`,
      );
    switch (kind) {
      case 'add-criterion':
        this.addByHand(own, String(criterion), Number(weight));
        return;
      case 'pause-refining':
        if (typeof paused !== 'boolean')
          throw new Error(`"paused" is ${JSON.stringify(paused)}; allowed are true and false.`);
        for (const [, track] of own) track.paused = paused;
        return;
      default:
        throw new Error(
          `This lab cannot "${String(kind).slice(0, 40)}"; allowed are add-criterion and pause-refining.`,
        );
    }
  }

  private addByHand(own: readonly (readonly [number, TailTrack])[], criterion: string, weight: number): void {
    // Seeds refine apart: one may hold at its heaviest what another lacks. Where all do, the first says so.
    const room = own.filter(([, track]) => (track.rubric[criterion] ?? 0) < HEAVIEST);
    for (const [lane, track] of room.length > 0 ? room : own) {
      this.byHand[lane]!.push(track.addByHand(Math.max(0, this.step), criterion, weight));
      this.setTables(lane);
    }
  }

  dispose(): void {
    this.engine.dispose();
  }
}
