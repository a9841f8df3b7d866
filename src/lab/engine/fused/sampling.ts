/** Answers of lanes as they are, with their scores, in buffers of their own: the rollouts of steps stay where they are. */
import { judgeKernel, type JudgeKernel } from '../../judge/judge.wgsl.ts';
import { sampleKernel } from '../../rollout/sample.wgsl.ts';
import { CLOCK_WORDS, seedAt } from '../../wgsl/lane.ts';
import { scoreCount, scoreRows } from '../../wgsl/rollout-numbers.ts';
import type { Tuning } from '../../wgsl/tuning.ts';
import type { Sampled } from '../apart.ts';
import type { Asked } from '../apart-check.ts';
import type { BatchShape } from '../engine.ts';
import { compile, dispatch, encode, readParts, roomFor, storage, type Dispatch } from './gpu.ts';
import { writeProgress } from './progress.ts';
import type { UpdateStage } from './update-stage.ts';

export class Sampling {
  private readonly batch: BatchShape;
  private readonly stage: UpdateStage;
  private readonly judge: JudgeKernel;
  private readonly judging: Dispatch;
  private readonly dispatches: readonly Dispatch[];
  private readonly tokens: GPUBuffer;
  private readonly scores: GPUBuffer;

  /** @throws when the device has no room for another batch of answers */
  static async create(batch: BatchShape, stage: UpdateStage, tuning: Tuning): Promise<Sampling> {
    const { policy, lanes, numGenerations } = batch;
    const { prompts, maxTokens, vocabulary } = policy;
    const { device, size } = stage;
    // The text is that of the step's kernels, which are compiled already.
    const sample = sampleKernel(policy, numGenerations, tuning);
    const judge = judgeKernel(prompts, numGenerations, maxTokens, vocabulary);
    const [samples, judges] = await Promise.all([
      compile(device, sample.kernel),
      compile(device, judge.kernel),
    ]);
    const { tokens, scores } = await roomFor(
      device,
      () => ({
        tokens: storage(device, 'tokens apart', lanes * size.sequences * maxTokens),
        scores: storage(device, 'scores apart', lanes * scoreCount(size.sequences)),
      }),
      (made) => Object.values(made).forEach((buffer) => buffer.destroy()),
    );
    const judging = dispatch(device, judges, judge.kernel, { ...stage.buffers, tokens, scores }, [
      1,
      lanes,
      1,
    ]);
    const sampling = stage.perSlice(({ count }, buffers) => [
      dispatch(device, samples, sample.kernel, { ...buffers, tokens }, [sample.groups, count, 1]),
    ]);
    return new Sampling(batch, stage, judge, judging, sampling, tokens, scores);
  }

  private constructor(
    batch: BatchShape,
    stage: UpdateStage,
    judge: JudgeKernel,
    judging: Dispatch,
    sampling: readonly Dispatch[],
    tokens: GPUBuffer,
    scores: GPUBuffer,
  ) {
    this.batch = batch;
    this.stage = stage;
    this.judge = judge;
    this.judging = judging;
    this.dispatches = [...sampling, judging];
    this.tokens = tokens;
    this.scores = scores;
  }

  /** A lane that is asked more than once is sampled in rounds, one after another. */
  async sample(asked: readonly Asked[]): Promise<Sampled[]> {
    const round = asked.map(({ lane }, i) => asked.slice(0, i).filter((one) => one.lane === lane).length);
    const rounds = Array.from({ length: Math.max(-1, ...round) + 1 }, (_, r) =>
      asked.filter((__, i) => round[i] === r),
    );
    const done = new Map<Asked, Sampled>();
    // Each round's copies are submitted before the next begins, so that only the last is waited for.
    await Promise.all(
      rounds.map(async (own) => (await this.once(own)).forEach((sampled, i) => done.set(own[i]!, sampled))),
    );
    return asked.map((one) => done.get(one)!);
  }

  private async once(asked: readonly Asked[]): Promise<Sampled[]> {
    const { device, buffers, size } = this.stage;
    const clock = new Uint32Array(this.batch.lanes * CLOCK_WORDS);
    const writeSeed = (lane: number, seed: number) =>
      device.queue.writeBuffer(buffers['lanes']!, 4 * seedAt(lane), Uint32Array.of(seed));
    for (const { lane, step, seed, tables } of asked) {
      writeProgress(clock, lane, { tables, step, updates: 0 }, 0, { active: true });
      writeSeed(lane, seed);
    }
    device.queue.writeBuffer(buffers['clock']!, 0, clock);
    this.judging.size[0] = this.judge.groups(Math.max(...asked.map(({ tables }) => tables.criteria.length)));
    const encoder = device.createCommandEncoder();
    encode(encoder, this.dispatches);
    device.queue.submit([encoder.finish()]);
    for (const { lane, tables } of asked) writeSeed(lane, tables.seed);
    const words = size.sequences * this.batch.policy.maxTokens;
    const scores = scoreCount(size.sequences);
    const parts = await readParts(
      device,
      asked.flatMap(({ lane }) => [
        { buffer: this.tokens, at: lane * words, words },
        { buffer: this.scores, at: lane * scores, words: scores },
      ]),
    );
    return asked.map(({ tables }, i) => {
      const own = new Float32Array(parts[2 * i + 1]!);
      return {
        tokens: new Int32Array(parts[2 * i]!),
        judgeScores: scoreRows('judge', own, tables.criteria.length),
        goldScores: scoreRows('gold', own, tables.criteria.length),
      };
    });
  }

  destroy(): void {
    this.tokens.destroy();
    this.scores.destroy();
  }
}
