/**
 * The rollout kernel: samples whole answers, token by token, with cached keys and values.
 *
 * Workgroups (x: some sequences, y: lane of the slice); a column is a sequence. Reads lanes, clock, params
 * [R, N], prompts [S]; keys and values of earlier positions lie on the tape; writes tokens [R, S, T], END
 * from the first END on. Each token is the argmax of logits / temperature + Gumbel noise. `sample.ts` is the
 * definition, and draws the same noise.
 */
import { weightRegion } from '../policy/columns.ts';
import { cell, linear, normalise } from '../policy/forward.wgsl.ts';
import type { PolicyShape } from '../policy/shape.ts';
import { PURPOSE } from '../random/draw.ts';
import { drawWgsl } from '../random/draw.wgsl.ts';
import { philoxWgsl } from '../random/philox.wgsl.ts';
import { BARRIER, BATCH, BATCH_WGSL, kernel, reads, unrolled, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, laneCount, laneNumber } from '../wgsl/lane.ts';
import { accumulate } from '../wgsl/matmul.ts';
import { Arena, at } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';

export interface SampleKernel {
  kernel: Kernel;
  /** Workgroups per lane. */
  groups: number;
  /** Floats of tape per workgroup. */
  tapeFloats: number;
}

/** @param rollouts per prompt; the S sequences are prompts times rollouts, those of a prompt together */
export function sampleKernel(shape: PolicyShape, rollouts: number, tuning: Tuning): SampleKernel {
  const { width, hidden, heads, vocabulary, blocks, prompts, maxTokens } = shape;
  const sequences = prompts * rollouts;
  const count = Math.min(tuning.sampleColumns, 4 * Math.ceil(sequences / 4));
  const groups = Math.ceil(sequences / count);
  const columns = { count };
  const headWidth = width / heads;
  const { workgroup } = tuning;

  const arena = new Arena('tape', 'tape_start', tuning.localBytes);
  const pass = (name: string, rows: number) => arena.pass(name, rows * count);
  const stream = pass('stream', width);
  const input = pass('input', width);
  const scale = pass('scale', 1);
  const mixed = pass('mixed', width);
  const attention = pass('attention', heads * maxTokens);
  const wide = pass('wide', Math.max(hidden, vocabulary));
  const blocksOfFour = Math.ceil(vocabulary / 4);
  const bestValue = pass('best_value', blocksOfFour);
  const bestItem = pass('best_item', blocksOfFour);
  const perPosition = 3 * width * count;
  /** Queries, keys and values of every position so far. */
  const cache = arena.pass('cache', blocks * maxTokens * perPosition).eachBlock(maxTokens * perPosition);
  const here = cache.fromPlace(`position * ${perPosition}u`);
  const weight = (name: string) => weightRegion(shape, name);
  const normal = (gain: string) =>
    normalise(shape, columns, workgroup, weight(gain), stream, { normal: input, input, scale });
  const tileOfHead = [4, 3, 2, 1].find((size) => headWidth % size === 0)!;
  const loop = (tasks: string, body: string) => /* wgsl */ `
    for (var i = tid; i < ${tasks}; i += ${workgroup}u) {
      let c = i % ${count}u;
      let task = i / ${count}u;
      ${body}
    }
    ${BARRIER}`;

  const body = /* wgsl */ `
  let lane = group.y + batch.first_lane;
  if (${clockCount('active')} == 0u) { return; }
  let first_sequence = group.x * ${count}u;
  let tape_start = (group.y * ${groups}u + group.x) * ${arena.storage}u;
  let temperature = ${laneNumber('temperature')};
  let seed = ${laneCount('seed')};
  let step = ${clockCount('step')};
  for (var position = 0u; position < ${maxTokens}u; position++) {
    ${loop(
      `${count}u`,
      /* wgsl */ `
      let sequence = min(first_sequence + c, ${sequences - 1}u);
      var token = ${vocabulary}u + prompts[sequence];
      if (position > 0u) { token = tokens[(lane * ${sequences}u + sequence) * ${maxTokens}u + position - 1u]; }
      for (var d = 0u; d < ${width}u; d++) {
        ${cell(stream, 'd', columns)} = ${at(weight('tokenEmbedding'), `token * ${width}u + d`)}
          + ${at(weight('positionEmbedding'), `position * ${width}u + d`)};
      }`,
    )}
    for (var block = 0u; block < ${blocks}u; block++) {
      ${normal('attentionGain')}
      ${linear(weight('queryKeyValue'), width, 3 * width, columns, input, here, tuning)}
      ${loop(
        `${heads * count}u * (position + 1u)`,
        /* wgsl */ `
        let head = task % ${heads}u;
        let s = task / ${heads}u;
        let query = ${here.origin} + head * ${headWidth * count}u + c;
        let key = ${cache.origin} + s * ${perPosition}u + (${width}u + head * ${headWidth}u) * ${count}u + c;
        var sum = 0.0;
        for (var d = 0u; d < ${headWidth}u; d++) {
          sum += ${here.buffer}[query + d * ${count}u] * ${here.buffer}[key + d * ${count}u];
        }
        ${cell(attention, `head * ${maxTokens}u + s`, columns)} = sum * ${headWidth ** -0.5};`,
      )}
      ${loop(
        `${heads * count}u`,
        /* wgsl */ `
        let start = task * ${maxTokens * count}u + c;
        var top = ${at(attention, 'start')};
        for (var s = 1u; s <= position; s++) { top = max(top, ${at(attention, `start + s * ${count}u`)}); }
        var sum = 0.0;
        for (var s = 0u; s <= position; s++) {
          let value = exp(${at(attention, `start + s * ${count}u`)} - top);
          ${at(attention, `start + s * ${count}u`)} = value;
          sum += value;
        }
        for (var s = 0u; s <= position; s++) { ${at(attention, `start + s * ${count}u`)} /= sum; }`,
      )}
      ${loop(
        `${(width / tileOfHead) * count}u`,
        /* wgsl */ `
        let d = task * ${tileOfHead}u;
        let share = (d / ${headWidth}u) * ${maxTokens * count}u + c;
        let value = ${cache.origin} + (${2 * width}u + d) * ${count}u + c;
        ${unrolled(tileOfHead, (i) => `var sum${i} = 0.0;`)}
        for (var s = 0u; s <= position; s++) {
          let own = ${at(attention, `share + s * ${count}u`)};
          ${unrolled(tileOfHead, (i) => `sum${i} += own * ${cache.buffer}[value + s * ${perPosition}u + ${i * count}u];`)}
        }
        ${unrolled(tileOfHead, (i) => `${cell(mixed, `d + ${i}u`, columns)} = sum${i};`)}`,
      )}
      ${linear(weight('attentionOut'), width, width, columns, mixed, stream, tuning, accumulate)}
      ${normal('feedForwardGain')}
      ${linear(
        weight('feedForwardIn'),
        width,
        hidden,
        columns,
        input,
        wide,
        tuning,
        (to, value, row) => `${to} = max(0.0, ${value} + ${at(weight('feedForwardInBias'), row)});`,
      )}
      ${linear(weight('feedForwardOut'), hidden, width, columns, wide, stream, tuning, accumulate)}
    }
    ${normal('finalGain')}
    ${linear(
      weight('head'),
      width,
      vocabulary,
      columns,
      input,
      wide,
      tuning,
      (to, value, row) => `${to} = ${value} + ${at(weight('headBias'), row)};`,
    )}
    ${loop(
      `${blocksOfFour * count}u`,
      /* wgsl */ `
      let sequence = first_sequence + c;
      let place = ((sequence / ${rollouts}u) << 16u) | (sequence % ${rollouts}u);
      let words = philox(vec4<u32>(step, place, position, task), vec2<u32>(seed, ${PURPOSE.rollout}u));
      var best = -1e30;
      var item = 0u;
      ${unrolled(
        4,
        (i) => /* wgsl */ `
        if (task * 4u + ${i}u < ${vocabulary}u) {
          let value = ${cell(wide, `task * 4u + ${i}u`, columns)} / temperature + gumbel(words[${i}]);
          if (value > best) { best = value; item = task * 4u + ${i}u; }
        }`,
      )}
      ${cell(bestValue, 'task', columns)} = best;
      ${cell(bestItem, 'task', columns)} = f32(item);`,
    )}
    ${loop(
      `${count}u`,
      /* wgsl */ `
      let sequence = first_sequence + c;
      if (sequence < ${sequences}u) {
        let place = (lane * ${sequences}u + sequence) * ${maxTokens}u + position;
        var best = ${cell(bestValue, '0u', columns)};
        var item = ${cell(bestItem, '0u', columns)};
        for (var j = 1u; j < ${blocksOfFour}u; j++) {
          if (${cell(bestValue, 'j', columns)} > best) {
            best = ${cell(bestValue, 'j', columns)};
            item = ${cell(bestItem, 'j', columns)};
          }
        }
        var alive = true;
        if (position > 0u) { alive = tokens[place - 1u] != 0u; }
        tokens[place] = select(0u, u32(item), alive);
      }`,
    )}
  }`;
  return {
    kernel: kernel(
      'rollout',
      [
        reads('lanes', 'array<u32>'),
        reads('clock', 'array<u32>'),
        reads('params'),
        reads('prompts', 'array<u32>'),
        BATCH,
        writes('tape'),
        writes('tokens', 'array<u32>'),
      ],
      workgroup,
      `${BATCH_WGSL}\n${philoxWgsl}\n${drawWgsl}\n${arena.declarations()}`,
      body,
    ),
    groups,
    tapeFloats: arena.storage,
  };
}
