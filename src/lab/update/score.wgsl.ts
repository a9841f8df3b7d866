/** Scores the written tokens from their logits: log-probability, and what the entropy and gradient need. */
import type { Columns } from '../policy/columns.ts';
import { cell, eachColumn, placeOfColumn } from '../policy/forward.wgsl.ts';
import type { PolicyShape } from '../policy/shape.ts';
import { BATCH, BATCH_WGSL, kernel, reads, writes, type Binding, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, laneNumber } from '../wgsl/lane.ts';
import type { Arena, Region } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';

/**
 * One column after another; `then` finds in scope: `real` (not a filling column), `counted` (the token
 * counts), `token`, `place` (index in [S, T]), `temperature`, `log_prob`, and `top`, `log_sum` with
 * log p_v = logit_v / temperature - top - log_sum.
 */
export const scorePhase = (
  shape: PolicyShape,
  columns: Columns,
  logits: Region,
  tuning: Tuning,
  then: string,
): string =>
  eachColumn(
    columns,
    tuning,
    /* wgsl */ `
    ${placeOfColumn(columns, shape)}
    let real = first_sequence + c / ${columns.length}u < ${columns.sequences}u && c % ${columns.length}u < ${shape.maxTokens}u;
    let place = sequence * ${shape.maxTokens}u + position;
    let start = lane * ${columns.sequences * shape.maxTokens}u;
    let token = tokens[start + place];
    var counted = real;
    // A token counts when the one before it was not END; the first always counts.
    if (position > 0u) { counted = real && tokens[start + place - 1u] != 0u; }
    let temperature = ${laneNumber('temperature')};
    var top = ${cell(logits, '0u', columns)};
    for (var v = 1u; v < ${shape.vocabulary}u; v++) { top = max(top, ${cell(logits, 'v', columns)}); }
    top /= temperature;
    var sum = 0.0;
    for (var v = 0u; v < ${shape.vocabulary}u; v++) { sum += exp(${cell(logits, 'v', columns)} / temperature - top); }
    let log_sum = log(sum);
    let log_prob = ${cell(logits, 'token', columns)} / temperature - top - log_sum;
    ${then}`,
  );

/**
 * A kernel over the written sequences: workgroups (x: some sequences, y: lane of the slice), activations on
 * the tape, results in token_scores.
 *
 * @param arena with all regions handed out
 * @param more bindings besides lanes, clock, params, tokens, prompts, batch, tape and token_scores
 */
export const scoringKernel = (
  name: string,
  columns: Columns,
  arena: Arena,
  tuning: Tuning,
  more: readonly Binding[],
  phases: string,
): Kernel =>
  kernel(
    name,
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      reads('params'),
      reads('tokens', 'array<u32>'),
      reads('prompts', 'array<u32>'),
      ...more,
      BATCH,
      writes('tape'),
      writes('token_scores'),
    ],
    tuning.workgroup,
    `${BATCH_WGSL}\n${arena.declarations()}`,
    /* wgsl */ `
  let lane = group.y + batch.first_lane;
  if (${clockCount('active')} == 0u) { return; }
  let first_sequence = group.x * ${columns.sequencesPerGroup}u;
  let tape_start = (group.y * ${columns.groups}u + group.x) * ${arena.storage}u;
  ${phases}`,
  );
