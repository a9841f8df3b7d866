import { beforeAll, expect, it } from 'vitest';
import type { LaneTables } from '../engine/engine.ts';
import { laneRecord } from '../engine/fused/lane-records.ts';
import { NO_TRAINING, testDevice, tryKernel } from '../engine/fused/testing.ts';
import { TOPICS } from '../language/topics.ts';
import { VOCABULARY } from '../language/words.ts';
import { uniformStream } from '../random/draw.ts';
import { findMethod } from '../reward/methods/index.ts';
import type { Criterion, CriterionKind } from '../rubric/criterion.ts';
import { groupMasks, WORD_GROUPS } from '../rubric/detectors/detector.ts';
import { DETECTOR_TYPES, type DetectorSettings } from '../rubric/detectors/index.ts';
import { CLOCK_WORDS, MAX_CRITERIA } from '../wgsl/lane.ts';
import { judgeLane } from './judge.ts';
import { judgeKernel } from './judge.wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const ROLLOUTS = 60;
const LENGTH = 24;
const S = TOPICS.length * ROLLOUTS;

/** Answers that are short of some words, so that rules are met as often as not. */
function answers(seed: number): Uint32Array {
  const next = uniformStream(seed, 9);
  const tokens = new Uint32Array(S * LENGTH);
  for (let s = 0; s < S; s++) {
    const length = Math.floor(next() * (LENGTH + 1));
    const variety = 2 + Math.floor(next() * (VOCABULARY - 2));
    const first = Math.floor(next() * VOCABULARY);
    for (let t = 0; t < length; t++)
      tokens[s * LENGTH + t] = 1 + ((first + Math.floor(next() * variety)) % (VOCABULARY - 1));
  }
  return tokens;
}

/** Every detector with every group it may be given. */
const settings: DetectorSettings[] = [
  ...WORD_GROUPS.flatMap((group, i): DetectorSettings[] => [
    { type: 'starts-with', group },
    { type: 'ends-with', group },
    { type: 'avoids', group },
    { type: 'neighbours', first: group, second: WORD_GROUPS[(i * 5 + 1) % WORD_GROUPS.length]! },
    { type: 'distinct', group, target: 1 + (i % 7) },
  ]),
  { type: 'on-topic' },
];

const criteria: Criterion[] = settings.flatMap((detector, i) =>
  (['hard-rule', 'principle'] as const).map((kind: CriterionKind): Criterion => ({
    id: `c${i}_${kind === 'principle' ? 1 : 0}`,
    name: detector.type,
    text: '',
    kind,
    weight: 1,
    active: true,
    unsatisfiable: false,
    detector,
  })),
);

const tables = (own: Criterion[]): LaneTables => ({
  seed: 1,
  active: true,
  method: findMethod('static-prior'),
  parameters: {},
  criteria: own,
  directWeights: own.map(() => 1 / own.length),
  training: NO_TRAINING,
});

it('covers every detector', () => {
  expect(new Set(settings.map(({ type }) => type))).toEqual(new Set(DETECTOR_TYPES));
});

it('gives the scores of the TypeScript judge, to the last bit', async () => {
  const tokens = answers(4);
  const { kernel, groups } = judgeKernel(S, LENGTH, VOCABULARY);
  const clock = new Uint32Array(CLOCK_WORDS);
  clock[0] = 1; // active
  const seen = new Set<number>();
  for (let first = 0; first < criteria.length; first += MAX_CRITERIA) {
    const own = criteria.slice(first, first + MAX_CRITERIA);
    const bytes = await tryKernel(
      device,
      kernel,
      {
        lanes: laneRecord(tables(own)),
        clock,
        tokens,
        prompts: Uint32Array.from({ length: S }, (_, s) => Math.floor(s / ROLLOUTS)),
        word_groups: groupMasks(TOPICS.length, VOCABULARY),
        scores: new Float32Array(S * MAX_CRITERIA),
      },
      'scores',
      [groups, 1, 1],
    );
    const scores = new Float32Array(bytes);
    const expected = judgeLane(Int32Array.from(tokens), TOPICS.length, ROLLOUTS, own);
    own.forEach(({ id, detector }, k) => {
      for (let s = 0; s < S; s++) {
        const score = scores[s * MAX_CRITERIA + k]!;
        expect(score, `${id} ${JSON.stringify(detector)} of answer ${s}`).toBe(expected[s * own.length + k]);
        seen.add(score);
      }
    });
  }
  expect(seen.size).toBe(11); // every verdict from 0 to 10 occurred
});
