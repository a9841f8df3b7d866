/**
 * Policy buffers and the kernels that train them: reference scoring, passes, weight gradients, Adam.
 *
 * Lanes whose tapes do not fit together into what a tape may take are done in slices, one after another.
 */
import { gradientKernel } from '../../policy/gradient.wgsl.ts';
import { adamKernel } from '../../policy/adam.wgsl.ts';
import { scoringColumns } from '../../policy/columns.ts';
import { parameterCount, type PolicyShape } from '../../policy/shape.ts';
import { passKernel } from '../../update/pass.wgsl.ts';
import { ADVANTAGE_NUMBERS } from '../../wgsl/rollout-numbers.ts';
import { referenceKernel } from '../../update/reference.wgsl.ts';
import { TOKEN_FIELDS } from '../../wgsl/token-scores.ts';
import { CLOCK_WORDS, TABLE_WORDS } from '../../wgsl/lane.ts';
import type { Kernel } from '../../wgsl/kernel.ts';
import type { Tuning } from '../../wgsl/tuning.ts';
import { compile, dispatch, storage, uniform, type Buffers, type Dispatch, type Pipeline } from './gpu.ts';

export interface UpdateSize {
  policy: PolicyShape;
  lanes: number;
  /** Sequences per lane. */
  sequences: number;
  passes: number;
}

/** Lanes first .. first + count - 1. */
export interface Slice {
  first: number;
  count: number;
}

/** Kernels of the training half of a step, before they are compiled. */
export function updateKernels(
  { policy, sequences }: Pick<UpdateSize, 'policy' | 'sequences'>,
  tuning: Tuning,
) {
  const columns = scoringColumns(policy, sequences, tuning);
  const pass = passKernel(policy, columns, tuning);
  const reference = referenceKernel(policy, columns, tuning);
  const gradient = gradientKernel(policy, columns, pass.activations, pass.deltas, pass.tapeFloats, tuning);
  const adam = adamKernel(parameterCount(policy), gradient.chunks);
  return { columns, pass, reference, gradient, adam };
}

type UpdateKernels = ReturnType<typeof updateKernels>;
type UpdatePipelines = Record<'reference' | 'pass' | 'gradient' | 'adam', Pipeline>;

/** @param onCompiled called after each kernel */
export async function compileUpdate(
  device: GPUDevice,
  { reference, pass, gradient, adam }: UpdateKernels,
  onCompiled: () => void = () => {},
): Promise<UpdatePipelines> {
  const one = async (kernel: Kernel) => {
    const pipeline = await compile(device, kernel);
    onCompiled();
    return pipeline;
  };
  const [a, b, c, d] = await Promise.all([
    one(reference.kernel),
    one(pass.kernel),
    one(gradient.kernel),
    one(adam),
  ]);
  return { reference: a, pass: b, gradient: c, adam: d };
}

export class UpdateStage {
  readonly size: UpdateSize;
  readonly device: GPUDevice;
  readonly buffers: Buffers;
  readonly slices: readonly Slice[];
  /** Reference log-probabilities of all lanes. */
  readonly reference: readonly Dispatch[];
  /** Per pass over the rollouts: forward and backward, gradients, Adam, of all lanes. */
  readonly passes: readonly (readonly Dispatch[])[];
  /** Uniforms of the dispatches of a slice, by pass. */
  private readonly uniforms: GPUBuffer[][];

  /**
   * @param moreTape floats of tape per lane that other kernels on the same tape need
   * @throws when a single lane's tape, or all lanes' of anything else, exceeds what the device can bind
   */
  static async create(
    device: GPUDevice,
    size: UpdateSize,
    tuning: Tuning,
    moreTape = 0,
  ): Promise<UpdateStage> {
    const kernels = updateKernels(size, tuning);
    return new UpdateStage(device, size, tuning, moreTape, kernels, await compileUpdate(device, kernels));
  }

  constructor(
    device: GPUDevice,
    size: UpdateSize,
    tuning: Tuning,
    moreTape: number,
    kernels: UpdateKernels,
    pipelines: UpdatePipelines,
  ) {
    this.device = device;
    this.size = size;
    const { policy, lanes, sequences, passes } = size;
    const { columns, pass, reference, gradient, adam } = kernels;
    const count = parameterCount(policy);
    const tapePerLane = Math.max(
      moreTape,
      columns.groups * Math.max(pass.tapeFloats, reference.tapeFloats),
      gradient.chunks * count, // gradients are sliced alike
    );
    requireBinding('The activations of one lane', tapePerLane, tuning);
    const perSlice = Math.min(lanes, Math.max(1, Math.floor(tuning.tapeBytes / 4 / tapePerLane)));
    this.slices = Array.from({ length: Math.ceil(lanes / perSlice) }, (_, i) => ({
      first: i * perSlice,
      count: Math.min(perSlice, lanes - i * perSlice),
    }));
    const words: Record<string, number> = {
      lanes: lanes * TABLE_WORDS,
      clock: lanes * CLOCK_WORDS,
      params: lanes * count,
      base: lanes * count,
      adam_mean: lanes * count,
      adam_square: lanes * count,
      norms: lanes,
      tokens: lanes * sequences * policy.maxTokens,
      prompts: sequences,
      advantages: lanes * sequences * ADVANTAGE_NUMBERS,
      token_scores: lanes * TOKEN_FIELDS * sequences * policy.maxTokens,
      tape: perSlice * tapePerLane,
      gradients: perSlice * gradient.chunks * count,
    };
    for (const [name, floats] of Object.entries(words))
      requireBinding(`"${name}" of ${lanes} lanes`, floats, tuning);
    this.buffers = Object.fromEntries(
      Object.entries(words).map(([name, floats]) => [name, storage(device, name, floats)]),
    );
    this.uniforms = this.slices.map(({ first }) =>
      Array.from({ length: passes }, (_, index) => uniform(device, 'batch', [first, index])),
    );
    this.reference = this.perSlice(({ count: R }, buffers) => [
      dispatch(device, pipelines.reference, reference.kernel, { ...buffers, params: this.buffers['base']! }, [
        columns.groups,
        R,
        1,
      ]),
    ]);
    this.passes = Array.from({ length: passes }, (_, index) =>
      this.perSlice(
        ({ count: R }, buffers) => [
          dispatch(device, pipelines.pass, pass.kernel, buffers, [columns.groups, R, 1]),
          dispatch(device, pipelines.gradient, gradient.kernel, buffers, [
            gradient.tasks,
            gradient.chunks,
            R,
          ]),
          dispatch(device, pipelines.adam, adam, buffers, [R, 1, 1]),
        ],
        index,
      ),
    );
  }

  /** Dispatches for every slice of lanes, given the buffers with the slice's uniform in them. */
  perSlice(make: (slice: Slice, buffers: Buffers) => Dispatch[], pass = 0): Dispatch[] {
    return this.slices.flatMap((slice, i) =>
      make(slice, { ...this.buffers, batch: this.uniforms[i]![pass]! }),
    );
  }

  destroy(): void {
    for (const buffer of [...Object.values(this.buffers), ...this.uniforms.flat()]) buffer.destroy();
  }
}

/** @throws when an array of so many words cannot be bound in one piece */
function requireBinding(what: string, words: number, { bindingBytes }: Tuning): void {
  if (4 * words <= bindingBytes) return;
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  throw new Error(
    `${what} would take ${mebibytes(4 * words)} MiB of GPU memory in one piece; the device binds at most ` +
      `${mebibytes(bindingBytes)} MiB. Take fewer lanes, fewer or shorter answers, or a smaller policy.`,
  );
}
