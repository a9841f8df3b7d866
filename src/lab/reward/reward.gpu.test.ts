import { beforeAll, describe, expect, it } from 'vitest';
import type { LaneTables } from '../engine/engine.ts';
import { laneRecord } from '../engine/fused/lane-records.ts';
import { NO_TRAINING, testDevice, tryKernel } from '../engine/fused/testing.ts';
import { uniformStream } from '../random/draw.ts';
import type { Criterion } from '../rubric/criterion.ts';
import { criterion } from '../rubric/testing.ts';
import type { LossType } from '../update/loss.ts';
import { CLOCK_WORDS, MAX_CRITERIA } from '../wgsl/lane.ts';
import { paddedScores } from '../wgsl/rollout-numbers.ts';
import type { ScaleRewards } from './advantage.ts';
import { findMethod, METHOD_IDS } from './methods/index.ts';
import { rewardLane, rubricWeights } from './reward.ts';
import { rewardKernel } from './reward.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

interface Setup {
  method: string;
  parameters: Record<string, number>;
  weights: number[];
  /** Weights of the first criterion at each prompt. */
  promptWeights?: number[];
  active: boolean[];
  scaleRewards: ScaleRewards;
  lossType: LossType;
}

const LENGTH = 7;

const rubricOf = ({ weights, active, promptWeights }: Setup): Criterion[] =>
  weights.map((weight, k) =>
    criterion({
      id: `c${k}`,
      weight,
      active: active[k]!,
      ...(k === 0 && promptWeights && { promptWeights }),
    }),
  );

function lane(setup: Setup, prompts: number): LaneTables {
  return {
    seed: 1,
    active: true,
    method: findMethod(setup.method),
    parameters: setup.parameters,
    criteria: rubricOf(setup),
    directWeights: Array.from({ length: prompts }, () => setup.weights),
    training: { ...NO_TRAINING, lossType: setup.lossType, scaleRewards: setup.scaleRewards },
  };
}

/** Runs the kernel for one lane; results as `rewardLane` gives them, with the token weights. */
async function onGpu(
  scores: Float32Array,
  prompts: number,
  rollouts: number,
  setup: Setup,
  lengths: number[],
) {
  const K = setup.weights.length;
  const S = prompts * rollouts;
  const tokens = new Uint32Array(S * LENGTH);
  lengths.forEach((length, s) => tokens.fill(3, s * LENGTH, s * LENGTH + Math.min(LENGTH, length - 1)));
  const clock = new Uint32Array(CLOCK_WORDS);
  clock[0] = 1; // active
  const inputs = {
    lanes: laneRecord(lane(setup, prompts)),
    clock,
    tokens,
    // The judge's scores count, not the gold ones.
    scores: paddedScores({ judge: scores, gold: new Float32Array(scores.length).fill(0.5) }, K),
    advantages: new Float32Array(S * 3),
    criterion_stats: new Float32Array(3 * prompts * MAX_CRITERIA),
  };
  const kernel = rewardKernel(prompts, rollouts, LENGTH);
  const rows = new Float32Array(await tryKernel(device, kernel, inputs, 'advantages', [1, 1, 1]));
  const stats = new Float32Array(await tryKernel(device, kernel, inputs, 'criterion_stats', [1, 1, 1]));
  const stat = (field: number) =>
    Float32Array.from(
      { length: prompts * K },
      (_, i) => stats[(field * prompts + Math.floor(i / K)) * MAX_CRITERIA + (i % K)]!,
    );
  const column = (offset: number) => Float32Array.from({ length: S }, (_, s) => rows[s * 3 + offset]!);
  return {
    saturation: stat(0),
    weights: stat(1),
    effort: stat(2),
    rewards: column(2),
    advantages: column(0),
    tokenWeights: column(1),
  };
}

function expectClose(
  actual: Float32Array,
  expected: ArrayLike<number>,
  relative: number,
  what: string,
): void {
  for (let i = 0; i < expected.length; i++)
    expect(
      Math.abs(actual[i]! - expected[i]!),
      `${what}[${i}]: ${actual[i]} for ${expected[i]}`,
    ).toBeLessThan(relative * (1e-2 + Math.abs(expected[i]!)));
}

describe('reward kernel', () => {
  const next = uniformStream(11, 3);
  const PROMPTS = 5;
  const ROLLOUTS = 6;
  const K = 6;
  /** Scores as a judge gives them; group 1 is all equal, criterion 2 is met by all, criterion 3 by none. */
  const scores = Float32Array.from({ length: PROMPTS * ROLLOUTS * K }, (_, i) => {
    const k = i % K;
    const group = Math.floor(i / K / ROLLOUTS);
    if (k === 2 || group === 1) return 1;
    return k === 3 ? 0 : Math.round(10 * next()) / 10;
  });
  const lengths = Array.from({ length: PROMPTS * ROLLOUTS }, (_, s) => 1 + (s % LENGTH));

  for (const method of METHOD_IDS)
    for (const [name, parameters, tolerance] of [
      ['defaults', {}, 1e-5],
      [
        'paper-like with tight bounds',
        { 'focal.gamma': 3, 'focal.tau': 0.1, 'focal.floor': 0.06, 'focal.cap': 0.3 },
        1e-5,
      ],
      ['extremes', { 'focal.gamma': 8, 'focal.tau': 0.01, 'focal.epsilon': 0 }, 1e-3],
    ] as const)
      it(`agrees with the TypeScript reference: ${method}, ${name}`, async () => {
        for (const [scaleRewards, lossType] of [
          ['group', 'dapo'],
          ['batch', 'grpo'],
          ['none', 'dr_grpo'],
        ] as const) {
          const setup: Setup = {
            method,
            parameters,
            weights: [5, 3, 2, 1, 0.3, 4],
            promptWeights: [5, 0, 2, 9, 0.1, 5],
            active: [true, true, true, true, true, false],
            scaleRewards,
            lossType,
          };
          const expected = rewardLane(scores, PROMPTS, ROLLOUTS, {
            method: findMethod(method),
            parameters,
            rubric: (prompt) => rubricWeights(rubricOf(setup), prompt),
            scaleRewards,
          });
          const actual = await onGpu(scores, PROMPTS, ROLLOUTS, setup, lengths);
          for (const field of ['saturation', 'weights', 'rewards'] as const)
            expectClose(actual[field], expected[field], tolerance, field);
          expectClose(
            actual.effort,
            Array.from(expected.effort, (value) => (Number.isNaN(value) ? -1 : value)),
            tolerance,
            'effort',
          );
          // A reward's rounding is divided by the group's spread, which may be small.
          expectClose(actual.advantages, expected.advantages, 20 * tolerance, 'advantages');
          const all = lengths.reduce((a, b) => a + b, 0);
          const wanted = {
            dapo: lengths.map(() => 1 / all),
            grpo: lengths.map((length) => 1 / (length * lengths.length)),
            dr_grpo: lengths.map(() => 1 / (lengths.length * LENGTH)),
          }[lossType];
          expectClose(actual.tokenWeights, wanted, 1e-5, 'token weights');
        }
      });

  it('meets the test vector of Focal Reward', async () => {
    const four = Float32Array.from([1, 1, 0.8, 0.3, 1, 1, 0.9, 0.2, 1, 0, 0.6, 0.6, 1, 1, 0.7, 0.1]);
    const setup: Setup = {
      method: 'focal-prior',
      parameters: { 'focal.gamma': 3 },
      weights: [1, 1, 1, 1],
      active: [true, true, true, true],
      scaleRewards: 'group',
      lossType: 'dapo',
    };
    const { weights, saturation, rewards, advantages } = await onGpu(four, 1, 4, setup, [2, 2, 2, 2]);
    expectClose(saturation, [1, 0.785706, 0.75908, 0.287657], 1e-5, 'saturation');
    expectClose(weights, [0.000257, 0.037966, 0.050635, 0.911141], 1e-4, 'weights');
    expectClose(rewards, [0.352074, 0.266023, 0.577323, 0.164782], 1e-5, 'rewards');
    expectClose(advantages, [0.068419, -0.421256, 1.350212, -0.997375], 1e-4, 'advantages');
  });
});
