/** Sampling in jax-js with kept keys and values: one jitted call for a whole rollout of all lanes. */
import { blockUntilReady, jit, numpy as np, random, tree } from '@jax-js/jax';
import { END, promptToken } from '../../src/lab/language/words.ts';
import type { PolicyShape } from '../../src/lab/policy/shape.ts';
import { jaxFinished } from './device.ts';
import {
  feedForward,
  linear,
  normalise,
  prepareAll,
  readOut,
  rowMax,
  unpack,
  type Weights,
} from './policy.ts';

export interface JaxRolloutOptions {
  shape: PolicyShape;
  lanes: number;
  /** One packed row per lane. */
  parameters: readonly Float32Array[];
  /** Prompt index of each sequence, [S], the same for all lanes. */
  prompts: readonly number[];
  temperature: number;
  seed?: number;
  /** Gumbel noise [R * S * T * V] used by every run, instead of fresh numbers from jax.random. */
  noise?: Float32Array;
}

/** Keys and values of a block so far, side by side, [positions, R, S, 2 * D]: appending copies whole runs. */
type Cache = (np.Array | undefined)[];

export class JaxRollout {
  private readonly parameters: np.Array;
  private readonly first: np.Array;
  private readonly noise: np.Array | undefined;
  private readonly drawn;
  private readonly given;
  private key: np.Array;
  private written: np.Array | undefined;

  constructor({ shape, lanes, parameters, prompts, temperature, seed = 1, noise }: JaxRolloutOptions) {
    if (parameters.length !== lanes)
      throw new Error(`${lanes} lanes need as many rows of parameters, not ${parameters.length}.`);
    const sequences = prompts.length;
    const size = [lanes, sequences, shape.maxTokens, shape.vocabulary];
    const first = Int32Array.from({ length: lanes * sequences }, (_, i) =>
      promptToken(prompts[i % sequences]!, shape.vocabulary),
    );
    this.parameters = np.stack(parameters.map((row) => np.array(row)));
    this.first = np.array(first, { shape: [lanes, sequences] });
    this.noise = noise && np.array(noise, { shape: size });
    this.key = random.key(seed);
    this.given = jit((packed: np.Array, start: np.Array, own: np.Array) =>
      sample(packed, start, own, temperature, shape),
    );
    this.drawn = jit((packed: np.Array, start: np.Array, key: np.Array): [np.Array, np.Array] => {
      const keys = random.split(key);
      const fresh = random.gumbel(keys.ref.slice(0), size);
      return [sample(packed, start, fresh, temperature, shape), keys.slice(1)];
    });
  }

  /** Compiles what a rollout needs, many pipelines at a time; without it the first rollout does. */
  async prepare(): Promise<void> {
    const [written, key] = this.enqueue();
    await blockUntilReady(written);
    tree.dispose([written, key]);
  }

  /** Enqueues one rollout of all lanes. */
  run(): void {
    this.written?.dispose();
    const [written, key] = this.enqueue();
    this.written = written;
    this.key.dispose();
    this.key = key;
    this.written.ref.gpuBufferSync(); // jax-js is lazy: nothing would be sent before somebody reads
  }

  /** Token ids [R * S * T] of the latest rollout; everything after the first END is END. */
  async tokens(): Promise<Int32Array> {
    if (!this.written) throw new Error('No rollout has been run yet.');
    return (await this.written.ref.data()) as Int32Array;
  }

  /** Resolves when the GPU has finished all rollouts. */
  async sync(): Promise<void> {
    await jaxFinished();
  }

  /** Tokens, and the key of the rollout after this one. */
  private enqueue(): [np.Array, np.Array] {
    if (this.noise) return [this.given(this.parameters.ref, this.first.ref, this.noise.ref), this.key.ref];
    return this.drawn(this.parameters.ref, this.first.ref, this.key.ref);
  }

  dispose(): void {
    for (const array of [this.parameters, this.first, this.noise, this.key, this.written]) array?.dispose();
    this.written = undefined;
    this.given.dispose();
    this.drawn.dispose();
  }
}

/** Tokens [R, S, T]; `first` holds the prompt tokens [R, S], `noise` Gumbel noise [R, S, T, V]. */
function sample(
  packed: np.Array,
  first: np.Array,
  noise: np.Array,
  temperature: number,
  shape: PolicyShape,
): np.Array {
  const prepared = prepareAll(unpack(packed, shape), shape);
  const table = inputTable(prepared['tokenEmbedding']!, prepared['positionEmbedding']!);
  const cache: Cache = [];
  const written: np.Array[] = [];
  let current = first;
  for (let position = 0; position < shape.maxTokens; position++) {
    const logits = nextLogits(current.ref, position, table.ref, cache, prepared, shape).mul(1 / temperature);
    const drawn = np.argmax(logits.add(noise.ref.slice([], [], position)), -1);
    if (position === 0) {
      current.dispose();
      current = drawn;
    } else {
      current = drawn.mul(current.notEqual(END).astype(np.int32)); // END is token 0, so an ended answer stays ended
    }
    written.push(np.expandDims(current.ref, 2));
  }
  for (const array of [current, noise, table, ...cache]) array?.dispose();
  for (const [name, array] of Object.entries(prepared)) if (!/Embedding/.test(name)) array.dispose();
  return np.concatenate(written, 2);
}

/** What the policy reads for every token at every position, [R * (V + P) * T, D]: one lookup finds it. */
function inputTable(tokens: np.Array, positions: np.Array): np.Array {
  const width = tokens.shape[2]!;
  return np.expandDims(tokens, 2).add(np.expandDims(positions, 1)).reshape([-1, width]);
}

/** Logits [R, S, V] after reading tokens [R, S] at a position; appends to the cache. */
function nextLogits(
  tokens: np.Array,
  position: number,
  table: np.Array,
  cache: Cache,
  prepared: Weights,
  shape: PolicyShape,
): np.Array {
  const { width, heads, vocabulary, prompts, maxTokens } = shape;
  const [lanes, sequences] = tokens.shape as [number, number];
  const headWidth = width / heads;
  const length = position + 1;
  const lanesRows = np.arange(lanes).mul((vocabulary + prompts) * maxTokens);
  const rows = tokens.mul(maxTokens).add(np.expandDims(lanesRows, 1)).add(position);
  let x = np.take(table, rows, 0);
  for (let block = 0; block < shape.blocks; block++) {
    const own = (name: string) => prepared[`block${block}.${name}`]!.ref;
    const all = linear(normalise(x.ref), own('queryKeyValue'));
    const fresh = np.expandDims(all.ref.slice([], [], [width, 3 * width]), 0);
    const past = cache[block];
    const kept = past ? np.concatenate([past, fresh], 0) : fresh;
    cache[block] = kept;
    const part = (from: number) =>
      kept.ref
        .slice([], [], [], [from, from + width])
        .reshape([length, lanes, sequences, heads, headWidth])
        .transpose([1, 2, 3, 0, 4]);
    const queries = all.slice([], [], [0, width]).reshape([lanes, sequences, heads, 1, headWidth]);
    const affinity = np.vecdot(queries, part(0)).mul(headWidth ** -0.5);
    const exponentials = np.exp(affinity.ref.sub(rowMax(affinity)));
    const share = np.reciprocal(np.sum(exponentials.ref, -1));
    const mixed = np
      .vecdot(np.expandDims(exponentials, 3), np.matrixTranspose(part(width)))
      .mul(np.expandDims(share, -1))
      .reshape([lanes, sequences, width]);
    x = feedForward(linear(mixed, own('attentionOut')).add(x), prepared, block);
  }
  return readOut(x, prepared);
}
