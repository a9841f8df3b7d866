/**
 * One pass over the rollouts: policy forward, clipped GRPO loss with its k3 penalty, policy backward.
 *
 * Workgroups (x: some sequences, y: lane of the slice). Reads params [R, N], tokens [R, S, T], prompts [S],
 * advantages [R, S, 4]; keeps activations and gradients on the tape for the weight-gradient kernel.
 * The first pass also stores the log-probabilities it finds as those of the policy that sampled, so that
 * its ratios are exactly 1. `loss.ts` is the definition.
 */
import { backwardPhases, keptDeltas, type Deltas } from '../policy/backward.wgsl.ts';
import { keptActivations, type Activations, type Columns } from '../policy/columns.ts';
import { cell, forwardPhases } from '../policy/forward.wgsl.ts';
import type { PolicyShape } from '../policy/shape.ts';
import { BARRIER, reads, type Kernel } from '../wgsl/kernel.ts';
import { laneNumber } from '../wgsl/lane.ts';
import { Arena } from '../wgsl/region.ts';
import { rolloutNumber } from '../wgsl/rollout-numbers.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { scorePhase, scoringKernel } from './score.wgsl.ts';
import { tokenField, type TokenField } from '../wgsl/token-scores.ts';

export interface PassKernel {
  kernel: Kernel;
  activations: Activations;
  deltas: Deltas;
  /** Floats of tape per workgroup. */
  tapeFloats: number;
}

export function passKernel(shape: PolicyShape, columns: Columns, tuning: Tuning): PassKernel {
  const arena = new Arena('tape', 'tape_start', tuning.localBytes);
  const activations = keptActivations(shape, columns, arena);
  const deltas = keptDeltas(shape, columns, arena);
  const field = (name: TokenField) =>
    `token_scores[${tokenField(name, columns.sequences, shape.maxTokens)} + place]`;
  const loss = scorePhase(
    shape,
    columns,
    activations.logits,
    tuning,
    /* wgsl */ `
    let own = lane * ${columns.sequences}u + sequence;
    let advantage = ${rolloutNumber('advantage', 'own')};
    let token_weight = select(0.0, ${rolloutNumber('tokenWeight', 'own')}, counted);
    let beta = ${laneNumber('beta')};
    var old = log_prob;
    if (batch.pass_index > 0u) { old = ${field('old')}; }
    let ratio = select(1.0, exp(log_prob - old), counted);
    let clipped = clamp(ratio, ${laneNumber('clipLow')}, ${laneNumber('clipHigh')});
    let cut = (advantage < 0.0 && ratio < ${laneNumber('clipLow')}) || (advantage > 0.0 && ratio > ${laneNumber('clipHigh')});
    let gap = select(0.0, ${field('reference')} - log_prob, counted && beta > 0.0); // unknown without a penalty
    let drift = exp(gap);
    if (real) {
      if (batch.pass_index == 0u) {
        var entropy = log_sum;
        for (var v = 0u; v < ${shape.vocabulary}u; v++) {
          let shifted = ${cell(activations.logits, 'v', columns)} / temperature - top;
          entropy -= exp(shifted - log_sum) * shifted;
        }
        ${field('counted')} = select(0.0, 1.0, counted);
        ${field('old')} = select(0.0, log_prob, counted);
        ${field('entropy')} = select(0.0, entropy, counted);
      }
      ${field('loss')} = token_weight * (beta * (drift - gap - 1.0) - min(ratio * advantage, clipped * advantage));
      ${field('cut')} = select(0.0, 1.0, counted && cut);
    }
    // d loss / d log_prob, then through the softmax.
    let slope = token_weight * (beta * (1.0 - drift) - select(ratio * advantage, 0.0, cut)) / temperature;
    for (var v = 0u; v < ${shape.vocabulary}u; v++) {
      let probability = exp(${cell(activations.logits, 'v', columns)} / temperature - top - log_sum);
      ${cell(activations.logits, 'v', columns)} = slope * (select(0.0, 1.0, v == token) - probability);
    }`,
  );
  const forward = forwardPhases(shape, columns, activations, tuning);
  const backward = backwardPhases(shape, columns, activations, deltas, arena, tuning);
  const phases = /* wgsl */ `
  ${forward}
  ${loss}
  ${BARRIER}
  ${backward}`;
  return {
    kernel: scoringKernel('pass', columns, arena, tuning, [reads('advantages')], phases),
    activations,
    deltas,
    tapeFloats: arena.storage,
  };
}
