/** A GRPO training step in jax-js, jitted whole: forward, backward, clipping by norm and Adam for all lanes. */
import { blockUntilReady, grad, jit, numpy as np, tree, vjp } from '@jax-js/jax';
import { END, promptToken } from '../../src/lab/language/words.ts';
import { parameterCount, parameterLayout, type PolicyShape } from '../../src/lab/policy/shape.ts';
import type { UpdateSettings } from '../../src/lab/update/pass.ts';
import { jaxFinished } from './device.ts';
import {
  feedForward,
  linear,
  normalise,
  prepare,
  prepareAll,
  readOut,
  rowMax,
  unpack,
  type Weights,
} from './policy.ts';

export interface JaxBatch {
  /** Answers [R, S, T]; END and everything after it are END. */
  tokens: Int32Array;
  /** Prompt index of each sequence, [S], the same for all lanes. */
  prompts: readonly number[];
  /** [R * S] */
  advantages: Float32Array;
  /** [R * S * T] each; what stands after END is not read. */
  oldLogProbs: Float32Array;
  refLogProbs: Float32Array;
}

export interface JaxTrainingOptions {
  shape: PolicyShape;
  lanes: number;
  /** One packed row per lane. */
  parameters: readonly Float32Array[];
  batch: JaxBatch;
  /** The same for all lanes; the loss type must be "dapo". */
  settings: UpdateSettings;
}

/** Not a token: its one-hot is all zeros. */
const NOTHING = -1;

/** What the step reads of a batch, [R, S*T] each unless noted. */
type Arrays = {
  /** The prompt token, then the answer shifted by one. */
  inputs: np.Array;
  /** The tokens that count, NOTHING elsewhere. */
  written: np.Array;
  /** 1 for tokens that count, 0 for others. */
  counts: np.Array;
  /** `counts` divided by their sum over the lane. */
  weights: np.Array;
  /** Repeated for every token. */
  advantages: np.Array;
  oldLogProbs: np.Array;
  refLogProbs: np.Array;
  /** 0 where a position may look, a large negative number where it may not, [T, T]. */
  causal: np.Array;
};

type State = {
  /** [R, N] each. */
  parameters: np.Array;
  mean: np.Array;
  square: np.Array;
  /** Adam's betas to the power of the steps so far, [2]: on the device, since a number from outside recompiles. */
  decays: np.Array;
};

export class JaxTraining {
  private readonly arrays: Arrays;
  private readonly jitted;
  private state: State;
  private losses: np.Array | undefined;

  constructor({ shape, lanes, parameters, batch, settings }: JaxTrainingOptions) {
    if (settings.lossType !== 'dapo') throw new Error(`No jax-js peer for loss type "${settings.lossType}".`);
    if (parameters.length !== lanes)
      throw new Error(`${lanes} lanes need as many rows of parameters, not ${parameters.length}.`);
    const size = parameterCount(shape);
    this.arrays = batchArrays(batch, lanes, shape);
    this.state = {
      parameters: np.stack(parameters.map((row) => np.array(row))),
      mean: np.zeros([lanes, size]),
      square: np.zeros([lanes, size]),
      decays: np.ones([2]),
    };
    this.jitted = jit((state: State, arrays: Arrays) => trainingStep(state, arrays, shape, settings));
  }

  /** Compiles what a step needs, many pipelines at a time, and trains nothing; without it the first step does. */
  async prepare(): Promise<void> {
    const [state, losses, perToken] = this.jitted(tree.ref(this.state), tree.ref(this.arrays));
    await blockUntilReady(losses);
    tree.dispose([state, losses, perToken]);
  }

  /** Enqueues one step of all lanes. */
  step(): void {
    const [state, losses, perToken] = this.jitted(this.state, tree.ref(this.arrays));
    perToken.dispose();
    this.losses?.dispose();
    this.state = state;
    this.losses = losses;
    // jax-js is lazy: without this, the steps would pile up in JavaScript until somebody reads.
    losses.ref.gpuBufferSync();
  }

  /** Loss per lane of the latest step, as it was before the step's update. */
  async loss(): Promise<number[]> {
    if (!this.losses) throw new Error('No step has been run yet.');
    return Array.from(await this.losses.ref.data());
  }

  /** Resolves when the GPU has finished all steps. */
  async sync(): Promise<void> {
    await jaxFinished();
  }

  async parametersOf(lane: number): Promise<Float32Array> {
    return (await this.state.parameters.ref.slice(lane).data()) as Float32Array;
  }

  dispose(): void {
    tree.dispose([this.arrays, this.state]);
    this.losses?.dispose();
    this.losses = undefined;
    this.jitted.dispose();
  }
}

/** Shifts and masks once per batch, as the tfjs engine does, so that the step does not pay for it. */
function batchArrays(batch: JaxBatch, lanes: number, { maxTokens, vocabulary }: PolicyShape): Arrays {
  const { tokens, prompts } = batch;
  const sequences = prompts.length;
  const perLane = sequences * maxTokens;
  if (tokens.length !== lanes * perLane)
    throw new Error(`Expected ${lanes * perLane} tokens, not ${tokens.length}.`);
  const inputs = new Int32Array(tokens.length);
  const written = new Int32Array(tokens.length).fill(NOTHING);
  const weights = new Float32Array(tokens.length);
  const advantages = new Float32Array(tokens.length);
  for (let lane = 0; lane < lanes; lane++) {
    let counted = 0;
    for (let i = lane * perLane; i < (lane + 1) * perLane; i++) {
      const first = i % maxTokens === 0;
      inputs[i] = first ? promptToken(prompts[(i / maxTokens) % sequences]!, vocabulary) : tokens[i - 1]!;
      advantages[i] = batch.advantages[Math.floor(i / maxTokens)]!;
      if (first || tokens[i - 1] !== END) {
        written[i] = tokens[i]!;
        counted++;
      }
    }
    for (let i = lane * perLane; i < (lane + 1) * perLane; i++)
      if (written[i] !== NOTHING) weights[i] = 1 / counted;
  }
  const onDevice = (values: Int32Array | Float32Array) => np.array(values, { shape: [lanes, perLane] });
  return {
    inputs: onDevice(inputs),
    written: onDevice(written),
    counts: onDevice(weights.map(Math.sign)),
    weights: onDevice(weights),
    advantages: onDevice(advantages),
    oldLogProbs: onDevice(batch.oldLogProbs),
    refLogProbs: onDevice(batch.refLogProbs),
    causal: np.array(
      Float32Array.from({ length: maxTokens ** 2 }, (_, i) =>
        i % maxTokens > Math.floor(i / maxTokens) ? -1e9 : 0,
      ),
      { shape: [maxTokens, maxTokens] },
    ),
  };
}

/**
 * The loss's own gradient is taken apart from the policy's, and handed out: as an output it is computed once,
 * where jax-js would fuse it into every kernel that reads it.
 */
function trainingStep(
  { parameters, mean, square, decays }: State,
  arrays: Arrays,
  shape: PolicyShape,
  settings: UpdateSettings,
): [State, losses: np.Array, perToken: np.Array] {
  const lanes = parameters.shape[0]!;
  const score = (own: Weights) => logProbs(own, arrays, shape, settings.temperature);
  const [fresh, pullBack] = vjp(score, [unpack(parameters.ref, shape)]);
  const losses = grpoLoss(fresh.ref, arrays, settings);
  const perToken = grad((own: np.Array) => np.sum(grpoLoss(own, arrays, settings)))(fresh);
  const [gradients] = pullBack(perToken.ref) as [Weights];
  pullBack.dispose();
  tree.dispose(arrays);

  const gradient = np.concatenate(
    parameterLayout(shape).map(({ name, size }) => gradients[name]!.reshape([lanes, size])),
    1,
  );
  const { learningRate, adamBeta1, adamBeta2, adamEpsilon, maxGradNorm } = settings;
  const clipped = maxGradNorm > 0 ? clipByNorm(gradient, maxGradNorm) : gradient;
  const newDecays = decays.mul(np.array([adamBeta1, adamBeta2]));
  const newMean = mean.mul(adamBeta1).add(clipped.ref.mul(1 - adamBeta1));
  const newSquare = square.mul(adamBeta2).add(np.square(clipped).mul(1 - adamBeta2));
  const rate = np.reciprocal(np.subtract(1, newDecays.ref.slice([0, 1]))).mul(learningRate);
  const correction = np.reciprocal(np.subtract(1, newDecays.ref.slice([1, 2])));
  const change = newMean.ref.mul(rate).div(np.sqrt(newSquare.ref.mul(correction)).add(adamEpsilon));
  const state = {
    parameters: parameters.sub(change),
    mean: newMean,
    square: newSquare,
    decays: newDecays,
  };
  return [state, losses, perToken];
}

/** As in src/lab/policy/adam.ts. gradient [R, N]. */
function clipByNorm(gradient: np.Array, maxGradNorm: number): np.Array {
  const [lanes, size] = gradient.shape as [number, number];
  // jax-js would let one thread per lane add up all N squares, so they are added in two stages.
  const columns = 256;
  const rows = Math.ceil(size / columns);
  const padded = np.pad(gradient.ref, [
    [0, 0],
    [0, rows * columns - size],
  ]);
  const partial = np.sum(np.square(padded.reshape([lanes, rows, columns])), 1);
  const norm = np.sqrt(np.sum(partial, 1, { keepdims: true }));
  return gradient.mul(np.minimum(np.reciprocal(norm.add(1e-6)).mul(maxGradNorm), 1));
}

/** Log-probability of each written token, [R, S*T]; 0 for tokens that do not count. */
function logProbs(weights: Weights, arrays: Arrays, shape: PolicyShape, temperature: number): np.Array {
  const { written, counts } = arrays;
  const logits = forward(weights, arrays, shape).mul(1 / temperature);
  const highest = rowMax(logits.ref);
  const normaliser = np.log(np.sum(np.exp(logits.ref.sub(highest.ref)), -1)).add(np.squeeze(highest, -1));
  const isWritten = np.expandDims(written.ref, -1).equal(np.arange(shape.vocabulary));
  const picked = np.sum(np.where(isWritten, logits, 0), -1);
  return picked.sub(normaliser).mul(counts.ref);
}

/** Logits [R, M, V], M = S*T. */
function forward(weights: Weights, { inputs, causal }: Arrays, shape: PolicyShape): np.Array {
  const { width, heads, vocabulary, prompts, maxTokens: length } = shape;
  const [lanes, rows] = inputs.shape as [number, number];
  const sequences = rows / length;
  const prepared = prepareAll(weights, shape);
  // The gradient of jax-js's gather adds floats by compare-and-swap loops.
  const oneHot = inputs.ref
    .reshape([lanes, rows, 1, 1])
    .equal(np.arange(vocabulary + prompts))
    .astype(np.float32);
  const positions = np
    .broadcastTo(np.expandDims(prepared['positionEmbedding']!, 1), [lanes, sequences, length, width])
    .reshape([lanes, rows, width]);
  let x = np.vecdot(oneHot, prepare(prepared['tokenEmbedding']!)).add(positions);
  const headWidth = width / heads;
  for (let block = 0; block < shape.blocks; block++) {
    const own = (name: string) => prepared[`block${block}.${name}`]!.ref;
    const all = linear(normalise(x.ref), own('queryKeyValue'));
    const part = (index: number) =>
      all.ref
        .slice([], [], [index * width, (index + 1) * width])
        .reshape([lanes, sequences, length, heads, headWidth])
        .transpose([0, 1, 3, 2, 4]);
    const affinity = np.vecdot(np.expandDims(part(0), 4), np.expandDims(part(1), 3));
    const masked = affinity.mul(headWidth ** -0.5).add(causal.ref);
    const shares = softmax(masked);
    const mixed = np
      .vecdot(shares, np.expandDims(np.matrixTranspose(part(2)), 3))
      .transpose([0, 1, 3, 2, 4])
      .reshape([lanes, rows, width]);
    all.dispose();
    x = feedForward(linear(mixed, own('attentionOut')).add(x), prepared, block);
  }
  const logits = readOut(x, prepared);
  for (const [name, array] of Object.entries(prepared)) if (!/Embedding/.test(name)) array.dispose();
  return logits;
}

/** Softmax of each row of x [..., T, T], as [..., T, 1, T]: reshaped here, where it costs no kernel of its own. */
function softmax(x: np.Array): np.Array {
  const highest = np.expandDims(rowMax(x.ref), -2);
  const exponentials = np.exp(np.expandDims(x, -2).sub(highest));
  return exponentials.ref.mul(np.expandDims(np.reciprocal(np.sum(exponentials, -1)), -1));
}

/** Loss per lane, [R], as in src/lab/update/loss.ts. */
function grpoLoss(fresh: np.Array, arrays: Arrays, settings: UpdateSettings): np.Array {
  const { epsilon, epsilonHigh, beta } = settings;
  const { advantages, oldLogProbs, refLogProbs, weights } = arrays;
  const ratio = np.exp(fresh.ref.sub(oldLogProbs.ref));
  const clipped = np.clip(ratio.ref, 1 - epsilon, 1 + epsilonHigh);
  const surrogate = np.minimum(ratio.mul(advantages.ref), clipped.mul(advantages.ref));
  const gap = refLogProbs.ref.sub(fresh);
  const penalty = np.exp(gap.ref).sub(gap).sub(1).mul(beta);
  return np.sum(penalty.sub(surrogate).mul(weights.ref), 1);
}
