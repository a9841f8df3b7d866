/**
 * The engine in tfjs operations: the readable definition of a training step, the tests' oracle, and the
 * way to run without WebGPU. It strings the stages together and holds no mathematics of its own.
 *
 * One step: prompts -> rollout -> judge -> reward -> update; metrics fall out on the way.
 */
import { judgeLane } from '../judge/judge.ts';
import type { StepRecord } from '../metrics/record.ts';
import { reduceStep } from '../metrics/reduce.ts';
import { adamState, type AdamState } from '../policy/adam.ts';
import { stackLanes } from '../policy/parameters.ts';
import { parameterCount } from '../policy/shape.ts';
import { movedTeacher } from '../policy/teacher.ts';
import { normalisedPrior, rewardLane, rubricWeights } from '../reward/reward.ts';
import { weightAt } from '../rubric/criterion.ts';
import * as tf from '../tf.ts';
import { grpoPass, scoreRollouts } from '../update/pass.ts';
import type { Sampled, SampleRequest, Taught } from './apart.ts';
import { askedOf, checkMove, lessonsOf } from './apart-check.ts';
import type { BatchShape, Engine, GradientQuestion, LaneRollouts, LaneState, LaneTables } from './engine.ts';
import { moveKept } from './kept.ts';
import { learnApart, promptsOf, sampleApart, writeAnswers } from './ops-apart.ts';
import { trainPasses } from './ops-passes.ts';

/** What a lane carries from step to step, besides its rows in the shared tensors. */
interface Lane {
  tables: LaneTables | null;
  step: number;
  updates: number;
  rollouts?: LaneRollouts;
  /** What the method carries to the next step, [P, K] by the tables' criteria. */
  kept?: Float32Array;
}

export class OpsEngine implements Engine {
  readonly name = 'ops';
  readonly batch: BatchShape;
  private readonly lanes: Lane[];
  private readonly prompts: number[];
  /** [R, N] each */
  private current: tf.Tensor2D;
  private base: tf.Tensor2D;
  private adam: AdamState;

  /** Needs a tfjs backend to be set; see `device.ts`. */
  constructor(batch: BatchShape) {
    this.batch = batch;
    const size = parameterCount(batch.policy);
    const empty = Array.from({ length: batch.lanes }, () => new Float32Array(size));
    this.lanes = empty.map(() => ({ tables: null, step: 0, updates: 0 }));
    this.current = stackLanes(empty);
    this.base = stackLanes(empty);
    this.adam = adamState(batch.lanes, size);
    this.prompts = promptsOf(batch);
  }

  /** Methods run as they are. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  setLane(lane: number, tables: LaneTables): void {
    const own = this.lanes[lane]!;
    if (own.kept && own.tables) own.kept = moveKept(own.kept, own.tables, tables);
    own.tables = tables;
  }

  async loadLane(lane: number, parameters: Float32Array, base: Float32Array): Promise<void> {
    const zero = new Float32Array(parameters.length);
    this.current = await withRow(this.current, lane, parameters);
    this.base = await withRow(this.base, lane, base);
    this.adam.mean = await withRow(this.adam.mean, lane, zero);
    this.adam.square = await withRow(this.adam.square, lane, zero);
    Object.assign(this.lanes[lane]!, { step: 0, updates: 0, rollouts: undefined, kept: undefined });
  }

  async step(): Promise<(StepRecord | null)[][]> {
    const tables = this.lanes.map(({ tables: own }, lane) => {
      if (!own) throw new Error(`Lane ${lane} has no tables: call setLane before step.`);
      return own;
    });
    const kept = this.lanes.map((lane) => lane.kept);
    const { policy, numGenerations, lanes: R } = this.batch;
    const temperature = tf.tensor3d(
      tables.map(({ training }) => training.temperature),
      [R, 1, 1],
    );
    const asked = tables.map(({ seed }, lane) => ({ seed, step: this.lanes[lane]!.step }));
    const tokens = writeAnswers(this.current, asked, temperature, this.batch);
    const written = (await tokens.data()) as Int32Array;
    const perLane = written.length / R;
    const stages = tables.map((own, lane) => {
      const answers = written.slice(lane * perLane, (lane + 1) * perLane);
      const { judge: judgeScores, gold: goldScores } = judgeLane(
        answers,
        policy.prompts,
        numGenerations,
        own.criteria,
        { seed: own.seed, step: this.lanes[lane]!.step },
      );
      const rewards = rewardLane(judgeScores, policy.prompts, numGenerations, {
        ...own.training,
        method: own.method,
        parameters: own.parameters,
        rubric: (prompt) => rubricWeights(own.criteria, prompt),
        step: this.lanes[lane]!.step,
        kept: kept[lane],
      });
      // An edit may have come in since the step began: what is kept is for the tables that it left.
      const now = this.lanes[lane]!.tables!;
      if (own.active) this.lanes[lane]!.kept = now === own ? rewards.kept : moveKept(rewards.kept, own, now);
      return { tokens: answers, judgeScores, goldScores, rewards };
    });

    const settings = tables.map(({ training }) => training);
    const scored = scoreRollouts(
      this.current,
      this.base,
      tokens,
      this.prompts,
      stages.map(({ rewards }) => rewards.advantages),
      stages.map(({ rewards }) => rewards.counted),
      temperature,
      settings,
      policy,
    );
    const active = tables.map((own) => own.active);
    const updates = this.lanes.map((lane) => lane.updates);
    const trained = { parameters: this.current, adam: this.adam };
    const after = trainPasses(trained, scored, settings, this.batch, updates, active);
    this.current = after.parameters;
    this.adam = after.adam;
    this.lanes.forEach((lane, index) => (lane.updates += active[index] ? this.batch.numIterations : 0));
    const statistics = await readAndDispose({ ...scored.statistics, ...after.statistics });
    tf.dispose([tokens, temperature, scored.tensors]);

    const records = this.lanes.map((lane, index) => {
      const own = tables[index]!;
      if (!own.active) return null;
      const stage = stages[index]!;
      const priors = own.directWeights.map((_, prompt) => normalisedPrior(own.criteria, prompt));
      lane.rollouts = { step: lane.step, tables: own, ...stage };
      return reduceStep({
        step: lane.step++,
        prompts: policy.prompts,
        rollouts: numGenerations,
        criteria: own.criteria.map((criterion, k) => ({
          id: criterion.id,
          kind: criterion.kind,
          counts: criterion.active && !criterion.unsatisfiable,
          priors: priors.map((prior) => prior[k]!),
          fixedWeights: own.directWeights.map((weights) => weights[k]!),
          currentWeights: own.directWeights.map((_, prompt) => weightAt(criterion, prompt)),
        })),
        ...stage,
        update: {
          kl: statistics.kl[index]!,
          klSequence: statistics.klSequence[index]!,
          entropy: statistics.entropy[index]!,
          meanLength: statistics.meanLength[index]!,
          loss: statistics.loss[index]!,
          gradNorm: statistics.gradNorm[index]!,
          clipRatio: statistics.clipRatio[index]!,
        },
      });
    });
    return [records];
  }

  /** Steps have to be over: what is sampled is the policy as it is. */
  async sample(requests: readonly SampleRequest[]): Promise<Sampled[]> {
    return sampleApart(this.current, askedOf(requests, this.lanes), this.batch);
  }

  async learn(taught: readonly Taught[]): Promise<void> {
    const lessons = lessonsOf(taught, this.lanes, this.batch);
    if (lessons.length === 0) return;
    const own = lessons.map(({ lane }) => this.lanes[lane]!);
    const updates = own.map((lane) => lane.updates);
    const trained = { parameters: this.current, adam: this.adam };
    const after = learnApart(trained, this.base, lessons, updates, this.batch);
    this.current = after.parameters;
    this.adam = after.adam;
    for (const lane of own) {
      lane.step++;
      lane.updates += this.batch.numIterations;
      lane.rollouts = undefined;
    }
    await Promise.resolve();
  }

  async moveTeacher(teacher: number, student: number, mix: number): Promise<void> {
    checkMove(teacher, student, mix, this.lanes.length);
    const rows = await Promise.all([this.parameters(teacher), this.parameters(student)]);
    this.current = await withRow(this.current, teacher, movedTeacher(rows[0], rows[1], mix));
  }

  /** Every step is over when `step` returns. */
  flush(): Promise<(StepRecord | null)[][]> {
    return Promise.resolve([]);
  }

  async states(): Promise<LaneState[]> {
    const { current, adam } = this;
    const lanes = this.lanes.map(({ step, updates, kept, tables }) => ({ step, updates, kept, tables }));
    const rows = async (tensor: tf.Tensor2D) => {
      const values = (await tensor.data()) as Float32Array;
      return (lane: number) => values.slice(lane * tensor.shape[1], (lane + 1) * tensor.shape[1]);
    };
    const [parameters, mean, square] = await Promise.all([rows(current), rows(adam.mean), rows(adam.square)]);
    return lanes.map(({ step, updates, kept, tables }, lane) => ({
      step,
      updates,
      parameters: parameters!(lane),
      adamMean: mean!(lane),
      adamSquare: square!(lane),
      kept: kept
        ? Float32Array.from(kept)
        : new Float32Array(this.batch.policy.prompts * (tables?.criteria.length ?? 0)).fill(-1),
    }));
  }

  async restore(lane: number, state: LaneState): Promise<void> {
    this.current = await withRow(this.current, lane, state.parameters);
    this.adam.mean = await withRow(this.adam.mean, lane, state.adamMean);
    this.adam.square = await withRow(this.adam.square, lane, state.adamSquare);
    const { step, updates, kept } = state;
    Object.assign(this.lanes[lane]!, { step, updates, kept: Float32Array.from(kept), rollouts: undefined });
  }

  async parameters(lane: number): Promise<Float32Array> {
    const row = tf.slice(this.current, [lane, 0], [1, -1]);
    const values = Float32Array.from(await row.data());
    row.dispose();
    return values;
  }

  rollouts(lane: number): Promise<LaneRollouts | undefined> {
    return Promise.resolve(this.lanes[lane]?.rollouts);
  }

  async gradients({ parameters, base, rollouts, rows }: GradientQuestion): Promise<Float32Array[]> {
    const { policy } = this.batch;
    const { training } = rollouts.tables;
    const gradients: Float32Array[] = [];
    for (const { advantages, beta } of rows) {
      const gradient = tf.tidy(() => {
        const own = stackLanes([parameters]);
        const settings = [{ ...training, beta }];
        const scored = scoreRollouts(
          own,
          stackLanes([base]),
          tf.tensor3d(rollouts.tokens, [1, this.prompts.length, policy.maxTokens], 'int32'),
          this.prompts,
          [advantages],
          [rollouts.rewards.counted],
          tf.tensor3d([training.temperature], [1, 1, 1]),
          settings,
          policy,
        );
        return grpoPass(own, scored, settings, policy).gradient;
      });
      gradients.push(Float32Array.from(await gradient.data()));
      gradient.dispose();
    }
    return gradients;
  }

  dispose(): void {
    tf.dispose([this.current, this.base, this.adam.mean, this.adam.square]);
  }
}

/** A copy of [R, N] with one row replaced; the old tensor is disposed of. */
async function withRow(tensor: tf.Tensor2D, row: number, values: Float32Array): Promise<tf.Tensor2D> {
  const all = Float32Array.from(await tensor.data());
  all.set(values, row * tensor.shape[1]);
  const { shape } = tensor;
  tensor.dispose();
  return tf.tensor2d(all, shape);
}

/** Reads several [R] tensors with one wait. */
async function readAndDispose<Name extends string>(
  tensors: Record<Name, tf.Tensor1D>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(tensors) as Name[];
  const stacked = tf.stack(names.map((name) => tensors[name]));
  const rows = (await stacked.array()) as number[][];
  tf.dispose([stacked, ...names.map((name) => tensors[name])]);
  return Object.fromEntries(names.map((name, i) => [name, rows[i]!])) as Record<Name, number[]>;
}
