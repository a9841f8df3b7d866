/** The fused engine's step taken apart: the step's own kernels, and one that moves a teacher. */
import { parameterCount } from '../../policy/shape.ts';
import { moveWords, MOVE_WORDS, teacherKernel } from '../../policy/teacher.wgsl.ts';
import { answerWeightsKernel } from '../../update/answer-weights.wgsl.ts';
import type { Tuning } from '../../wgsl/tuning.ts';
import type { Apart, Sampled, SampleRequest, Taught } from '../apart.ts';
import { askedOf, checkMove, lessonsOf } from '../apart-check.ts';
import type { BatchShape } from '../engine.ts';
import { compile, dispatch, encode, uniform, type Dispatch } from './gpu.ts';
import type { LaneProgress } from './progress.ts';
import { Sampling } from './sampling.ts';
import { teach } from './teaching.ts';
import type { UpdateStage } from './update-stage.ts';

/**
 * Steps that were started come first: all of this goes into the same queue. `learn` and `moveTeacher` are over when they
 * have been started; what is read later comes after them.
 */
export class FusedApart implements Apart {
  private readonly batch: BatchShape;
  private readonly stage: UpdateStage;
  private readonly lanes: readonly LaneProgress[];
  private readonly sampling: Sampling;
  private readonly weighing: Dispatch;
  private readonly moving: Dispatch;
  private readonly move: GPUBuffer;

  /**
   * @param lanes the engine's own: their counters move when they learn
   * @throws when the device has no room for it
   */
  static async create(
    batch: BatchShape,
    stage: UpdateStage,
    tuning: Tuning,
    lanes: readonly LaneProgress[],
  ): Promise<FusedApart> {
    const { device } = stage;
    const { kernel, groups } = teacherKernel(parameterCount(batch.policy));
    const weights = answerWeightsKernel(stage.size.sequences, batch.policy.maxTokens);
    const [pipeline, weighs, sampling] = await Promise.all([
      compile(device, kernel),
      compile(device, weights),
      Sampling.create(batch, stage, tuning),
    ]);
    const move = uniform(device, 'follow', new Array<number>(MOVE_WORDS).fill(0));
    const moving = dispatch(device, pipeline, kernel, { ...stage.buffers, follow: move }, [groups, 1, 1]);
    const weighing = dispatch(device, weighs, weights, stage.buffers, [batch.lanes, 1, 1]);
    return new FusedApart(batch, stage, lanes, sampling, weighing, moving, move);
  }

  private constructor(
    batch: BatchShape,
    stage: UpdateStage,
    lanes: readonly LaneProgress[],
    sampling: Sampling,
    weighing: Dispatch,
    moving: Dispatch,
    move: GPUBuffer,
  ) {
    this.batch = batch;
    this.stage = stage;
    this.lanes = lanes;
    this.sampling = sampling;
    this.weighing = weighing;
    this.moving = moving;
    this.move = move;
  }

  async sample(requests: readonly SampleRequest[]): Promise<Sampled[]> {
    return this.sampling.sample(askedOf(requests, this.lanes));
  }

  async learn(lessons: readonly Taught[]): Promise<void> {
    await Promise.resolve(
      teach(this.stage, this.weighing, this.lanes, lessonsOf(lessons, this.lanes, this.batch)),
    );
  }

  async moveTeacher(teacher: number, student: number, mix: number): Promise<void> {
    checkMove(teacher, student, mix, this.batch.lanes);
    const { device } = this.stage;
    device.queue.writeBuffer(this.move, 0, moveWords(teacher, student, mix));
    const encoder = device.createCommandEncoder();
    encode(encoder, [this.moving]);
    device.queue.submit([encoder.finish()]);
    await Promise.resolve();
  }

  destroy(): void {
    this.sampling.destroy();
    this.move.destroy();
  }
}
