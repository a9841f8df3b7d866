/** A step taken apart in tfjs operations: the readable definition of `apart.ts`, on rows of the engine's tensors. */
import { judgeLane } from '../judge/judge.ts';
import { unpack } from '../policy/parameters.ts';
import { rolloutNoise } from '../random/noise.ts';
import { sample } from '../rollout/sample.ts';
import * as tf from '../tf.ts';
import { scoreRollouts } from '../update/pass.ts';
import type { Sampled } from './apart.ts';
import type { Asked, Lesson } from './apart-check.ts';
import type { BatchShape } from './engine.ts';
import { trainPasses, type Trained } from './ops-passes.ts';

/** Prompt of each sequence of a lane, [S]. */
export const promptsOf = ({ policy, numGenerations }: BatchShape): number[] =>
  Array.from({ length: policy.prompts * numGenerations }, (_, sequence) =>
    Math.floor(sequence / numGenerations),
  );

/**
 * Answers of some policies.
 *
 * @param parameters [Q, N], a row for each that is asked
 * @param temperature [Q, 1, 1]
 * @returns token ids [Q, S, T]
 */
export const writeAnswers = (
  parameters: tf.Tensor2D,
  asked: readonly { seed: number; step: number }[],
  temperature: tf.Tensor3D,
  batch: BatchShape,
): tf.Tensor3D =>
  tf.tidy(() => {
    const { policy, numGenerations } = batch;
    const noise = rolloutNoise(
      asked.map(({ seed }) => seed),
      asked.map(({ step }) => step),
      {
        prompts: policy.prompts,
        rollouts: numGenerations,
        positions: policy.maxTokens,
        items: policy.vocabulary,
      },
    );
    return sample(unpack(parameters, policy), promptsOf(batch), noise, temperature, policy);
  });

const temperatures = (of: readonly Pick<Asked, 'tables'>[]): tf.Tensor3D =>
  tf.tensor3d(
    of.map(({ tables }) => tables.training.temperature),
    [of.length, 1, 1],
  );

/** @param parameters of all lanes, [R, N] */
export async function sampleApart(
  parameters: tf.Tensor2D,
  asked: readonly Asked[],
  batch: BatchShape,
): Promise<Sampled[]> {
  if (asked.length === 0) return [];
  const { policy, numGenerations } = batch;
  const tokens = tf.tidy(() =>
    writeAnswers(
      rowsOf(
        parameters,
        asked.map(({ lane }) => lane),
      ),
      asked,
      temperatures(asked),
      batch,
    ),
  );
  const written = (await tokens.data()) as Int32Array;
  tokens.dispose();
  const each = written.length / asked.length;
  return asked.map(({ tables, seed, step }, i) => {
    const own = written.slice(i * each, (i + 1) * each);
    const scores = judgeLane(own, policy.prompts, numGenerations, tables.criteria, { seed, step });
    return { tokens: own, judgeScores: scores.judge, goldScores: scores.gold };
  });
}

/**
 * All passes of all lessons, on the rows of the lanes named alone.
 *
 * @param all of all lanes; disposed of
 * @param base [R, N]
 * @param updates that each lesson's lane had before
 * @returns all lanes after the lessons
 */
export function learnApart(
  all: Trained,
  base: tf.Tensor2D,
  lessons: readonly Lesson[],
  updates: readonly number[],
  batch: BatchShape,
): Trained {
  const prompts = promptsOf(batch);
  const lanes = lessons.map(({ lane }) => lane);
  const settings = lessons.map(({ tables }) => tables.training);
  const rows = (tensor: tf.Tensor2D) => rowsOf(tensor, lanes);
  const own = {
    parameters: rows(all.parameters),
    adam: { mean: rows(all.adam.mean), square: rows(all.adam.square) },
  };
  const ownBase = rows(base);
  const temperature = temperatures(lessons);
  const tokens = tf.tensor3d(
    Int32Array.from(lessons.flatMap((lesson) => Array.from(lesson.tokens))),
    [lessons.length, prompts.length, batch.policy.maxTokens],
    'int32',
  );
  const scored = scoreRollouts(
    own.parameters,
    ownBase,
    tokens,
    prompts,
    lessons.map(({ advantages }) => advantages),
    lessons.map(({ counted }) => counted),
    temperature,
    settings,
    batch.policy,
  );
  const active = lessons.map(() => true);
  const { parameters, adam, statistics } = trainPasses(own, scored, settings, batch, updates, active);
  tf.dispose([tokens, temperature, ownBase, scored.tensors, { ...scored.statistics }, { ...statistics }]);
  return {
    parameters: withRows(all.parameters, parameters, lanes),
    adam: {
      mean: withRows(all.adam.mean, adam.mean, lanes),
      square: withRows(all.adam.square, adam.square, lanes),
    },
  };
}

const indices = (values: readonly number[]) => tf.tensor1d(Int32Array.from(values), 'int32');

/** Rows of [R, N] by number, [Q, N]. */
const rowsOf = (tensor: tf.Tensor2D, rows: readonly number[]): tf.Tensor2D =>
  tf.tidy(() => tf.gather(tensor, indices(rows)) as tf.Tensor2D);

/** [R, N] with the rows named replaced by those of [Q, N]; both are disposed of. */
function withRows(all: tf.Tensor2D, fresh: tf.Tensor2D, rows: readonly number[]): tf.Tensor2D {
  const from = Array.from({ length: all.shape[0] }, (_, row) =>
    rows.includes(row) ? all.shape[0] + rows.indexOf(row) : row,
  );
  const merged = tf.tidy(() => tf.gather(tf.concat([all, fresh], 0), indices(from)) as tf.Tensor2D);
  tf.dispose([all, fresh]);
  return merged;
}
