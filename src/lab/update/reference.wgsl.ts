/**
 * The reference kernel: log-probabilities of the written tokens under each lane's base policy.
 *
 * Workgroups (x: some sequences, y: lane of the slice). `params` is bound to the base policies [R, N];
 * tokens [R, S, T], prompts [S]; activations pass through the tape; writes `reference` of token_scores.
 */
import { passingActivations, type Columns } from '../policy/columns.ts';
import { forwardPhases } from '../policy/forward.wgsl.ts';
import type { PolicyShape } from '../policy/shape.ts';
import type { Kernel } from '../wgsl/kernel.ts';
import { Arena } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { scorePhase, scoringKernel } from './score.wgsl.ts';
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
  const phases = /* wgsl */ `
  ${forward}
  ${scorePhase(shape, columns, own.logits, tuning, `if (real) { token_scores[${reference} + place] = select(0.0, log_prob, counted); }`)}`;
  return {
    kernel: scoringKernel('reference', columns, arena, tuning, [], phases),
    tapeFloats: arena.storage,
  };
}
