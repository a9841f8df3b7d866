/**
 * The reference kernel: log-probabilities of the written tokens under each lane's base policy.
 *
 * Workgroups (x: some sequences, y: lane of the slice). `params` is bound to the base policies [R, N];
 * tokens [R, S, T], prompts [S]; activations pass through the tape; writes `reference` of token_scores.
 */
import { passingActivations, type Columns } from '../policy/columns.ts';
import { forwardPhases } from '../policy/forward.wgsl.ts';
import type { PolicyShape } from '../policy/shape.ts';
import { BATCH, BATCH_WGSL, kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount } from '../wgsl/lane.ts';
import { Arena } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { scorePhase } from './score.wgsl.ts';
import { tokenField } from '../wgsl/token-scores.ts';

/** @returns the kernel and how many floats of tape a workgroup needs */
export function referenceKernel(
  shape: PolicyShape,
  columns: Columns,
  tuning: Tuning,
): { kernel: Kernel; tapeFloats: number } {
  const arena = new Arena('tape', 'tape_start', tuning.localBytes);
  const own = passingActivations(shape, columns, arena);
  const forward = forwardPhases(shape, columns, own, tuning);
  const reference = tokenField('reference', columns.sequences, shape.maxTokens);
  const body = /* wgsl */ `
  let lane = group.y + batch.first_lane;
  if (${clockCount('active')} == 0u) { return; }
  let first_sequence = group.x * ${columns.sequencesPerGroup}u;
  let tape_start = (group.y * ${columns.groups}u + group.x) * ${arena.storage}u;
  ${forward}
  ${scorePhase(shape, columns, own.logits, tuning, `if (real) { token_scores[${reference} + place] = select(0.0, log_prob, counted); }`)}`;
  return {
    kernel: kernel(
      'reference',
      [
        reads('lanes', 'array<u32>'),
        reads('clock', 'array<u32>'),
        reads('params'),
        reads('tokens', 'array<u32>'),
        reads('prompts', 'array<u32>'),
        BATCH,
        writes('tape'),
        writes('token_scores'),
      ],
      tuning.workgroup,
      `${BATCH_WGSL}\n${arena.declarations()}`,
      body,
    ),
    tapeFloats: arena.storage,
  };
}
