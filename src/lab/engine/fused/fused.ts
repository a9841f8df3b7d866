/**
 * The fused engine: a whole training step of all lanes in a handful of dispatches of our own kernels, on
 * the device that is open. It strings the stages' kernels together and holds no mathematics of its own.
 *
 * One step: rollout, judge, reward, reference, then per pass over the rollouts (pass, weight gradient, adam),
 * and metrics. Nothing is waited for but the ring of metrics, some steps behind.
 */
import { judgeKernel } from '../../judge/judge.wgsl.ts';
import { VOCABULARY } from '../../language/words.ts';
import type { StepRecord } from '../../metrics/record.ts';
import { metricsKernel } from '../../metrics/reduce.wgsl.ts';
import { readRecord, RECORD_FLOATS } from '../../metrics/ring.ts';
import { parameterCount } from '../../policy/shape.ts';
import { METHODS } from '../../reward/methods/index.ts';
import type { Method } from '../../reward/methods/method.ts';
import { rewardKernel } from '../../reward/reward.wgsl.ts';
import { sampleKernel } from '../../rollout/sample.wgsl.ts';
import { groupMasks } from '../../rubric/detectors/detector.ts';
import {
  ADVANTAGE_NUMBERS,
  CRITERION_STATS,
  rolloutColumn,
  scoreCount,
  scoreRows,
} from '../../wgsl/rollout-numbers.ts';
import { CLOCK_WORDS, MAX_CRITERIA, MAX_PASSES, MAX_PROMPTS, TABLE_WORDS } from '../../wgsl/lane.ts';
import type { Kernel } from '../../wgsl/kernel.ts';
import type { Tuning } from '../../wgsl/tuning.ts';
import type { Sampled, SampleRequest, Taught } from '../apart.ts';
import type { BatchShape, Engine, GradientQuestion, LaneRollouts, LaneState, LaneTables } from '../engine.ts';
import { columnsKept, keptMoves } from '../kept.ts';
import { compile, dispatch, encode, readParts, roomFor, storage, type Dispatch } from './gpu.ts';
import type { FusedApart } from './apart.ts';
import { laneRecord } from './lane-records.ts';
import { writeProgress, type LaneProgress } from './progress.ts';
import { RingReader } from './ring-reader.ts';
import { compileUpdate, updateKernels, UpdateStage } from './update-stage.ts';

/** Steps the ring holds. */
const SLOTS = 16;
/** Steps in flight: the GPU is kept busy, and an edit is never far from taking effect. */
const IN_FLIGHT = { software: 1, hardware: 8 };
/** What methods keep of a lane: a number per prompt and criterion. */
const keptWords = (prompts: number): number => prompts * MAX_CRITERIA;
/** Kernels of a step. */
const KERNELS = 8;

/** Per lane what its record needs to be read; null for lanes that were not active. */
type StepInfo = ({ step: number; criteria: readonly string[] } | null)[];

export interface FusedOptions {
  device: GPUDevice;
  tuning: Tuning;
  software: boolean;
}

/** Kernels of a step besides those that update the policy. */
export function rolloutKernels({ policy, lanes, numGenerations, methods }: BatchShape, tuning: Tuning) {
  const { prompts, maxTokens, vocabulary } = policy;
  return {
    sample: sampleKernel(policy, numGenerations, tuning),
    judge: judgeKernel(prompts, numGenerations, maxTokens, vocabulary),
    reward: rewardKernel(prompts, numGenerations, maxTokens, methods),
    metrics: metricsKernel(lanes, prompts, numGenerations, maxTokens),
  };
}

export class FusedEngine implements Engine {
  readonly name = 'fused' as const;
  readonly batch: BatchShape;
  /** The policies and what trains them; its buffers may be shared with tfjs. */
  readonly stage: UpdateStage;
  private readonly device: GPUDevice;
  private readonly lanes: LaneProgress[];
  private readonly tuning: Tuning;
  /** Made when a step is first taken apart: until then nobody waits for it, or has its buffers. */
  private apartMade: Promise<FusedApart> | null = null;
  private readonly dispatches: readonly Dispatch[];
  readonly prepare: (method: Method) => Promise<void>;
  readonly gradients: (question: GradientQuestion) => Promise<Float32Array[]>;
  /** Fits the judge's dispatch to the longest rubric of any lane. */
  private readonly resizeJudge: (criteria: number) => void;
  private readonly clock: Uint32Array<ArrayBuffer>;
  private readonly reader: RingReader<StepInfo, (StepRecord | null)[]>;
  private readonly inFlight: number;
  private readonly own: GPUBuffer[];
  private steps = 0;

  /**
   * @param onProgress share of the kernels that are compiled
   * @throws when the batch does not fit the device
   */
  static async create(
    batch: BatchShape,
    { device, tuning, software }: FusedOptions,
    onProgress: (done: number) => void = () => {},
  ): Promise<FusedEngine> {
    const { policy, lanes, numGenerations, numIterations } = batch;
    if (numIterations > MAX_PASSES)
      throw new Error(`numIterations is ${numIterations}; allowed is 1 to ${MAX_PASSES}.`);
    if (policy.prompts > MAX_PROMPTS)
      throw new Error(`The policy is asked ${policy.prompts} prompts; allowed is 1 to ${MAX_PROMPTS}.`);
    if (policy.vocabulary !== VOCABULARY)
      throw new Error(`The policy writes ${policy.vocabulary} words; the judge knows ${VOCABULARY}.`);
    const sequences = policy.prompts * numGenerations;
    const { sample, judge, reward, metrics } = rolloutKernels(batch, tuning);
    let done = 0;
    const onCompiled = () => onProgress(++done / KERNELS);
    const compiled = async (kernel: Kernel) => {
      const pipeline = await compile(device, kernel);
      onCompiled();
      return pipeline;
    };
    const size = { policy, lanes, sequences, passes: numIterations };
    const update = updateKernels(size, tuning);
    const [updatePipelines, ...pipelines] = await Promise.all([
      compileUpdate(device, update, onCompiled),
      ...[sample.kernel, judge.kernel, reward, metrics].map(compiled),
    ]);
    const tape = sample.groups * sample.tapeFloats;
    // What does not fit is only known when it is asked for.
    const stage = await roomFor(
      device,
      () => new UpdateStage(device, size, tuning, tape, update, updatePipelines),
      (made) => made.destroy(),
    );
    const more = {
      word_groups: storage(device, 'word_groups', policy.prompts * policy.vocabulary),
      scores: storage(device, 'scores', lanes * scoreCount(sequences)),
      criterion_stats: storage(
        device,
        'criterion_stats',
        lanes * CRITERION_STATS.length * policy.prompts * MAX_CRITERIA,
      ),
      kept_numbers: storage(device, 'kept_numbers', lanes * keptWords(policy.prompts)),
      kept_moving: storage(device, 'kept_moving', keptWords(policy.prompts)),
      ring: storage(device, 'ring', SLOTS * lanes * RECORD_FLOATS),
    };
    Object.assign(stage.buffers, more);
    device.queue.writeBuffer(more.word_groups, 0, groupMasks(policy.prompts, policy.vocabulary));
    device.queue.writeBuffer(
      stage.buffers['prompts']!,
      0,
      Uint32Array.from({ length: sequences }, (_, s) => Math.floor(s / numGenerations)),
    );
    const [samplePipeline, judgePipeline, rewardPipeline, metricsPipeline] = pipelines;
    // How many workgroups it takes is settled when the lanes' rubrics are known.
    const judging = dispatch(device, judgePipeline!, judge.kernel, stage.buffers, [1, lanes, 1]);
    const rewarding = dispatch(device, rewardPipeline!, reward, stage.buffers, [lanes, 1, 1]);
    const prepare = async (method: Method) => {
      const methods = (batch.methods ?? METHODS).filter(({ id }) => id !== method.id);
      const { reward: kernel } = rolloutKernels({ ...batch, methods: [...methods, method] }, tuning);
      const pipeline = await compile(device, kernel);
      Object.assign(rewarding, dispatch(device, pipeline, kernel, stage.buffers, [lanes, 1, 1]));
    };
    const dispatches = [
      ...stage.perSlice(({ count }, buffers) => [
        dispatch(device, samplePipeline!, sample.kernel, buffers, [sample.groups, count, 1]),
      ]),
      judging,
      rewarding,
      ...stage.reference,
      ...stage.passes.flat(),
      dispatch(device, metricsPipeline!, metrics, stage.buffers, [lanes, 1, 1]),
    ];
    const resizeJudge = (criteria: number) => (judging.size[0] = judge.groups(criteria));
    // Asked for now and then: until then nobody waits for its code.
    const gradients = async (question: GradientQuestion) => {
      const { fusedGradients } = await import('./gradients.ts');
      return fusedGradients({ device, tuning }, policy, question);
    };
    const own = { resizeJudge, prepare, gradients, tuning };
    return new FusedEngine(batch, stage, dispatches, own, Object.values(more), software);
  }

  private constructor(
    batch: BatchShape,
    stage: UpdateStage,
    dispatches: readonly Dispatch[],
    {
      resizeJudge,
      prepare,
      gradients,
      tuning,
    }: Pick<FusedEngine, 'prepare' | 'gradients'> & {
      resizeJudge: (criteria: number) => void;
      tuning: Tuning;
    },
    own: GPUBuffer[],
    software: boolean,
  ) {
    this.batch = batch;
    this.stage = stage;
    this.device = stage.device;
    this.dispatches = dispatches;
    this.resizeJudge = resizeJudge;
    this.prepare = prepare;
    this.gradients = gradients;
    this.tuning = tuning;
    this.own = own;
    this.inFlight = software ? IN_FLIGHT.software : IN_FLIGHT.hardware;
    this.lanes = Array.from({ length: batch.lanes }, () => ({ tables: null, step: 0, updates: 0 }));
    this.clock = new Uint32Array(batch.lanes * CLOCK_WORDS);
    this.reader = new RingReader(this.device, stage.buffers['ring']!, SLOTS, (numbers, info: StepInfo) =>
      info.map((lane, r) =>
        lane
          ? readRecord(numbers.subarray(r * RECORD_FLOATS, (r + 1) * RECORD_FLOATS), lane.step, lane.criteria)
          : null,
      ),
    );
  }

  setLane(lane: number, tables: LaneTables): void {
    const before = this.lanes[lane]!.tables;
    if (this.batch.methods?.every(({ id }) => id !== tables.method.id))
      throw new Error(`This engine was not made for the method "${tables.method.id}".`);
    if (before) this.moveKept(lane, columnsKept(before, tables), before.criteria.length);
    this.lanes[lane]!.tables = tables;
    this.device.queue.writeBuffer(this.stage.buffers['lanes']!, 4 * lane * TABLE_WORDS, laneRecord(tables));
    this.resizeJudge(Math.max(...this.lanes.map((own) => own.tables?.criteria.length ?? 0)));
  }

  loadLane(lane: number, parameters: Float32Array, base: Float32Array): Promise<void> {
    const count = parameterCount(this.batch.policy);
    const { queue } = this.device;
    const zero = new Float32Array(count);
    for (const [name, values] of [
      ['params', parameters],
      ['base', base],
      ['adam_mean', zero],
      ['adam_square', zero],
    ] as const)
      queue.writeBuffer(this.stage.buffers[name]!, 4 * lane * count, Float32Array.from(values));
    const words = keptWords(this.batch.policy.prompts);
    queue.writeBuffer(
      this.stage.buffers['kept_numbers']!,
      4 * lane * words,
      new Float32Array(words).fill(-1),
    );
    Object.assign(this.lanes[lane]!, { step: 0, updates: 0, latest: undefined });
    return Promise.resolve();
  }

  /** What a method keeps follows its criteria; by way of a buffer of its own, since a copy needs two. */
  private moveKept(lane: number, columns: readonly number[], before: number): void {
    if (!keptMoves(columns, before)) return;
    const { kept_numbers: kept, kept_moving: moving } = this.stage.buffers;
    const { prompts } = this.batch.policy;
    const bytes = 4 * keptWords(prompts);
    this.device.queue.writeBuffer(moving!, 0, new Float32Array(keptWords(prompts)).fill(-1));
    const encoder = this.device.createCommandEncoder();
    columns.forEach((column, k) => {
      if (column < 0) return;
      for (let row = 0; row < prompts * MAX_CRITERIA; row += MAX_CRITERIA)
        encoder.copyBufferToBuffer(kept!, lane * bytes + 4 * (row + column), moving!, 4 * (row + k), 4);
    });
    encoder.copyBufferToBuffer(moving!, 0, kept!, lane * bytes, bytes);
    this.device.queue.submit([encoder.finish()]);
  }

  async step(): Promise<(StepRecord | null)[][]> {
    const info = this.tick();
    const encoder = this.device.createCommandEncoder();
    encode(encoder, this.dispatches);
    this.reader.add({ slot: this.steps++ % SLOTS, info }, encoder);
    this.device.queue.submit([encoder.finish()]);
    this.reader.begin();
    await this.reader.settle(this.inFlight);
    return this.reader.take();
  }

  async flush(): Promise<(StepRecord | null)[][]> {
    await this.reader.settle(0);
    return this.reader.take();
  }

  /** Writes the clocks of this step and moves the lanes on. */
  private tick(): StepInfo {
    const { numIterations } = this.batch;
    const info = this.lanes.map((lane, r) => {
      const { tables } = lane;
      if (!tables) throw new Error(`Lane ${r} has no tables: call setLane before step.`);
      const slot = this.steps % SLOTS;
      writeProgress(this.clock, r, { ...lane, tables }, numIterations, { active: tables.active, slot });
      if (!tables.active) return null;
      lane.latest = { step: lane.step, tables };
      lane.updates += numIterations;
      return { step: lane.step++, criteria: tables.criteria.map(({ id }) => id) };
    });
    this.device.queue.writeBuffer(this.stage.buffers['clock']!, 0, this.clock);
    return info;
  }

  async rollouts(lane: number): Promise<LaneRollouts | undefined> {
    const latest = this.lanes[lane]?.latest;
    if (!latest) return undefined;
    const { policy, numGenerations } = this.batch;
    const S = policy.prompts * numGenerations;
    const row = (name: string, words: number) => ({
      buffer: this.stage.buffers[name]!,
      at: lane * words,
      words,
    });
    const [tokens, scores, advantages, stats] = await readParts(this.device, [
      row('tokens', S * policy.maxTokens),
      row('scores', scoreCount(S)),
      row('advantages', S * ADVANTAGE_NUMBERS),
      row('criterion_stats', CRITERION_STATS.length * policy.prompts * MAX_CRITERIA),
    ]);
    const K = latest.tables.criteria.length;
    const withoutPadding = (rows: Float32Array) => rows.filter((_, i) => i % MAX_CRITERIA < K);
    const perField = policy.prompts * MAX_CRITERIA;
    const stat = (name: (typeof CRITERION_STATS)[number]) => {
      const start = CRITERION_STATS.indexOf(name) * perField;
      return withoutPadding(new Float32Array(stats!).subarray(start, start + perField));
    };
    const numbers = new Float32Array(advantages!);
    return {
      ...latest,
      tokens: new Int32Array(tokens!),
      judgeScores: scoreRows('judge', new Float32Array(scores!), K),
      goldScores: scoreRows('gold', new Float32Array(scores!), K),
      rewards: {
        fellBack: stat('fellBack')
          .filter((_, i) => i % K === 0)
          .reduce((a, b) => a + b, 0),
        counted: rolloutColumn('tokenWeight', numbers).map((weight) => (weight > 0 ? 1 : 0)),
        saturation: stat('saturation'),
        weights: stat('weight'),
        effort: stat('effort').map((value) => (value < 0 ? NaN : value)),
        rewards: rolloutColumn('reward', numbers),
        advantages: rolloutColumn('advantage', numbers),
      },
    };
  }

  async states(): Promise<LaneState[]> {
    const { policy } = this.batch;
    const count = parameterCount(policy);
    const kept = keptWords(policy.prompts);
    const lanes = this.lanes.map(({ step, updates, tables }) => ({
      step,
      updates,
      criteria: tables?.criteria.length ?? 0,
    }));
    const whole = (name: string, words: number) => ({
      buffer: this.stage.buffers[name]!,
      at: 0,
      words: lanes.length * words,
    });
    const read = await readParts(this.device, [
      whole('params', count),
      whole('adam_mean', count),
      whole('adam_square', count),
      whole('kept_numbers', kept),
    ]);
    const [parameters, mean, square, numbers] = read.map((bytes) => new Float32Array(bytes));
    const row = (values: Float32Array, lane: number, words: number) =>
      values.slice(lane * words, (lane + 1) * words);
    return lanes.map(({ step, updates, criteria }, lane) => ({
      step,
      updates,
      parameters: row(parameters!, lane, count),
      adamMean: row(mean!, lane, count),
      adamSquare: row(square!, lane, count),
      kept: row(numbers!, lane, kept).filter((_, i) => i % MAX_CRITERIA < criteria),
    }));
  }

  restore(lane: number, { step, updates, parameters, adamMean, adamSquare, kept }: LaneState): void {
    const count = parameterCount(this.batch.policy);
    const write = (name: string, values: Float32Array, words: number) =>
      this.device.queue.writeBuffer(this.stage.buffers[name]!, 4 * lane * words, Float32Array.from(values));
    write('params', parameters, count);
    write('adam_mean', adamMean, count);
    write('adam_square', adamSquare, count);
    const { prompts } = this.batch.policy;
    const criteria = kept.length / prompts;
    const padded = new Float32Array(keptWords(prompts)).fill(-1);
    kept.forEach((value, i) => {
      padded[Math.floor(i / criteria) * MAX_CRITERIA + (i % criteria)] = value;
    });
    write('kept_numbers', padded, padded.length);
    Object.assign(this.lanes[lane]!, { step, updates, latest: undefined });
  }

  async parameters(lane: number): Promise<Float32Array> {
    const count = parameterCount(this.batch.policy);
    const [row] = await readParts(this.device, [
      { buffer: this.stage.buffers['params']!, at: lane * count, words: count },
    ]);
    return new Float32Array(row!);
  }

  private apart(): Promise<FusedApart> {
    return (this.apartMade ??= import('./apart.ts').then(({ FusedApart }) =>
      FusedApart.create(this.batch, this.stage, this.tuning, this.lanes),
    ));
  }

  async sample(requests: readonly SampleRequest[]): Promise<Sampled[]> {
    return (await this.apart()).sample(requests);
  }

  async learn(lessons: readonly Taught[]): Promise<void> {
    return (await this.apart()).learn(lessons);
  }

  async moveTeacher(teacher: number, student: number, mix: number): Promise<void> {
    return (await this.apart()).moveTeacher(teacher, student, mix);
  }

  dispose(): void {
    this.apartMade?.then(
      (made) => made.destroy(),
      () => {}, // it was told to whoever asked
    );
    this.stage.destroy();
    this.reader.destroy();
    for (const buffer of this.own) buffer.destroy();
  }
}
