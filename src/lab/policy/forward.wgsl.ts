/**
 * The policy's forward pass over the columns of a workgroup, phase by phase; `forward.ts` is its definition.
 *
 * Expects `tid`, `lane` and `first_sequence` in scope, and the buffers params, tokens and prompts.
 * Activations are [row][column], so that neighbouring invocations read neighbouring columns.
 */
import { BARRIER } from '../wgsl/kernel.ts';
import { accumulate, assign, matmul, type Write } from '../wgsl/matmul.ts';
import { at, type Region } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { weightRegion, type Activations, type Columns } from './columns.ts';
import type { PolicyShape } from './shape.ts';

/** Keeps a row of zeros from being divided by zero; as in `rows.ts`. */
export const NORM_EPSILON = '1e-5';

/** A loop over columns, one invocation each. */
export const eachColumn = (columns: Columns, tuning: Tuning, body: string): string => /* wgsl */ `
  for (var c = tid; c < ${columns.count}u; c += ${tuning.workgroup}u) {${body}}`;

/** The element of row r in column c. */
export const cell = (region: Region, row: string, columns: { count: number }, column = 'c'): string =>
  at(region, `(${row}) * ${columns.count}u + ${column}`);

/** Declares `sequence` and `position` of column c, both kept inside the batch. */
export const placeOfColumn = (
  { length, sequences }: Columns,
  { maxTokens }: PolicyShape,
): string => /* wgsl */ `
    let sequence = min(first_sequence + c / ${length}u, ${sequences - 1}u);
    let position = min(c % ${length}u, ${maxTokens - 1}u);`;

/** The token read at a position: the prompt first, then the answer shifted by one. */
const embed = (shape: PolicyShape, columns: Columns, stream: Region, tuning: Tuning): string =>
  eachColumn(
    columns,
    tuning,
    /* wgsl */ `
    ${placeOfColumn(columns, shape)}
    var token = ${shape.vocabulary}u + prompts[sequence];
    if (position > 0u) {
      token = tokens[(lane * ${columns.sequences}u + sequence) * ${shape.maxTokens}u + position - 1u];
    }
    for (var d = 0u; d < ${shape.width}u; d++) {
      ${cell(stream, 'd', columns)} =
        ${at(weightRegion(shape, 'tokenEmbedding'), `token * ${shape.width}u + d`)} +
        ${at(weightRegion(shape, 'positionEmbedding'), `position * ${shape.width}u + d`)};
    }`,
  );

/** Root-mean-square normalisation of every column, kept before and after the gain. */
export const normalise = (
  shape: PolicyShape,
  columns: { count: number },
  workgroup: number,
  gain: Region,
  stream: Region,
  out: { normal: Region; input: Region; scale: Region },
): string => /* wgsl */ `
  for (var c = tid; c < ${columns.count}u; c += ${workgroup}u) {
    var squares = 0.0;
    for (var d = 0u; d < ${shape.width}u; d++) {
      let value = ${cell(stream, 'd', columns)};
      squares += value * value;
    }
    let scale = 1.0 / sqrt(squares / ${shape.width}.0 + ${NORM_EPSILON});
    ${at(out.scale, 'c')} = scale;
    for (var d = 0u; d < ${shape.width}u; d++) {
      let value = ${cell(stream, 'd', columns)} * scale;
      ${cell(out.normal, 'd', columns)} = value;
      ${cell(out.input, 'd', columns)} = value * ${at(gain, 'd')};
    }
  }
  ${BARRIER}`;

/** The layout of a region of [row][column]. */
export const plainRows = (region: Region, { count }: { count: number }) => ({
  region,
  start: (row: string, column: string) => `${row} * ${count}u + ${column}`,
  perRow: count,
});

/** output[j][c] (= or as `write` has it) sum over i of weight[i][j] input[i][c], the whole weight being [inner, rows]. */
export function linear(
  weight: Region,
  inner: number,
  rows: number,
  columns: { count: number },
  input: Region,
  output: Region,
  tuning: Tuning,
  write: Write = assign,
): string {
  const product = matmul(
    {
      rows,
      inner,
      columns: columns.count,
      left: { buffer: weight.buffer, start: (row) => `${weight.origin} + ${row}`, perInner: rows, perRow: 1 },
      right: {
        buffer: input.buffer,
        start: (column) => `${input.origin} + ${column}`,
        perInner: columns.count,
      },
      out: plainRows(output, columns),
      write,
    },
    tuning,
  );
  return `${product}\n${BARRIER}`;
}

/** Causal attention of every head: scores, softmax over earlier positions, mixture of values. */
function attend(shape: PolicyShape, columns: Columns, own: Activations, tuning: Tuning): string {
  const { width, heads } = shape;
  const { length, count, sequencesPerGroup } = columns;
  const headWidth = width / heads;
  const batch = sequencesPerGroup * heads;
  const { buffer, origin } = own.queryKeyValue;
  const sequenceOf = (item: string) => `(${item} / ${heads}u) * ${length}u`;
  const headOf = (item: string) => `(${item} % ${heads}u)`;
  const scores = matmul(
    {
      rows: length,
      inner: headWidth,
      columns: length,
      batch,
      left: {
        buffer,
        start: (row, item) =>
          `${origin} + (${width}u + ${headOf(item)} * ${headWidth}u) * ${count}u + ${sequenceOf(item)} + ${row}`,
        perInner: count,
        perRow: 1,
      },
      right: {
        buffer,
        start: (column, item) =>
          `${origin} + ${headOf(item)} * ${headWidth * count}u + ${sequenceOf(item)} + ${column}`,
        perInner: count,
      },
      out: {
        region: own.attention,
        start: (row, column, item) =>
          `(${headOf(item)} * ${length}u + ${row}) * ${count}u + ${sequenceOf(item)} + ${column}`,
        perRow: count,
      },
      write: (to, value) => `${to} = ${value} * ${headWidth ** -0.5};`,
    },
    tuning,
  );
  const softmax = /* wgsl */ `
  for (var i = tid; i < ${heads * count}u; i += ${tuning.workgroup}u) {
    let c = i % ${count}u;
    let start = (i / ${count}u) * ${length * count}u + c;
    let position = c % ${length}u;
    var top = -1e30;
    for (var s = 0u; s < ${length}u; s++) {
      top = max(top, select(-1e30, ${at(own.attention, `start + s * ${count}u`)}, s <= position));
    }
    var sum = 0.0;
    for (var s = 0u; s < ${length}u; s++) {
      let value = select(0.0, exp(${at(own.attention, `start + s * ${count}u`)} - top), s <= position);
      ${at(own.attention, `start + s * ${count}u`)} = value;
      sum += value;
    }
    for (var s = 0u; s < ${length}u; s++) { ${at(own.attention, `start + s * ${count}u`)} /= sum; }
  }`;
  const mix = matmul(
    {
      rows: headWidth,
      inner: length,
      columns: length,
      batch,
      left: {
        buffer,
        start: (row, item) =>
          `${origin} + (${2 * width}u + ${headOf(item)} * ${headWidth}u + ${row}) * ${count}u + ${sequenceOf(item)}`,
        perInner: 1,
        perRow: count,
      },
      right: {
        buffer: own.attention.buffer,
        start: (column, item) =>
          `${own.attention.origin} + ${headOf(item)} * ${length * count}u + ${sequenceOf(item)} + ${column}`,
        perInner: count,
      },
      out: {
        region: own.mixed,
        start: (row, column, item) =>
          `(${headOf(item)} * ${headWidth}u + ${row}) * ${count}u + ${sequenceOf(item)} + ${column}`,
        perRow: count,
      },
    },
    tuning,
  );
  return [scores, BARRIER, softmax, BARRIER, mix, BARRIER].join('\n');
}

/** All phases from tokens to logits. */
export function forwardPhases(
  shape: PolicyShape,
  columns: Columns,
  own: Activations,
  tuning: Tuning,
): string {
  const { width, hidden, vocabulary, blocks } = shape;
  const weight = (name: string) => weightRegion(shape, name);
  const bias = weight('feedForwardInBias');
  return /* wgsl */ `
  ${embed(shape, columns, own.stream, tuning)}
  ${BARRIER}
  for (var block = 0u; block < ${blocks}u; block++) {
    ${normalise(shape, columns, tuning.workgroup, weight('attentionGain'), own.stream, {
      normal: own.attentionNormal,
      input: own.attentionInput,
      scale: own.attentionScale,
    })}
    ${linear(weight('queryKeyValue'), width, 3 * width, columns, own.attentionInput, own.queryKeyValue, tuning)}
    ${attend(shape, columns, own, tuning)}
    ${linear(weight('attentionOut'), width, width, columns, own.mixed, own.stream, tuning, accumulate)}
    ${normalise(shape, columns, tuning.workgroup, weight('feedForwardGain'), own.stream, {
      normal: own.feedForwardNormal,
      input: own.feedForwardInput,
      scale: own.feedForwardScale,
    })}
    ${linear(
      weight('feedForwardIn'),
      width,
      hidden,
      columns,
      own.feedForwardInput,
      own.hidden,
      tuning,
      (to, value, row) => `${to} = max(0.0, ${value} + ${at(bias, row)});`,
    )}
    ${linear(weight('feedForwardOut'), hidden, width, columns, own.hidden, own.stream, tuning, accumulate)}
  }
  ${normalise(shape, columns, tuning.workgroup, weight('finalGain'), own.stream, {
    normal: own.finalNormal,
    input: own.finalInput,
    scale: own.finalScale,
  })}
  ${linear(
    weight('head'),
    width,
    vocabulary,
    columns,
    own.finalInput,
    own.logits,
    tuning,
    (to, value, row) => `${to} = ${value} + ${at(weight('headBias'), row)};`,
  )}`;
}
