/** The base policy: taught, before any run, to give each answer as often as the scenario says. */
import type { Apart } from '../../lab/engine/apart.ts';
import type { Engine, LaneTables, LaneTraining } from '../../lab/engine/engine.ts';
import { VOCABULARY, idsOf } from '../../lab/language/words.ts';
import { initialParameters } from '../../lab/policy/parameters.ts';
import type { PolicyShape } from '../../lab/policy/shape.ts';
import { PURPOSE, uniformStream } from '../../lab/random/draw.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { questionOf, spelt } from './answers.ts';

/** A greeting, a filler, the answer, END. */
const LONGEST = 4;

/** How often an answer opens with a greeting, and how often a filler goes before the answer word. */
const OPENING = 0.3;

/** One seed for all, so that every track of a run starts from the same policy. */
const SEED = 1;

const UPDATES = 200;
const FIRST_RATE = 0.02;

/** The rate falls along a half cosine, in stages: a lane's tables are long to write. */
const STAGE = 10;

/** Rewards are made here, so the engine's own are not asked for; it needs a name all the same. */
export const METHOD = findMethod('static-uniform');

/** A policy with one prompt per question and phrasing. */
export const shapeFor = (questions: number): PolicyShape => ({
  ...{ width: 16, heads: 2, hidden: 32, blocks: 1 },
  ...{ vocabulary: VOCABULARY, prompts: 2 * questions, maxTokens: LONGEST },
});

const COMMON: Omit<LaneTraining, 'learningRate' | 'beta'> = {
  adamBeta1: 0.9,
  adamBeta2: 0.99,
  adamEpsilon: 1e-8,
  maxGradNorm: 1,
  epsilon: 0.2,
  epsilonHigh: 0.2,
  temperature: 1,
  lossType: 'dapo',
  scaleRewards: 'group',
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
};

/** A lane's tables; nothing is judged, so there is no criterion. */
export function tablesFor(
  seed: number,
  prompts: number,
  own: Pick<LaneTraining, 'learningRate' | 'beta'>,
): LaneTables {
  return {
    ...{ seed, active: true, method: METHOD, parameters: {}, criteria: [] },
    directWeights: Array.from({ length: prompts }, () => []),
    training: { ...COMMON, ...own },
  };
}

/**
 * An endless source of batches [P, G, T] whose answers come as often as the rates say: one draw places G evenly
 * spaced points on each prompt's rates, so that a batch is as near to them as G allows.
 *
 * @param rates [P][classes]
 */
export function examples(
  rates: readonly (readonly number[])[],
  rollouts: number,
  seed: number,
): () => Int32Array {
  const next = uniformStream(seed, PURPOSE.corpus);
  const [greetings, fillers] = [idsOf('greeting'), idsOf('filler')];
  const perhaps = (ids: readonly number[]) =>
    next() < OPENING ? [ids[Math.floor(next() * ids.length)]!] : [];
  return () =>
    Int32Array.from(
      rates.flatMap((own, prompt) => {
        const question = questionOf(prompt, rates.length);
        const offset = next();
        return Array.from({ length: rollouts }, (_, i) =>
          spelt(
            [...perhaps(greetings), ...perhaps(fillers)],
            question,
            classAt(own, (i + offset) / rollouts),
            LONGEST,
          ),
        ).flat();
      }),
    );
}

/** The class whose part of the unit interval holds a point. */
function classAt(rates: readonly number[], point: number): number {
  let rest = point;
  for (let index = 0; index < rates.length - 1; index++) {
    rest -= rates[index]!;
    if (rest < 0) return index;
  }
  return rates.length - 1;
}

/** Base policies of late, by what they came of; a change of the training settings does not need another. */
const kept = new Map<string, Float32Array>();
const MOST_KEPT = 8;

/**
 * Teaches a lane the rates by supervised steps: advantage 1 for every example and no penalty is a step down
 * their negative log-likelihood. The lane is to be loaded anew afterwards.
 *
 * @param rates [P][classes]
 * @param where what the device is: another may compute another last bit
 * @returns the base policy's parameters, [N]
 */
export async function basePolicy(
  engine: Engine & Apart,
  lane: number,
  rates: readonly (readonly number[])[],
  where: string,
  tell: (done: number) => void,
): Promise<Float32Array> {
  const { policy, numGenerations } = engine.batch;
  const key = JSON.stringify([engine.name, where, numGenerations, rates]);
  const known = kept.get(key);
  if (known) return known;
  const start = initialParameters(policy, SEED);
  await engine.loadLane(lane, start, start);
  const batch = examples(rates, numGenerations, SEED);
  const advantages = new Float32Array(policy.prompts * numGenerations).fill(1);
  for (let update = 0; update < UPDATES; update++) {
    if (update % STAGE === 0) {
      tell(update / UPDATES);
      const learningRate = FIRST_RATE * 0.5 * (1 + Math.cos((Math.PI * update) / UPDATES));
      engine.setLane(lane, tablesFor(SEED, policy.prompts, { learningRate, beta: 0 }));
    }
    await engine.learn([{ lane, tokens: batch(), advantages }]);
  }
  const parameters = await engine.parameters(lane);
  if (kept.size >= MOST_KEPT) kept.delete([...kept.keys()][0]!);
  kept.set(key, parameters);
  return parameters;
}
