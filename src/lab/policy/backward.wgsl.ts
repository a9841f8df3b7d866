/**
 * The policy's backward pass over the columns of a workgroup: from the gradient in the logits to the
 * gradients that weight gradients are made of (`gradient.wgsl.ts`). autodiff of `forward.ts` is its definition.
 *
 * Expects the same in scope as the forward pass, its kept activations, and the logits' gradient in their place.
 */
import { BARRIER } from '../wgsl/kernel.ts';
import { assign, matmul, type Write } from '../wgsl/matmul.ts';
import { at, type Arena, type Region } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { weightRegion, type Activations, type Columns } from './columns.ts';
import { cell, plainRows } from './forward.wgsl.ts';
import type { PolicyShape } from './shape.ts';

/** Gradients that the weight gradients need, [rows][columns] each; block regions follow `block`. */
export interface Deltas {
  /** In the residual stream at the start of block `block`, and for block = blocks at the end, [D]. */
  stream: Region;
  /** Between attention and feed-forward of a block, [D]. */
  middle: Region;
  /** In queries, keys and values, [3D]. */
  queryKeyValue: Region;
  /** Before the ReLU, [hidden]. */
  hidden: Region;
}

/** Gradients are kept beside the activations. */
export function keptDeltas({ width, hidden, blocks }: PolicyShape, columns: Columns, arena: Arena): Deltas {
  const perBlock = (rows: number, count = blocks) => {
    const stride = rows * columns.count;
    return arena.keep(stride * count).eachBlock(stride);
  };
  return {
    stream: perBlock(width, blocks + 1),
    middle: perBlock(width),
    queryKeyValue: perBlock(3 * width),
    hidden: perBlock(hidden),
  };
}

/** output[i][c] = sum over j of weight[i][j] delta[j][c], the whole weight being [rows, inner]. */
function transposedLinear(
  weight: Region,
  rows: number,
  inner: number,
  columns: Columns,
  delta: Region,
  output: Region,
  tuning: Tuning,
  write: Write = assign,
  beside?: Region,
): string {
  const product = matmul(
    {
      rows,
      inner,
      columns: columns.count,
      left: {
        buffer: weight.buffer,
        start: (row) => `${weight.origin} + ${row} * ${inner}u`,
        perInner: 1,
        perRow: inner,
      },
      right: {
        buffer: delta.buffer,
        start: (column) => `${delta.origin} + ${column}`,
        perInner: columns.count,
      },
      out: { ...plainRows(output, columns), ...(beside && { beside }) },
      write,
    },
    tuning,
  );
  return `${product}\n${BARRIER}`;
}

/**
 * Through a normalisation: `delta` is the gradient in its output, `out` = `residual` + the gradient in its
 * input. Leaves delta times normal in the place of normal: summed over columns, that is the gain's gradient.
 */
function normaliseBackward(
  shape: PolicyShape,
  columns: Columns,
  gain: Region,
  own: { normal: Region; scale: Region },
  delta: Region,
  residual: Region | null,
  out: Region,
  tuning: Tuning,
): string {
  const { width } = shape;
  return /* wgsl */ `
  for (var c = tid; c < ${columns.count}u; c += ${tuning.workgroup}u) {
    var along = 0.0;
    for (var d = 0u; d < ${width}u; d++) {
      along += ${cell(delta, 'd', columns)} * ${at(gain, 'd')} * ${cell(own.normal, 'd', columns)};
    }
    along /= ${width}.0;
    let scale = ${at(own.scale, 'c')};
    for (var d = 0u; d < ${width}u; d++) {
      let normal = ${cell(own.normal, 'd', columns)};
      let incoming = ${cell(delta, 'd', columns)};
      ${cell(out, 'd', columns)} = ${residual ? `${cell(residual, 'd', columns)} + ` : ''}scale * (incoming * ${at(gain, 'd')} - normal * along);
      ${cell(own.normal, 'd', columns)} = incoming * normal;
    }
  }
  ${BARRIER}`;
}

/** Through attention: `mixed` is the gradient in its mixture, `out` receives that in queries, keys, values. */
function attendBackward(
  shape: PolicyShape,
  columns: Columns,
  own: Activations,
  mixed: Region,
  out: Region,
  arena: { weight: Region; weightTransposed: Region; attentionTransposed: Region },
  tuning: Tuning,
): string {
  const { width, heads } = shape;
  const { length, count, sequencesPerGroup } = columns;
  const headWidth = width / heads;
  const batch = sequencesPerGroup * heads;
  const sequenceOf = (item: string) => `(${item} / ${heads}u) * ${length}u`;
  const headOf = (item: string) => `(${item} % ${heads}u)`;
  /** Rows of one of queries (0), keys (1), values (2) of the item's head. */
  const part = (which: number, item: string) => `(${which * width}u + ${headOf(item)} * ${headWidth}u)`;
  const { weight, weightTransposed, attentionTransposed } = arena;

  /** Gradient in the attention weights: value of s times gradient of the mixture at t. */
  const weightGradient = matmul(
    {
      rows: length,
      inner: headWidth,
      columns: length,
      batch,
      left: {
        buffer: own.queryKeyValue.buffer,
        start: (row, item) =>
          `${own.queryKeyValue.origin} + ${part(2, item)} * ${count}u + ${sequenceOf(item)} + ${row}`,
        perInner: count,
        perRow: 1,
      },
      right: {
        buffer: mixed.buffer,
        start: (column, item) =>
          `${mixed.origin} + ${headOf(item)} * ${headWidth * count}u + ${sequenceOf(item)} + ${column}`,
        perInner: count,
      },
      out: {
        region: weight,
        start: (row, column, item) =>
          `(${headOf(item)} * ${length}u + ${row}) * ${count}u + ${sequenceOf(item)} + ${column}`,
        perRow: count,
      },
    },
    tuning,
  );
  const softmaxBackward = /* wgsl */ `
  for (var i = tid; i < ${heads * count}u; i += ${tuning.workgroup}u) {
    let c = i % ${count}u;
    let head = (i / ${count}u) * ${length * count}u;
    let position = c % ${length}u;
    var along = 0.0;
    for (var s = 0u; s < ${length}u; s++) {
      along += ${at(own.attention, `head + s * ${count}u + c`)} * ${at(weight, `head + s * ${count}u + c`)};
    }
    for (var s = 0u; s < ${length}u; s++) {
      let share = ${at(own.attention, `head + s * ${count}u + c`)};
      let value = share * (${at(weight, `head + s * ${count}u + c`)} - along) * ${headWidth ** -0.5};
      let mirrored = head + position * ${count}u + c - position + s;
      ${at(weight, `head + s * ${count}u + c`)} = value;
      ${at(weightTransposed, 'mirrored')} = value;
      ${at(attentionTransposed, 'mirrored')} = share;
    }
  }`;
  /** out rows of one part = sum over positions of left (rows of a head) times a position-by-column matrix. */
  const mixBack = (which: number, left: Region, leftRows: (item: string) => string, right: Region) =>
    matmul(
      {
        rows: headWidth,
        inner: length,
        columns: length,
        batch,
        left: {
          buffer: left.buffer,
          start: (row, item) =>
            `${left.origin} + (${leftRows(item)} + ${row}) * ${count}u + ${sequenceOf(item)}`,
          perInner: 1,
          perRow: count,
        },
        right: {
          buffer: right.buffer,
          start: (column, item) =>
            `${right.origin} + ${headOf(item)} * ${length * count}u + ${sequenceOf(item)} + ${column}`,
          perInner: count,
        },
        out: {
          region: out,
          start: (row, column, item) =>
            `(${part(which, item)} + ${row}) * ${count}u + ${sequenceOf(item)} + ${column}`,
          perRow: count,
        },
      },
      tuning,
    );
  return [
    weightGradient,
    BARRIER,
    softmaxBackward,
    BARRIER,
    mixBack(0, own.queryKeyValue, (item) => part(1, item), weight),
    mixBack(1, own.queryKeyValue, (item) => part(0, item), weightTransposed),
    mixBack(2, mixed, (item) => `${headOf(item)} * ${headWidth}u`, attentionTransposed),
    BARRIER,
  ].join('\n');
}

/** All phases from the logits' gradient to that of the embeddings. */
export function backwardPhases(
  shape: PolicyShape,
  columns: Columns,
  own: Activations,
  deltas: Deltas,
  arena: Arena,
  tuning: Tuning,
): string {
  const { width, hidden, vocabulary, heads, blocks } = shape;
  const weight = (name: string) => weightRegion(shape, name);
  const pass = (name: string, rows: number) => arena.pass(name, rows * columns.count);
  const delta = pass('delta', width);
  const attention = heads * columns.length;
  const passing = {
    weight: pass('attention_delta', attention),
    weightTransposed: pass('attention_delta_mirrored', attention),
    attentionTransposed: pass('attention_mirrored', attention),
  };
  /** Of the stream at the end of the block in scope. */
  const after = deltas.stream.from(width * columns.count);
  return /* wgsl */ `
  ${transposedLinear(weight('head'), width, vocabulary, columns, own.logits, delta, tuning)}
  {
    let block = ${blocks}u;
    ${normaliseBackward(
      shape,
      columns,
      weight('finalGain'),
      { normal: own.finalNormal, scale: own.finalScale },
      delta,
      null,
      deltas.stream,
      tuning,
    )}
  }
  for (var back = 1u; back <= ${blocks}u; back++) {
    let block = ${blocks}u - back;
    ${transposedLinear(
      weight('feedForwardOut'),
      hidden,
      width,
      columns,
      after,
      deltas.hidden,
      tuning,
      (to, value, _, hidden) => `${to} = select(0.0, ${value}, ${hidden} > 0.0);`,
      own.hidden,
    )}
    ${transposedLinear(weight('feedForwardIn'), width, hidden, columns, deltas.hidden, delta, tuning)}
    ${normaliseBackward(
      shape,
      columns,
      weight('feedForwardGain'),
      { normal: own.feedForwardNormal, scale: own.feedForwardScale },
      delta,
      after,
      deltas.middle,
      tuning,
    )}
    ${transposedLinear(weight('attentionOut'), width, width, columns, deltas.middle, delta, tuning)}
    ${attendBackward(shape, columns, own, delta, deltas.queryKeyValue, passing, tuning)}
    ${transposedLinear(weight('queryKeyValue'), width, 3 * width, columns, deltas.queryKeyValue, delta, tuning)}
    ${normaliseBackward(
      shape,
      columns,
      weight('attentionGain'),
      { normal: own.attentionNormal, scale: own.attentionScale },
      delta,
      deltas.middle,
      deltas.stream,
      tuning,
    )}
  }`;
}
