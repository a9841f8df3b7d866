/** The judge kernel on its own, with few and with many criteria, against the same judge in plain TypeScript. */
import type { FusedOptions } from '../src/lab/engine/fused/fused.ts';
import { compile, dispatch, encode, storage, type Buffers } from '../src/lab/engine/fused/gpu.ts';
import { laneRecord } from '../src/lab/engine/fused/lane-records.ts';
import { judgeLane } from '../src/lab/judge/judge.ts';
import { judgeKernel } from '../src/lab/judge/judge.wgsl.ts';
import { TOPICS } from '../src/lab/language/topics.ts';
import { VOCABULARY } from '../src/lab/language/words.ts';
import { findMethod } from '../src/lab/reward/methods/index.ts';
import { parseRubric, type Criterion } from '../src/lab/rubric/criterion.ts';
import { everyDetector } from '../src/lab/rubric/detectors/arbitrary.ts';
import { groupMasks } from '../src/lab/rubric/detectors/detector.ts';
import type { Imperfections } from '../src/lab/rubric/imperfections.ts';
import { CLOCK_WORDS, MAX_CRITERIA, TABLE_WORDS, writeClock } from '../src/lab/wgsl/lane.ts';
import { scoreCount } from '../src/lab/wgsl/rollout-numbers.ts';
import { findScenario } from '../src/scenarios/index.ts';
import { PEER_SHAPE } from './against-jax.ts';
import { timeRepeated } from './clock.ts';
import { exampleBatch, exampleSettings } from './jax/sample-batch.ts';

export interface JudgeFigures {
  lanes: number;
  criteria: number;
  /** Whether every criterion is judged with every imperfection. */
  imperfect: boolean;
  /** Milliseconds of one step's judging, all lanes. */
  ms: number;
  dispatches: number;
  /** The same scores in plain TypeScript on the processor, tokens at hand. */
  typescriptMs: number;
}

const ROLLOUTS = 16;

const EVERYTHING: Imperfections = {
  falsePositive: 0.1,
  falseNegative: 0.1,
  jitter: 1,
  shift: -1,
  coarse: 2,
  ceiling: 9,
  halo: 0.3,
  lengthBias: 1,
  positionBias: 1,
  leak: { group: 'citation', target: 2, pay: 5 },
  drift: 1,
};

/** Seven criteria of a scenario, or as many as there may be, of all detectors. */
function rubricOf(count: number, imperfect: boolean): Criterion[] {
  const judge = imperfect ? EVERYTHING : {};
  if (count <= 7)
    return findScenario('forgotten-footnote')
      .rubric.slice(0, count)
      .map((criterion) => ({ ...criterion, judge }));
  const every = everyDetector();
  return parseRubric(
    Array.from({ length: count }, (_, k) => ({
      id: `c${k}`,
      name: `c${k}`,
      text: '',
      kind: k % 2 === 0 ? 'hard-rule' : 'principle',
      weight: 1,
      detector: every[(k * 7) % every.length],
      judge,
    })),
  );
}

async function judging(
  { device }: FusedOptions,
  lanes: number,
  criteria: Criterion[],
  rounds: number,
): Promise<Pick<JudgeFigures, 'ms' | 'dispatches' | 'typescriptMs'>> {
  const { maxTokens } = PEER_SHAPE;
  const P = TOPICS.length;
  const S = P * ROLLOUTS;
  const { kernel, groups } = judgeKernel(P, ROLLOUTS, maxTokens, VOCABULARY);
  const batch = exampleBatch({ ...PEER_SHAPE, prompts: P, vocabulary: VOCABULARY }, lanes, ROLLOUTS);
  const tables = new Uint32Array(lanes * TABLE_WORDS);
  const clock = new Uint32Array(lanes * CLOCK_WORDS);
  for (let lane = 0; lane < lanes; lane++) {
    const record = laneRecord({
      seed: lane + 1,
      active: true,
      method: findMethod('static-prior'),
      parameters: {},
      criteria,
      directWeights: TOPICS.map(() => criteria.map(() => 1)),
      training: {
        ...exampleSettings,
        scaleRewards: 'group',
        matchRewardScale: false,
        promptGamma: 0,
        dropSilentGroups: false,
      },
    });
    tables.set(record, lane * TABLE_WORDS);
    writeClock(clock, lane, { active: 1, step: 1, slot: 0 }, [], []);
  }
  const contents = {
    lanes: tables,
    clock,
    tokens: Uint32Array.from(batch.tokens),
    prompts: Uint32Array.from(batch.prompts),
    word_groups: groupMasks(P, VOCABULARY),
  };
  const buffers: Buffers = { scores: storage(device, 'scores', lanes * scoreCount(S)) };
  for (const [name, values] of Object.entries(contents)) {
    buffers[name] = storage(device, name, values.length);
    device.queue.writeBuffer(buffers[name], 0, values);
  }
  const size = [groups(criteria.length), lanes, 1] as const;
  const dispatches = [dispatch(device, await compile(device, kernel), kernel, buffers, size)];
  const ms = await timeRepeated(
    (times) => {
      const encoder = device.createCommandEncoder();
      for (let i = 0; i < times; i++) encode(encoder, dispatches);
      device.queue.submit([encoder.finish()]);
    },
    () => device.queue.onSubmittedWorkDone(),
    rounds,
  );
  const perLane = S * maxTokens;
  const typescriptMs = await timeRepeated(
    (times) => {
      for (let i = 0; i < times; i++)
        for (let lane = 0; lane < lanes; lane++) {
          const tokens = batch.tokens.subarray(lane * perLane, (lane + 1) * perLane);
          judgeLane(tokens, P, ROLLOUTS, criteria, { seed: lane + 1, step: 1 });
        }
    },
    () => Promise.resolve(),
    rounds,
  );
  for (const buffer of Object.values(buffers)) buffer.destroy();
  return { ms, dispatches: dispatches.length, typescriptMs };
}

/** Judging alone, for a scenario's seven criteria and for the most there may be. */
export async function judgeFigures(
  options: FusedOptions,
  quick: boolean,
  rounds: number,
): Promise<JudgeFigures[]> {
  const figures: JudgeFigures[] = [];
  for (const lanes of quick ? [1] : [1, 8])
    for (const criteria of [7, MAX_CRITERIA])
      for (const imperfect of [false, true])
        figures.push({
          lanes,
          criteria,
          imperfect,
          ...(await judging(options, lanes, rubricOf(criteria, imperfect), rounds)),
        });
  return figures;
}
