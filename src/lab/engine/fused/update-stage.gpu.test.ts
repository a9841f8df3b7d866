import { beforeAll, describe, expect, it } from 'vitest';
import { uniformStream } from '../../random/draw.ts';
import { adamState, adamUpdate } from '../../policy/adam.ts';
import { initialParameters, stackLanes } from '../../policy/parameters.ts';
import { parameterCount, parameterLayout, type PolicyShape } from '../../policy/shape.ts';
import * as tf from '../../tf.ts';
import { tokenWeights, type LossType } from '../../update/loss.ts';
import { grpoPass, scoreRollouts, type UpdateSettings } from '../../update/pass.ts';
import { ADVANTAGE_NUMBERS } from '../../wgsl/rollout-numbers.ts';
import { tokenFieldAt, type TokenField } from '../../wgsl/token-scores.ts';
import { tuningFor, type Tuning } from '../../wgsl/tuning.ts';
import { encode, readParts } from './gpu.ts';
import { plainLanes } from './lane-records.ts';
import { PROMISED_LIMITS, testDevice } from './testing.ts';
import { UpdateStage } from './update-stage.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const TUNINGS: Record<string, Tuning> = {
  processor: tuningFor({ ...PROMISED_LIMITS, software: true }),
  GPU: tuningFor({ ...PROMISED_LIMITS, software: false }),
};

interface Case {
  name: string;
  shape: PolicyShape;
  lanes: number;
  perPrompt: number;
  lossTypes: LossType[];
}

const shape = (more: Partial<PolicyShape>): PolicyShape => ({
  width: 8,
  heads: 2,
  hidden: 12,
  blocks: 1,
  vocabulary: 54,
  prompts: 3,
  maxTokens: 5,
  ...more,
});

const CASES: Case[] = [
  { name: 'three lanes', shape: shape({}), lanes: 3, perPrompt: 3, lossTypes: ['dapo', 'grpo', 'dr_grpo'] },
  {
    name: 'two blocks, odd sizes',
    shape: shape({ width: 18, heads: 3, hidden: 22, blocks: 2, vocabulary: 61, maxTokens: 9 }),
    lanes: 1,
    perPrompt: 5,
    lossTypes: ['grpo'],
  },
  {
    name: 'wide and long',
    shape: shape({ width: 96, heads: 4, hidden: 64, vocabulary: 256, maxTokens: 64, prompts: 1 }),
    lanes: 2,
    perPrompt: 2,
    lossTypes: ['dapo', 'dapo'],
  },
];

/** Numbers in (-1, 1). */
const noise = (seed: number) => {
  const next = uniformStream(seed, 77);
  return () => 2 * next() - 1;
};

function problem({ shape: policy, lanes, perPrompt, lossTypes }: Case) {
  const S = policy.prompts * perPrompt;
  const random = noise(5);
  const settings = lossTypes.map((lossType, lane): UpdateSettings => ({
    learningRate: 0.02 * (lane + 1), // large, so that the second pass meets both clips
    adamBeta1: 0.9,
    adamBeta2: [0.99, 0.99999, 0.9][lane]!,
    adamEpsilon: 1e-6,
    maxGradNorm: lane === 1 ? 0.05 : 0,
    beta: 0.1 * lane + 0.05,
    epsilon: 0.05,
    epsilonHigh: 0.1,
    temperature: 1 + 0.3 * lane,
    lossType,
  }));
  const parameters = settings.map((_, lane) => initialParameters(policy, 10 + lane));
  const base = parameters.map((row) => row.map((value) => value + 0.1 * random()));
  // Answers of different lengths: END ends some early, others fill all positions.
  const tokens = new Int32Array(lanes * S * policy.maxTokens);
  for (let answer = 0; answer < lanes * S; answer++) {
    const length = Math.floor((answer % (policy.maxTokens + 1)) * 1.01);
    for (let t = 0; t < length; t++)
      tokens[answer * policy.maxTokens + t] = 1 + Math.floor(((random() + 1) / 2) * (policy.vocabulary - 1));
  }
  const advantages = Float32Array.from({ length: lanes * S }, () => 2 * random());
  const prompts = Array.from({ length: S }, (_, s) => Math.floor(s / perPrompt));
  return { policy, lanes, S, settings, parameters, base, tokens, advantages, prompts };
}

type Problem = ReturnType<typeof problem>;

async function fusedStage(own: Problem, tuning: Tuning): Promise<UpdateStage> {
  const { policy, lanes, S, settings, parameters, base, tokens, advantages, prompts } = own;
  const stage = await UpdateStage.create(device, { policy, lanes, sequences: S, passes: 2 }, tuning);
  const count = parameterCount(policy);
  const write = (name: string, values: BufferSource, at = 0) =>
    device.queue.writeBuffer(stage.buffers[name]!, at, values);
  const weights = tf.tidy(() => {
    const alive = tf.cast(
      tf.notEqual(tf.tensor3d(tokens, [lanes, S, policy.maxTokens], 'int32'), 0),
      'float32',
    );
    const mask = tf.concat(
      [tf.ones([lanes, S, 1]), tf.slice(alive, [0, 0, 0], [lanes, S, policy.maxTokens - 1])],
      2,
    ) as tf.Tensor3D;
    return tf.slice(
      tokenWeights(
        mask,
        tf.ones([lanes, S, 1]),
        settings.map(({ lossType }) => lossType),
      ),
      [0, 0, 0],
      [lanes, S, 1],
    );
  });
  const tokenWeight = await weights.data();
  weights.dispose();
  settings.forEach((_, lane) => {
    write('params', parameters[lane] as Float32Array<ArrayBuffer>, 4 * lane * count);
    write('base', base[lane] as Float32Array<ArrayBuffer>, 4 * lane * count);
  });
  const { tables, clock } = plainLanes(settings, [0, 1]);
  write('lanes', tables);
  write('clock', clock);
  write('tokens', Uint32Array.from(tokens));
  write('prompts', Uint32Array.from(prompts));
  write(
    'advantages',
    Float32Array.from({ length: lanes * S * ADVANTAGE_NUMBERS }, (_, i) => {
      const sequence = Math.floor(i / ADVANTAGE_NUMBERS);
      return [advantages[sequence]!, tokenWeight[sequence]!][i % ADVANTAGE_NUMBERS] ?? 0;
    }),
  );
  return stage;
}

const run = (dispatches: Parameters<typeof encode>[1]) => {
  const encoder = device.createCommandEncoder();
  encode(encoder, dispatches);
  device.queue.submit([encoder.finish()]);
};

const readFloats = async (buffer: GPUBuffer, at = 0, words = buffer.size / 4 - at) =>
  new Float32Array((await readParts(device, [{ buffer, at, words }]))[0]!);

/** Largest difference, as a share of the largest expected number. */
function relativeGap(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let gap = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    gap = Math.max(gap, Math.abs(actual[i]! - expected[i]!));
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return Number.isNaN(gap) || actual.length < expected.length ? Infinity : gap / size;
}

describe.each(Object.keys(TUNINGS))('tuned for a %s', (tuned) => {
  it.each(CASES)('scores, gradients and updates agree with the ops engine: $name', async (example) => {
    const own = problem(example);
    const { policy, lanes, S, settings, parameters, base, tokens, advantages, prompts } = own;
    const stage = await fusedStage(own, TUNINGS[tuned]!);
    const size = parameterCount(policy);
    const perLane = S * policy.maxTokens;
    const scores = async (field: TokenField) => {
      const all = await readFloats(stage.buffers['token_scores']!);
      return Float32Array.from({ length: lanes * perLane }, (_, i) => {
        const lane = Math.floor(i / perLane);
        return all[tokenFieldAt(field, lane, perLane) + (i % perLane)]!;
      });
    };

    let current = stackLanes(parameters);
    let state = adamState(lanes, size);
    const scored = scoreRollouts(
      current,
      stackLanes(base),
      tf.tensor3d(tokens, [lanes, S, policy.maxTokens], 'int32'),
      prompts,
      settings.map((_, lane) => advantages.slice(lane * S, (lane + 1) * S)),
      settings.map(() => new Float32Array(S).fill(1)),
      tf.tensor3d(
        settings.map(({ temperature }) => temperature),
        [lanes, 1, 1],
      ),
      settings,
      policy,
    );
    run(stage.reference);
    let cuts = 0;
    for (let pass = 0; pass < 2; pass++) {
      // Each engine's pass starts from the same parameters: rounding must not add up over passes.
      current = stackLanes(
        await Promise.all(settings.map((_, lane) => readFloats(stage.buffers['params']!, lane * size, size))),
      );
      const expected = grpoPass(current, scored, settings, policy);
      const fresh = adamUpdate(
        current,
        state,
        expected.gradient,
        settings,
        settings.map(() => pass + 1),
        settings.map(() => true),
      );
      state = fresh.state;
      run(stage.passes[pass]!);
      if (pass === 0) {
        const wrong = (a: Float32Array, b: ArrayLike<number>) =>
          a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
        expect(wrong(await scores('reference'), await scored.inputs.refLogProbs.data())).toBeLessThan(1e-4);
        expect(wrong(await scores('old'), await scored.inputs.oldLogProbs.data())).toBeLessThan(1e-4);
        expect(Array.from(await scores('counted'))).toEqual(Array.from(await scored.answers.mask.data()));
        const entropy = (await scores('entropy')).reduce((sum, value) => sum + value, 0);
        const entropies = tf.mul(scored.statistics.entropy, tf.sum(scored.answers.mask, [1, 2]));
        const expectedEntropy = (await tf.sum(entropies).data())[0]!;
        expect(Math.abs(entropy / expectedEntropy - 1)).toBeLessThan(1e-4);
      }
      const losses = await scores('loss');
      const summed = settings.map((_, lane) =>
        losses.slice(lane * perLane, (lane + 1) * perLane).reduce((sum, value) => sum + value, 0),
      );
      const expectedLosses = await expected.statistics.loss.data();
      summed.forEach((loss, lane) => expect(Math.abs(loss - expectedLosses[lane]!)).toBeLessThan(1e-4));
      cuts += (await scores('cut')).reduce((sum, value) => sum + value, 0);

      const chunks = stage.buffers['gradients']!.size / 4 / lanes / size;
      const gradient = (await expected.gradient.array()) as number[][];
      for (let lane = 0; lane < lanes; lane++) {
        const actual = await readFloats(stage.buffers['gradients']!, lane * chunks * size, size);
        for (const { name, offset, size: width } of parameterLayout(policy)) {
          const wanted = gradient[lane]!.slice(offset, offset + width);
          const gap = relativeGap(actual.subarray(offset, offset + width), wanted);
          expect(gap, `${name} of lane ${lane} in pass ${pass}`).toBeLessThan(1e-4);
        }
      }
      const norms = await readFloats(stage.buffers['norms']!);
      expect(relativeGap(norms, await expected.statistics.gradNorm.data())).toBeLessThan(1e-4);
      const updated = await readFloats(stage.buffers['params']!, 0, lanes * size);
      expect(relativeGap(updated, await fresh.parameters.data()), `update ${pass}`).toBeLessThan(1e-4);
    }
    expect(cuts, 'the second pass must meet the clip').toBeGreaterThan(0);
    stage.destroy();
  });
});
