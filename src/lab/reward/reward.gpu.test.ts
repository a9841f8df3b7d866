import { beforeAll, describe, expect, it } from 'vitest';
import { compile, dispatch, encode, readParts, storage } from '../engine/fused/gpu.ts';
import { laneRecord } from '../engine/fused/lane-records.ts';
import { NO_TRAINING, testDevice } from '../engine/fused/testing.ts';
import { uniformStream } from '../random/draw.ts';
import type { Criterion } from '../rubric/criterion.ts';
import { criterion } from '../rubric/testing.ts';
import { LOSS_TYPES } from '../wgsl/answer-weight.ts';
import { CLOCK_WORDS, MAX_CRITERIA, writeClock } from '../wgsl/lane.ts';
import {
  ADVANTAGE_NUMBERS,
  CRITERION_STATS,
  paddedScores,
  rolloutColumn,
  scoreCount,
} from '../wgsl/rollout-numbers.ts';
import { compileFormula } from './formula/compile.ts';
import { customMethod } from './methods/custom.ts';
import { ESTIMATORS } from './methods/focal.ts';
import { findMethod, METHODS } from './methods/index.ts';
import type { Method } from './methods/method.ts';
import { rewardLane, rubricWeights, type LaneRewards, type RewardSettings } from './reward.ts';
import { rewardKernel, SCALE_REWARDS } from './reward.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const LENGTH = 7;

interface Shape {
  prompts: number;
  rollouts: number;
}

interface Setup {
  method: Method;
  parameters: Record<string, number>;
  /** How far the two may be apart, relative to the numbers. */
  tolerance: number;
  criteria: Criterion[];
  training: Pick<RewardSettings, 'scaleRewards' | 'matchRewardScale' | 'promptGamma' | 'dropSilentGroups'> & {
    lossType: (typeof LOSS_TYPES)[number];
  };
}

type Results = LaneRewards & {
  kept: Float32Array;
  tokenWeights: Float32Array;
};

const lengthsOf = ({ prompts, rollouts }: Shape) =>
  Array.from({ length: prompts * rollouts }, (_, s) => 1 + (s % LENGTH));

/** Runs the kernel on several lanes for several steps, [step][lane]; memory stays on the device. */
async function onGpu(
  shape: Shape,
  setups: readonly Setup[],
  scores: readonly (readonly Float32Array[])[],
  methods: readonly Method[] = METHODS,
): Promise<Results[][]> {
  const { prompts, rollouts } = shape;
  const S = prompts * rollouts;
  const lanes = setups.length;
  const tokens = new Uint32Array(S * LENGTH);
  lengthsOf(shape).forEach((length, s) =>
    tokens.fill(3, s * LENGTH, s * LENGTH + Math.min(LENGTH, length - 1)),
  );
  const records = setups.map(({ method, parameters, criteria, training }) =>
    laneRecord({
      seed: 1,
      active: true,
      method,
      parameters,
      criteria,
      directWeights: Array.from({ length: prompts }, () => criteria.map(({ weight }) => weight)),
      training: { ...NO_TRAINING, ...training },
    }),
  );
  const words = {
    lanes: lanes * records[0]!.length,
    clock: lanes * CLOCK_WORDS,
    tokens: lanes * tokens.length,
    scores: lanes * scoreCount(S),
    kept_numbers: lanes * prompts * MAX_CRITERIA,
    advantages: lanes * S * ADVANTAGE_NUMBERS,
    criterion_stats: lanes * CRITERION_STATS.length * prompts * MAX_CRITERIA,
  };
  const buffers = Object.fromEntries(
    Object.entries(words).map(([name, size]) => [name, storage(device, name, size)]),
  ) as Record<keyof typeof words, GPUBuffer>;
  const write = (name: keyof typeof words, parts: readonly (Float32Array | Uint32Array)[]) =>
    parts.forEach((part, lane) =>
      device.queue.writeBuffer(buffers[name], lane * part.byteLength, part as Float32Array<ArrayBuffer>),
    );
  write('lanes', records);
  write(
    'tokens',
    setups.map(() => tokens),
  );
  write('kept_numbers', [new Float32Array(words.kept_numbers).fill(-1)]);
  const kernel = rewardKernel(prompts, rollouts, LENGTH, methods);
  const run = dispatch(device, await compile(device, kernel), kernel, buffers, [lanes, 1, 1]);
  const results: Results[][] = [];
  for (let step = 0; step < scores.length; step++) {
    const clock = new Uint32Array(words.clock);
    setups.forEach((_, lane) => writeClock(clock, lane, { active: 1, step, slot: 0 }, [], []));
    write('clock', [clock]);
    write(
      'scores',
      scores[step]!.map((judge, lane) =>
        // The judge's scores count, not the gold ones.
        paddedScores(
          { judge, gold: new Float32Array(judge.length).fill(0.5) },
          setups[lane]!.criteria.length,
        ),
      ),
    );
    const encoder = device.createCommandEncoder();
    encode(encoder, [run]);
    device.queue.submit([encoder.finish()]);
    const read = (['advantages', 'criterion_stats', 'kept_numbers'] as const).map((name) => ({
      buffer: buffers[name],
      at: 0,
      words: words[name],
    }));
    const parts = (await readParts(device, read)).map((part) => new Float32Array(part));
    results.push(
      setups.map(({ criteria }, lane) => {
        const [numbers, stats, kept] = parts.map((part) =>
          part.subarray((lane * part.length) / lanes, ((lane + 1) * part.length) / lanes),
        );
        const unpadded = (rows: Float32Array) => rows.filter((_, i) => i % MAX_CRITERIA < criteria.length);
        const stat = (name: (typeof CRITERION_STATS)[number]) => {
          const at = CRITERION_STATS.indexOf(name);
          return stats!.subarray(at * prompts * MAX_CRITERIA, (at + 1) * prompts * MAX_CRITERIA);
        };
        const tokenWeights = rolloutColumn('tokenWeight', numbers!);
        return {
          saturation: unpadded(stat('saturation')),
          weights: unpadded(stat('weight')),
          effort: unpadded(stat('effort')),
          rewards: rolloutColumn('reward', numbers!),
          advantages: rolloutColumn('advantage', numbers!),
          counted: tokenWeights.map(Math.sign),
          kept: unpadded(kept!),
          fellBack: stat('fellBack').filter((flag, i) => i % MAX_CRITERIA === 0 && flag === 1).length,
          tokenWeights,
        };
      }),
    );
  }
  Object.values(buffers).forEach((buffer) => buffer.destroy());
  return results;
}

/** The same by the definition; each step starts from what the kernel kept, so that roundings do not pile up. */
function expected(
  { prompts, rollouts }: Shape,
  { method, parameters, criteria, training }: Setup,
  scores: Float32Array,
  step: number,
  kept: Float32Array | undefined,
): Results {
  const result = rewardLane(scores, prompts, rollouts, {
    ...training,
    method,
    parameters,
    rubric: (prompt) => rubricWeights(criteria, prompt),
    step,
    ...(kept && { kept }),
  });
  const lengths = lengthsOf({ prompts, rollouts });
  const tokens = lengths.reduce((sum, length, s) => sum + length * result.counted[s]!, 0);
  const answers = result.counted.reduce((a, b) => a + b, 0);
  const weight = {
    dapo: () => 1 / tokens,
    grpo: (length: number) => 1 / (length * answers),
    dr_grpo: () => 1 / (answers * LENGTH),
  }[training.lossType];
  return {
    ...result,
    effort: result.effort.map((share) => (Number.isNaN(share) ? -1 : share)),
    tokenWeights: result.counted.map((counts, s) => (counts ? weight(lengths[s]!) : 0)),
  };
}

function expectClose(actual: Float32Array, wanted: ArrayLike<number>, relative: number, what: string): void {
  expect(actual.length, what).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const off = Math.abs(actual[i]! - wanted[i]!) / (1e-2 + Math.abs(wanted[i]!));
    if (!(off < relative)) expect.fail(`${what}[${i}]: ${actual[i]} for ${wanted[i]}`);
  }
}

function expectSame(actual: Results, wanted: Results, tolerance: number, what: string): void {
  for (const field of ['saturation', 'weights', 'rewards', 'effort', 'kept'] as const)
    expectClose(actual[field], wanted[field], tolerance, `${what}: ${field}`);
  // A reward's rounding is divided by the group's spread, which may be small.
  expectClose(actual.advantages, wanted.advantages, 20 * tolerance, `${what}: advantages`);
  expectClose(actual.tokenWeights, wanted.tokenWeights, 1e-5, `${what}: token weights`);
  expect(actual.fellBack, `${what}: fell back`).toBe(wanted.fellBack);
}

const next = uniformStream(11, 3);

/** A rubric with Hard Rules that are misjudged, criteria that are off or without weight, and categories. */
const rubricOf = (K: number, prompts: number): Criterion[] =>
  Array.from({ length: K }, (_, k) =>
    criterion({
      id: `c${k}`,
      weight: [5, 3, 2, 1, 4, 0.3, 0][k % 7]!,
      active: k % 6 !== 4,
      kind: k % 3 === 1 ? 'hard-rule' : 'principle',
      judge:
        k === 7 ? { falsePositive: 0.6, falseNegative: 0.5 } : { falsePositive: 0.1, falseNegative: 0.2 },
      tags: k % 5 === 2 ? [] : [`category:${k % 3}`],
      ...(k === 0 && { promptWeights: Array.from({ length: prompts }, (__, p) => [5, 0, 2, 9][p % 4]!) }),
    }),
  );

/** Scores as a judge gives them; group 1 is all equal, criterion 2 is met by all, criterion 3 by none. */
const scoresOf = ({ prompts, rollouts }: Shape, criteria: readonly Criterion[]): Float32Array =>
  Float32Array.from({ length: prompts * rollouts * criteria.length }, (_, i) => {
    const k = i % criteria.length;
    const group = Math.floor(i / criteria.length / rollouts);
    const score = Math.round(10 * next()) / 10;
    if (k === 2 || group === 1) return 1;
    if (k === 3) return 0;
    return criteria[k]!.kind === 'hard-rule' ? Math.round(score) : score;
  });

const EXACT = 1e-5;
const COARSE = 1e-3;

/** Where the numbers are well behaved, and where they are not. */
const FOCAL_SETS = ESTIMATORS.flatMap((_, estimator) => [
  [EXACT, { 'focal.estimator': estimator, 'focal.gamma': 3 }],
  [
    EXACT,
    {
      'focal.estimator': estimator,
      'focal.gamma': 5,
      'focal.tau': 0.1,
      'focal.epsilon': 0.01,
      'focal.floor': 0.02,
      'focal.cap': 0.3,
      'focal.decay': 0.6,
      'focal.mix': 0.2,
      'focal.warmup': 1,
    },
  ],
  [COARSE, { 'focal.estimator': estimator, 'focal.gamma': 8, 'focal.tau': 0.01, 'focal.epsilon': 0 }],
]) as [number, Record<string, number>][];

const SETS: Record<string, [number, Record<string, number>][]> = {
  'focal-prior': FOCAL_SETS,
  'focal-uniform': FOCAL_SETS,
  'max-min': [
    [EXACT, { 'maxmin.eta': 2 }],
    [EXACT, { 'maxmin.rule': 1 }],
  ],
  pow3r: [
    [EXACT, { 'pow3r.lambda': 0.8, 'pow3r.beta': 0.2, 'pow3r.pass': 0.5 }],
    [
      EXACT,
      { 'pow3r.lambda': 1, 'pow3r.beta': 1, 'pow3r.min': 0.01, 'pow3r.max': 10, 'pow3r.epsilon': 1e-6 },
    ],
  ],
  diva: [
    [EXACT, { 'diva.epsilon': 0.1 }],
    [EXACT, { 'diva.epsilon': 1e-6 }],
  ],
  'sa-mrpo': [
    [EXACT, { 'samrpo.gamma': 0 }],
    [EXACT, { 'samrpo.gamma': 3 }],
  ],
  custom: [
    [EXACT, { 'custom.gamma': 5, 'custom.tau': 0.1, 'custom.epsilon': 0.01 }],
    [COARSE, { 'custom.gamma': 8, 'custom.tau': 0.01, 'custom.epsilon': 0 }],
  ],
};

const COMBINATIONS = SCALE_REWARDS.flatMap((scaleRewards) =>
  LOSS_TYPES.flatMap((lossType) =>
    [false, true].flatMap((matchRewardScale) =>
      [false, true].flatMap((dropSilentGroups) =>
        [0, 0.5, 2].map((promptGamma) => ({
          scaleRewards,
          lossType,
          matchRewardScale,
          dropSilentGroups,
          promptGamma,
        })),
      ),
    ),
  ),
);
const SIZES = [6, MAX_CRITERIA, 1, 9];
const STEPS = 3;

/** `each` lanes for every set of parameters of every method; settings and sizes take turns. */
function setupsFor(shape: Shape, methods: readonly Method[], each: number): Setup[] {
  let turn = 0;
  return methods.flatMap((method) =>
    [[EXACT, {}] as const, ...(SETS[method.id] ?? [])].flatMap(([tolerance, parameters]) =>
      Array.from({ length: each }, (): Setup => {
        const training = COMBINATIONS[(turn * 37) % COMBINATIONS.length]!; // 37 meets all of the 108
        const criteria = rubricOf(SIZES[turn % SIZES.length]!, shape.prompts);
        turn++;
        return { method, parameters, tolerance, criteria, training };
      }),
    ),
  );
}

async function compare(shape: Shape, setups: Setup[], methods: readonly Method[] = METHODS) {
  const scores = Array.from({ length: STEPS }, () => setups.map(({ criteria }) => scoresOf(shape, criteria)));
  const actual = await onGpu(shape, setups, scores, methods);
  return (lane: number) =>
    scores.forEach((atStep, step) => {
      const setup = setups[lane]!;
      const wanted = expected(shape, setup, atStep[lane]!, step, actual[step - 1]?.[lane]!.kept);
      const { method, parameters, criteria, training } = setup;
      const what = `${method.id} ${JSON.stringify({ ...parameters, ...training })}, ${criteria.length} criteria, step ${step}`;
      expectSame(actual[step]![lane]!, wanted, setup.tolerance, what);
    });
}

describe.each([
  { prompts: 4, rollouts: 6, each: 6 },
  { prompts: 2, rollouts: 1, each: 2 },
])('reward kernel, $prompts prompts of $rollouts rollouts', ({ each, ...shape }) => {
  const setups = setupsFor(shape, METHODS, each);
  let check: (lane: number) => void;
  beforeAll(async () => {
    check = await compare(shape, setups);
  });

  it.each(METHODS)('agrees with the definition: $id', (method) => {
    setups.forEach((setup, lane) => setup.method === method && check(lane));
  });
});

describe('reward kernel', () => {
  it('takes other formulas for the method custom', async () => {
    const shape = { prompts: 4, rollouts: 6 };
    for (const text of [
      'prior * std + previous * 0.5 + step * 0.01 + cv + lowest + highest / K',
      'mean > 0.5 ? 0 - prior : 1 / (std - std)',
    ]) {
      const own = customMethod(compileFormula(text));
      const methods = METHODS.map((method) => (method.id === own.id ? own : method));
      const setups = setupsFor(shape, [own], 4);
      const check = await compare(shape, setups, methods);
      setups.forEach((_, lane) => check(lane));
    }
  });

  it('gives the same bits for focal at gamma 0 as for static, whatever the estimator', async () => {
    const shape = { prompts: 4, rollouts: 6 };
    const criteria = rubricOf(9, shape.prompts);
    const setup = (id: string, parameters: Record<string, number>): Setup => ({
      method: findMethod(id),
      parameters,
      tolerance: 0,
      criteria,
      training: COMBINATIONS[0]!,
    });
    const scores = Array.from({ length: STEPS }, () => scoresOf(shape, criteria));
    for (const base of ['prior', 'uniform']) {
      const setups = [
        setup(`static-${base}`, {}),
        ...ESTIMATORS.map((_, estimator) =>
          setup(`focal-${base}`, {
            'focal.gamma': 0,
            'focal.tau': 0.1,
            'focal.epsilon': 0,
            'focal.mix': estimator / 10,
            'focal.estimator': estimator,
          }),
        ),
      ];
      const actual = await onGpu(
        shape,
        setups,
        scores.map((atStep) => setups.map(() => atStep)),
      );
      for (const [plain, ...focused] of actual)
        for (const own of focused)
          for (const field of ['weights', 'rewards', 'advantages', 'effort'] as const)
            expect(own[field], field).toEqual(plain![field]);
    }
  });

  it('meets the test vector of Focal Reward', async () => {
    const setup: Setup = {
      method: findMethod('focal-prior'),
      parameters: { 'focal.gamma': 3 },
      tolerance: EXACT,
      criteria: [0, 1, 2, 3].map((k) => criterion({ id: `c${k}` })),
      training: COMBINATIONS[0]!,
    };
    const four = Float32Array.from([1, 1, 0.8, 0.3, 1, 1, 0.9, 0.2, 1, 0, 0.6, 0.6, 1, 1, 0.7, 0.1]);
    const [[result]] = (await onGpu({ prompts: 1, rollouts: 4 }, [setup], [[four]])) as [[Results]];
    expectClose(result.saturation, [1, 0.785706, 0.75908, 0.287657], 1e-5, 'saturation');
    expectClose(result.weights, [0.000257, 0.037966, 0.050635, 0.911141], 1e-4, 'weights');
    expectClose(result.rewards, [0.352074, 0.266023, 0.577323, 0.164782], 1e-5, 'rewards');
    expectClose(result.advantages, [0.068419, -0.421256, 1.350212, -0.997375], 1e-4, 'advantages');
  });
});
