/**
 * The Gumbel noise of one step for all lanes, [R, P*G, T, V], drawn where the policy lives.
 *
 * On WebGPU one dispatch draws it; elsewhere TypeScript draws the same bits and uploads them.
 */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../tf.ts';
import { drawBits, gumbel, PURPOSE } from './draw.ts';
import { drawWgsl } from './draw.wgsl.ts';
import { philoxWgsl } from './philox.wgsl.ts';

/** How many prompts, rollouts per prompt, positions and items the noise covers. */
export interface NoiseShape {
  prompts: number;
  rollouts: number;
  positions: number;
  items: number;
}

const uniformsWgsl = 'prompts : i32, rollouts : i32, positions : i32, items : i32,';

/** One invocation per Philox block, so the noise of four neighbouring items costs one evaluation. */
class NoiseProgram implements WebGPUProgram {
  variableNames = ['seeds', 'steps'];
  uniforms = uniformsWgsl;
  workgroupSize: [number, number, number] = [64, 1, 1];
  dispatchLayout = { x: [0, 1, 2, 3] };
  dispatch: [number, number, number];
  outputShape: number[];
  shaderKey: string;
  private readonly result: 'gumbel' | 'bits';

  constructor(lanes: number, shape: NoiseShape, result: 'gumbel' | 'bits') {
    this.result = result;
    const { prompts, rollouts, positions, items } = shape;
    this.outputShape = [lanes, prompts * rollouts, positions, items];
    const blocks = lanes * prompts * rollouts * positions * Math.ceil(items / 4);
    this.dispatch = [Math.ceil(blocks / 64), 1, 1];
    this.shaderKey = `focal_noise_${result}`;
  }

  getUserCode(): string {
    const convert = this.result === 'bits' ? 'bitcast<i32>(bits)' : 'gumbel(bits)';
    return `
      ${philoxWgsl}
      ${drawWgsl}
      fn main(index : i32) {
        let blocks = (uniforms.items + 3) / 4;
        let lanes = uniforms.outShape[0];
        let block = index % blocks;
        let position = (index / blocks) % uniforms.positions;
        let sequence = (index / (blocks * uniforms.positions)) % (uniforms.prompts * uniforms.rollouts);
        let lane = index / (blocks * uniforms.positions * uniforms.prompts * uniforms.rollouts);
        if (lane >= lanes) { return; }
        let place = (u32(sequence / uniforms.rollouts) << 16u) | u32(sequence % uniforms.rollouts);
        let words = philox(
          vec4<u32>(bitcast<u32>(steps[lane]), place, u32(position), u32(block)),
          vec2<u32>(bitcast<u32>(seeds[lane]), ${PURPOSE.rollout}u));
        let base = (index / blocks) * uniforms.items + block * 4;
        for (var i = 0; i < 4; i++) {
          if (block * 4 + i < uniforms.items) {
            let bits = words[i];
            result[base + i] = ${convert};
          }
        }
      }`;
  }
}

/** Runs the program without tfjs's per-output wrapper: it writes four outputs per invocation. */
function runOnWebGpu(seeds: tf.Tensor1D, steps: tf.Tensor1D, shape: NoiseShape, result: 'gumbel' | 'bits') {
  const backend = tf.backend() as WebGPUBackend;
  const program = new NoiseProgram(seeds.shape[0], shape, result);
  const uniforms = [shape.prompts, shape.rollouts, shape.positions, shape.items];
  const info = backend.runWebGPUProgram(
    program,
    [seeds, steps],
    result === 'bits' ? 'int32' : 'float32',
    uniforms.map((value) => ({ type: 'int32', data: [value] })), // one entry would be aligned as a vec4
  );
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor4D;
}

/** The same draws in TypeScript: the reference of the tests and the way without WebGPU. */
export function drawNoiseBits(
  seeds: ArrayLike<number>,
  steps: ArrayLike<number>,
  shape: NoiseShape,
): Uint32Array {
  const { prompts, rollouts, positions, items } = shape;
  const bits = new Uint32Array(seeds.length * prompts * rollouts * positions * items);
  let at = 0;
  for (let lane = 0; lane < seeds.length; lane++)
    for (let prompt = 0; prompt < prompts; prompt++)
      for (let rollout = 0; rollout < rollouts; rollout++)
        for (let position = 0; position < positions; position++)
          for (let item = 0; item < items; item++)
            bits[at++] = drawBits({
              seed: seeds[lane]!,
              purpose: PURPOSE.rollout,
              step: steps[lane]!,
              prompt,
              rollout,
              position,
              item,
            });
  return bits;
}

/**
 * Noise for sampling one answer token per position by Gumbel-max.
 *
 * @param seeds seed per lane, 0 .. 2^32-1
 * @param steps step counter per lane
 * @returns [lanes, prompts * rollouts, positions, items]; lanes with equal seed and step get equal noise
 */
export function rolloutNoise(seeds: number[], steps: number[], shape: NoiseShape): tf.Tensor4D {
  if (tf.getBackend() === 'webgpu') {
    return tf.tidy(() => runOnWebGpu(asInt32(seeds), asInt32(steps), shape, 'gumbel'));
  }
  const values = Float32Array.from(drawNoiseBits(seeds, steps, shape), gumbel);
  return tf.tensor4d(values, [seeds.length, shape.prompts * shape.rollouts, shape.positions, shape.items]);
}

/** The raw bits as the GPU draws them, for the test that compares them with TypeScript's. */
export function noiseBitsOnWebGpu(seeds: number[], steps: number[], shape: NoiseShape): tf.Tensor4D {
  return tf.tidy(() => runOnWebGpu(asInt32(seeds), asInt32(steps), shape, 'bits'));
}

const asInt32 = (values: number[]) =>
  tf.tensor1d(
    Int32Array.from(values, (value) => value | 0),
    'int32',
  );
