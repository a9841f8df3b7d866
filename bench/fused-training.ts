/** The fused kernels as contenders: a training step, and a rollout, on given policies. */
import type { FusedOptions } from '../src/lab/engine/fused/fused.ts';
import { compile, dispatch, encode, readParts, type Dispatch } from '../src/lab/engine/fused/gpu.ts';
import { plainLanes } from '../src/lab/engine/fused/lane-records.ts';
import { UpdateStage } from '../src/lab/engine/fused/update-stage.ts';
import { parameterCount, type PolicyShape } from '../src/lab/policy/shape.ts';
import { sampleKernel } from '../src/lab/rollout/sample.wgsl.ts';
import { ADVANTAGE_NUMBERS } from '../src/lab/wgsl/rollout-numbers.ts';
import type { UpdateSettings } from '../src/lab/update/pass.ts';
import { TOKEN_FIELDS, tokenFieldAt } from '../src/lab/wgsl/token-scores.ts';
import type { Contender } from './clock.ts';
import { exampleBatch, exampleParameters, exampleSettings } from './jax/sample-batch.ts';
import type { JaxBatch } from './jax/train.ts';

/** Submits dispatches once or several times over. */
function submit(device: GPUDevice, dispatches: readonly Dispatch[], times = 1): void {
  const encoder = device.createCommandEncoder();
  for (let i = 0; i < times; i++) encode(encoder, dispatches);
  device.queue.submit([encoder.finish()]);
}

/** Forward, backward, weight gradients and Adam, with the old log-probabilities given (a later pass). */
export class FusedTraining implements Contender {
  private readonly stage: UpdateStage;
  private readonly dispatches: readonly Dispatch[];

  static async create(
    { device, tuning }: FusedOptions,
    shape: PolicyShape,
    parameters: readonly Float32Array[],
    batch: JaxBatch,
    settings: UpdateSettings,
  ): Promise<FusedTraining> {
    const lanes = parameters.length;
    const sequences = batch.prompts.length;
    const stage = await UpdateStage.create(device, { policy: shape, lanes, sequences, passes: 2 }, tuning);
    const write = (name: string, values: Float32Array | Uint32Array, at = 0) =>
      device.queue.writeBuffer(stage.buffers[name]!, 4 * at, values as Float32Array<ArrayBuffer>);
    const perLane = sequences * shape.maxTokens;
    parameters.forEach((row, lane) => {
      write('params', row, lane * row.length);
      for (const [field, values] of [
        ['old', batch.oldLogProbs],
        ['reference', batch.refLogProbs],
      ] as const)
        write(
          'token_scores',
          values.slice(lane * perLane, (lane + 1) * perLane),
          tokenFieldAt(field, lane, perLane),
        );
    });
    write('tokens', Uint32Array.from(batch.tokens));
    write('prompts', Uint32Array.from(batch.prompts));
    const { tables, clock } = plainLanes(
      parameters.map(() => settings),
      [0, 0], // the later pass stands for a first update: that is what the peer's first step is
    );
    write('lanes', tables);
    write('clock', clock);
    const rows = new Float32Array(lanes * sequences * ADVANTAGE_NUMBERS);
    for (let lane = 0; lane < lanes; lane++) {
      const counted = countTokens(
        batch.tokens.subarray(lane * perLane, (lane + 1) * perLane),
        shape.maxTokens,
      );
      for (let s = lane * sequences; s < (lane + 1) * sequences; s++)
        rows.set([batch.advantages[s]!, 1 / counted, 0], s * ADVANTAGE_NUMBERS);
    }
    write('advantages', rows);
    return new FusedTraining(stage);
  }

  private constructor(stage: UpdateStage) {
    this.stage = stage;
    this.dispatches = stage.passes[1]!;
  }

  run = (times = 1): void => submit(this.stage.device, this.dispatches, times);

  sync = (): Promise<undefined> => this.stage.device.queue.onSubmittedWorkDone();

  /** Loss per lane of the latest step, before its update. */
  async loss(): Promise<number[]> {
    const { sequences, policy, lanes } = this.stage.size;
    const perLane = sequences * policy.maxTokens;
    const [bytes] = await readParts(this.stage.device, [
      { buffer: this.stage.buffers['token_scores']!, at: 0, words: lanes * TOKEN_FIELDS * perLane },
    ]);
    const all = new Float32Array(bytes!);
    return Array.from({ length: lanes }, (_, lane) => {
      const start = tokenFieldAt('loss', lane, perLane);
      return all.subarray(start, start + perLane).reduce((sum, value) => sum + value, 0);
    });
  }

  dispose(): void {
    this.stage.destroy();
  }
}

/** A training step on example weights and answers. */
export const exampleTraining = (
  options: FusedOptions,
  shape: PolicyShape,
  lanes: number,
  rollouts: number,
): Promise<FusedTraining> =>
  FusedTraining.create(
    options,
    shape,
    exampleParameters(shape, lanes),
    exampleBatch(shape, lanes, rollouts),
    exampleSettings,
  );

/** Tokens up to and including END, of all answers. */
function countTokens(tokens: Int32Array, maxTokens: number): number {
  let count = 0;
  for (let start = 0; start < tokens.length; start += maxTokens) {
    const end = tokens.subarray(start, start + maxTokens).indexOf(0);
    count += end < 0 ? maxTokens : end + 1;
  }
  return count;
}

/** A whole rollout of all lanes. */
export class FusedRollout implements Contender {
  private readonly device: GPUDevice;
  private readonly buffers: Record<string, GPUBuffer>;
  private readonly dispatches: readonly Dispatch[];

  static async create(
    { device, tuning }: FusedOptions,
    shape: PolicyShape,
    parameters: readonly Float32Array[],
    rollouts: number,
    temperature: number,
  ): Promise<FusedRollout> {
    const lanes = parameters.length;
    const sequences = shape.prompts * rollouts;
    const { kernel, groups, tapeFloats } = sampleKernel(shape, rollouts, tuning);
    const { tables, clock } = plainLanes(parameters.map(() => ({ ...exampleSettings, temperature })));
    const contents: Record<string, Float32Array | Uint32Array> = {
      lanes: tables,
      clock,
      params: new Float32Array(lanes * parameterCount(shape)),
      prompts: Uint32Array.from({ length: sequences }, (_, s) => Math.floor(s / rollouts)),
      batch: new Uint32Array(2),
      tape: new Float32Array(lanes * groups * tapeFloats),
      tokens: new Uint32Array(lanes * sequences * shape.maxTokens),
    };
    parameters.forEach((row, lane) => (contents['params'] as Float32Array).set(row, lane * row.length));
    const buffers: Record<string, GPUBuffer> = {};
    for (const [name, values] of Object.entries(contents)) {
      const kind = name === 'batch' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE;
      buffers[name] = device.createBuffer({
        size: values.byteLength,
        usage: kind | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      });
      device.queue.writeBuffer(buffers[name], 0, values as Float32Array<ArrayBuffer>);
    }
    const pipeline = await compile(device, kernel);
    return new FusedRollout(device, buffers, [
      dispatch(device, pipeline, kernel, buffers, [groups, lanes, 1]),
    ]);
  }

  private constructor(
    device: GPUDevice,
    buffers: Record<string, GPUBuffer>,
    dispatches: readonly Dispatch[],
  ) {
    this.device = device;
    this.buffers = buffers;
    this.dispatches = dispatches;
  }

  run = (times = 1): void => submit(this.device, this.dispatches, times);

  sync = (): Promise<undefined> => this.device.queue.onSubmittedWorkDone();

  tokens = async (): Promise<Int32Array> => {
    const { tokens } = this.buffers;
    const [bytes] = await readParts(this.device, [{ buffer: tokens!, at: 0, words: tokens!.size / 4 }]);
    return new Int32Array(bytes!);
  };

  dispose(): void {
    for (const buffer of Object.values(this.buffers)) buffer.destroy();
  }
}
