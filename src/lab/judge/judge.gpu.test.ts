import { beforeAll, expect, it } from 'vitest';
import type { LaneTables } from '../engine/engine.ts';
import { laneRecord } from '../engine/fused/lane-records.ts';
import { NO_TRAINING, testDevice, tryKernel } from '../engine/fused/testing.ts';
import { TOPICS } from '../language/topics.ts';
import { VOCABULARY } from '../language/words.ts';
import { uniformStream } from '../random/draw.ts';
import { findMethod } from '../reward/methods/index.ts';
import type { Criterion } from '../rubric/criterion.ts';
import { everyDetector, randomSettings } from '../rubric/detectors/arbitrary.ts';
import { groupMasks, WORD_GROUPS } from '../rubric/detectors/detector.ts';
import { DETECTOR_TYPES } from '../rubric/detectors/index.ts';
import type { Imperfections } from '../rubric/imperfections.ts';
import { criterion } from '../rubric/testing.ts';
import { CLOCK_WORDS, MAX_CRITERIA } from '../wgsl/lane.ts';
import { scoreCount, scoreRows } from '../wgsl/rollout-numbers.ts';
import { judgeLane } from './judge.ts';
import { judgeKernel } from './judge.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const P = TOPICS.length;

/** Answers that are short of some words, so that rules are met as often as not. */
function answers(next: () => number, count: number, maxTokens: number): Uint32Array {
  const tokens = new Uint32Array(count * maxTokens);
  for (let s = 0; s < count; s++) {
    const length = Math.floor(next() * (maxTokens + 1));
    const variety = 2 + Math.floor(next() * (VOCABULARY - 2));
    const first = Math.floor(next() * VOCABULARY);
    for (let t = 0; t < length; t++)
      tokens[s * maxTokens + t] = 1 + ((first + Math.floor(next() * variety)) % (VOCABULARY - 1));
  }
  return tokens;
}

const tables = (criteria: Criterion[], seed: number): LaneTables => ({
  seed,
  active: true,
  method: findMethod('static-prior'),
  parameters: {},
  criteria,
  directWeights: TOPICS.map(() => criteria.map(() => 1 / criteria.length)),
  training: NO_TRAINING,
});

/** Scores of a lane as the kernel gives them. */
async function onGpu(
  tokens: Uint32Array,
  rollouts: number,
  maxTokens: number,
  criteria: Criterion[],
  noise: { seed: number; step: number },
) {
  const { kernel, groups } = judgeKernel(P, rollouts, maxTokens, VOCABULARY);
  const clock = new Uint32Array(CLOCK_WORDS);
  clock[0] = 1; // active
  clock[1] = noise.step;
  const inputs = {
    lanes: laneRecord(tables(criteria, noise.seed)),
    clock,
    tokens,
    prompts: Uint32Array.from({ length: P * rollouts }, (_, s) => Math.floor(s / rollouts)),
    word_groups: groupMasks(P, VOCABULARY),
    scores: new Float32Array(scoreCount(P * rollouts)),
  };
  const scores = new Float32Array(
    await tryKernel(device, kernel, inputs, 'scores', [groups(criteria.length), 1, 1]),
  );
  return {
    judge: scoreRows('judge', scores, criteria.length),
    gold: scoreRows('gold', scores, criteria.length),
  };
}

/** Compares a lane's scores to the last bit, and says where they differ. */
async function compare(
  next: () => number,
  criteria: Criterion[],
  rollouts: number,
  maxTokens: number,
  noise: { seed: number; step: number },
) {
  const tokens = answers(next, P * rollouts, maxTokens);
  const actual = await onGpu(tokens, rollouts, maxTokens, criteria, noise);
  const expected = judgeLane(Int32Array.from(tokens), P, rollouts, criteria, noise);
  for (const kind of ['gold', 'judge'] as const)
    expected[kind].forEach((score, i) => {
      if (actual[kind][i] === score) return;
      const answer = Math.floor(i / criteria.length);
      const own = criteria[i % criteria.length]!;
      const words = tokens.subarray(answer * maxTokens, (answer + 1) * maxTokens).join(' ');
      expect.fail(`${kind} ${actual[kind][i]} for ${score}: ${JSON.stringify(own)} of ${answer}: ${words}`);
    });
  return expected;
}

it('gives the gold scores of every detector, to the last bit', async () => {
  const next = uniformStream(4, 9);
  const every = everyDetector();
  expect(new Set(every.map(({ type }) => type))).toEqual(new Set(DETECTOR_TYPES));
  const criteria = every.flatMap((detector, i) =>
    (['hard-rule', 'principle'] as const).map((kind) =>
      criterion({ id: `c${i}_${kind[0]}`, kind, detector }),
    ),
  );
  const seen = new Set<number>();
  for (let first = 0; first < criteria.length; first += MAX_CRITERIA) {
    const own = criteria.slice(first, first + MAX_CRITERIA);
    const { gold } = await compare(next, own, 40, 24, { seed: 1, step: 0 });
    gold.forEach((score) => seen.add(score));
  }
  expect(seen.size).toBe(11); // every verdict from 0 to 10 occurred
});

/** Some imperfections, each with some chance. */
function randomImperfections(next: () => number): Imperfections {
  const between = (low: number, high: number) => low + (high - low) * next();
  const chance = next();
  const maybe = <Value>(value: Value) => (next() < chance ? value : undefined);
  return {
    falsePositive: maybe(next()),
    falseNegative: maybe(next()),
    jitter: maybe(between(0, 5)),
    shift: maybe(between(-10, 10)),
    coarse: maybe(([2, 5, 10] as const)[Math.floor(3 * next())]),
    ceiling: maybe(1 + Math.floor(10 * next())),
    halo: maybe(next()),
    lengthBias: maybe(between(-10, 10)),
    positionBias: maybe(between(-10, 10)),
    leak: maybe({
      group: WORD_GROUPS[Math.floor(next() * WORD_GROUPS.length)]!,
      target: 1 + Math.floor(16 * next()),
      pay: between(0, 10),
    }),
    drift: maybe(between(-10, 10)),
  };
}

it('gives the judge’s scores of random rubrics with random imperfections, to the last bit', async () => {
  const next = uniformStream(21, 9);
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)]!;
  let wrong = 0;
  let all = 0;
  for (let round = 0; round < 24; round++) {
    const K = pick([1, 2, 7, 13, MAX_CRITERIA]);
    const criteria = Array.from({ length: K }, (_, k) => {
      const detector = next() < 0.05 ? null : randomSettings(next);
      return criterion({
        id: `c${Math.floor(next() * 1e6)}_${k}`,
        kind: pick(['hard-rule', 'principle']),
        polarity: pick(['positive', 'negative']),
        active: detector !== null,
        detector,
        judge: next() < 0.1 ? {} : randomImperfections(next),
      });
    });
    const noise = { seed: Math.floor(next() * 2 ** 32), step: pick([0, 1, 149, 100_000]) };
    const { judge, gold } = await compare(next, criteria, pick([1, 2, 5, 16]), pick([4, 16, 64]), noise);
    wrong += judge.filter((score, i) => score !== gold[i]).length;
    all += judge.length;
  }
  expect(wrong / all).toBeGreaterThan(0.2); // the imperfections did something
});
