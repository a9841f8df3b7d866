/**
 * The weight-gradient kernel: sums over all columns of a lane of activation times gradient, per weight.
 *
 * Workgroups (x: task, y: chunk of columns, z: lane). A task is a few tiles of one matrix product, a few
 * row sums (biases and gains), or a part of the embeddings. The invocations of a tile split its columns and
 * then add up what they have, always in the same order; chunks are added by the optimiser's kernel.
 *
 * Bindings: tokens [R, S, T], prompts [S], tape [lanes of the slice, groups, floats], clock, batch,
 * gradients [lanes of the slice, chunks, N].
 */
import { BATCH, BATCH_WGSL, kernel, reads, unrolled, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount } from '../wgsl/lane.ts';
import type { Region } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import type { Deltas } from './backward.wgsl.ts';
import type { Activations, Columns } from './columns.ts';
import { parameterLayout, type PolicyShape } from './shape.ts';

/** Rows and columns of weights that one invocation sums. */
const TILE = { rows: 8, columns: 4 };

/** Weight [rows, columns] = sum over tape columns of left[row] right[column]. */
interface ProductTask {
  left: number;
  right: number;
  rows: number;
  columns: number;
  /** Offset in the packed parameters. */
  into: number;
}

/** Weight [rows] = sum over tape columns of source[row]. */
interface SumTask {
  source: number;
  rows: number;
  into: number;
}

export interface GradientPlan {
  kernel: Kernel;
  /** Workgroups in x. */
  tasks: number;
  chunks: number;
}

/** Floats from the start of a workgroup's tape, of a region with a block number put in. */
function tapeOffset(region: Region, block: number): number {
  if (region.buffer !== 'tape') throw new Error(`${region.buffer} is gone when gradients are summed.`);
  return region.offset + block * region.perBlock;
}

export function gradientKernel(
  shape: PolicyShape,
  columns: Columns,
  own: Activations,
  deltas: Deltas,
  tapeFloats: number,
  tuning: Tuning,
): GradientPlan {
  const { width, hidden, vocabulary, blocks, prompts, maxTokens } = shape;
  const layout = parameterLayout(shape);
  const size = layout.reduce((sum, entry) => sum + entry.size, 0);
  const into = (name: string) => layout.find((entry) => entry.name === name)!.offset;
  const products: ProductTask[] = [];
  const sums: SumTask[] = [];
  for (let block = 0; block < blocks; block++) {
    const of = (region: Region, step = 0) => tapeOffset(region, block + step);
    const add = (name: string, left: number, right: number, rows: number, cols: number) =>
      products.push({ left, right, rows, columns: cols, into: into(`block${block}.${name}`) });
    const sum = (name: string, source: number, rows: number) =>
      sums.push({ source, rows, into: into(`block${block}.${name}`) });
    add('queryKeyValue', of(own.attentionInput), of(deltas.queryKeyValue), width, 3 * width);
    add('attentionOut', of(own.mixed), of(deltas.middle), width, width);
    add('feedForwardIn', of(own.feedForwardInput), of(deltas.hidden), width, hidden);
    add('feedForwardOut', of(own.hidden), of(deltas.stream, 1), hidden, width);
    sum('attentionGain', of(own.attentionNormal), width);
    sum('feedForwardGain', of(own.feedForwardNormal), width);
    sum('feedForwardInBias', of(deltas.hidden), hidden);
  }
  const logits = tapeOffset(own.logits, 0);
  products.push({
    left: tapeOffset(own.finalInput, 0),
    right: logits,
    rows: width,
    columns: vocabulary,
    into: into('head'),
  });
  sums.push({ source: tapeOffset(own.finalNormal, 0), rows: width, into: into('finalGain') });
  sums.push({ source: logits, rows: vocabulary, into: into('headBias') });
  const embedding = tapeOffset(deltas.stream, 0);

  const { workgroup, reduceLanes } = tuning;
  const slots = workgroup / reduceLanes;
  const tilesOf = ({ rows, columns: cols }: ProductTask) =>
    Math.ceil(rows / TILE.rows) * Math.ceil(cols / TILE.columns);
  const stripsOf = ({ rows }: SumTask) => Math.ceil(rows / TILE.rows);
  const productTiles = products.reduce((total, task) => total + tilesOf(task), 0);
  const sumStrips = sums.reduce((total, task) => total + stripsOf(task), 0);
  const productGroups = Math.ceil(productTiles / slots);
  const sumGroups = Math.ceil(sumStrips / slots);
  const positionGroups = Math.ceil((maxTokens * width) / workgroup);
  const tokenGroups = Math.ceil(width / workgroup);
  const tasks = productGroups + sumGroups + positionGroups + tokenGroups;
  const chunks = Math.max(1, Math.min(columns.groups, Math.round(tuning.gradientGroups / tasks)));
  const groupsPerChunk = Math.ceil(columns.groups / chunks);

  const find = <Task>(
    list: readonly Task[],
    sizeOf: (task: Task) => number,
    line: (task: Task) => string,
  ) => {
    let first = 0;
    return list
      .map((task) => {
        const start = first;
        first += sizeOf(task);
        return `if (tile >= ${start}u && tile < ${first}u) { let own = tile - ${start}u; ${line(task)} }`;
      })
      .join('\n');
  };
  const accumulators = TILE.rows * TILE.columns;

  /** Adds up what the invocations of a tile hold, value by value, and stores the sums. */
  const reduce = (values: readonly string[], store: (i: string) => string): string => /* wgsl */ `
    ${values.map((value, i) => `partial[${i * workgroup}u + tid] = ${value};`).join('\n')}
    workgroupBarrier();
    if (valid) {
      for (var i = part; i < ${values.length}u; i += ${reduceLanes}u) {
        var total = 0.0;
        for (var p = 0u; p < ${reduceLanes}u; p++) { total += partial[i * ${workgroup}u + slot * ${reduceLanes}u + p]; }
        ${store('i')}
      }
    }`;
  const eachGroup = (body: string): string => /* wgsl */ `
    for (var g = first_group; g < last_group; g++) {
      let start = (group.z * ${columns.groups}u + g) * ${tapeFloats}u;
      for (var c = part; c < ${columns.count}u; c += ${reduceLanes}u) {${body}}
    }`;

  const body = /* wgsl */ `
  let lane = group.z + batch.first_lane;
  if (${clockCount('active')} == 0u) { return; }
  let first_group = group.y * ${groupsPerChunk}u;
  let last_group = min(first_group + ${groupsPerChunk}u, ${columns.groups}u);
  let out = (group.z * ${chunks}u + group.y) * ${size}u;
  let slot = tid / ${reduceLanes}u;
  let part = tid % ${reduceLanes}u;
  if (group.x < ${productGroups}u) {
    let tile = group.x * ${slots}u + slot;
    let valid = tile < ${productTiles}u;
    var left = 0u; var right = 0u; var rows = 0u; var cols = 0u; var into = 0u; var row = 0u; var col = 0u;
    ${find(
      products,
      tilesOf,
      (task) => /* wgsl */ `
      row = (own / ${Math.ceil(task.columns / TILE.columns)}u) * ${TILE.rows}u;
      col = (own % ${Math.ceil(task.columns / TILE.columns)}u) * ${TILE.columns}u;
      left = ${task.left}u; right = ${task.right}u; rows = ${task.rows}u; cols = ${task.columns}u; into = ${task.into}u;`,
    )}
    left += row * ${columns.count}u;
    right += col * ${columns.count}u;
    ${unrolled(accumulators, (i) => `var a${i} = 0.0;`)}
    if (valid) {
      ${eachGroup(/* wgsl */ `
        let l = start + left + c;
        let r = start + right + c;
        ${unrolled(TILE.rows, (i) => `let l${i} = tape[l + ${i * columns.count}u];`)}
        ${unrolled(TILE.columns, (j) => `let r${j} = tape[r + ${j * columns.count}u];`)}
        ${unrolled(accumulators, (i) => `a${i} += l${Math.floor(i / TILE.columns)} * r${i % TILE.columns};`)}`)}
    }
    ${reduce(
      Array.from({ length: accumulators }, (_, i) => `a${i}`),
      (i) => /* wgsl */ `
        let r = row + ${i} / ${TILE.columns}u;
        let q = col + ${i} % ${TILE.columns}u;
        if (r < rows && q < cols) { gradients[out + into + r * cols + q] = total; }`,
    )}
  } else if (group.x < ${productGroups + sumGroups}u) {
    let tile = (group.x - ${productGroups}u) * ${slots}u + slot;
    let valid = tile < ${sumStrips}u;
    var source = 0u; var rows = 0u; var into = 0u; var row = 0u;
    ${find(
      sums,
      stripsOf,
      (task) =>
        `row = own * ${TILE.rows}u; source = ${task.source}u; rows = ${task.rows}u; into = ${task.into}u;`,
    )}
    source += row * ${columns.count}u;
    ${unrolled(TILE.rows, (i) => `var a${i} = 0.0;`)}
    if (valid) {
      ${eachGroup(unrolled(TILE.rows, (i) => `a${i} += tape[start + source + c + ${i * columns.count}u];`))}
    }
    ${reduce(
      Array.from({ length: TILE.rows }, (_, i) => `a${i}`),
      (i) => `if (row + ${i} < rows) { gradients[out + into + row + ${i}] = total; }`,
    )}
  } else if (group.x < ${productGroups + sumGroups + positionGroups}u) {
    let i = (group.x - ${productGroups + sumGroups}u) * ${workgroup}u + tid;
    if (i < ${maxTokens * width}u) {
      let position = i % ${maxTokens}u;
      let d = i / ${maxTokens}u;
      var total = 0.0;
      for (var g = first_group; g < last_group; g++) {
        let start = (group.z * ${columns.groups}u + g) * ${tapeFloats}u + ${embedding}u + d * ${columns.count}u + position;
        for (var s = 0u; s < ${columns.sequencesPerGroup}u; s++) { total += tape[start + s * ${columns.length}u]; }
      }
      gradients[out + ${into('positionEmbedding')}u + position * ${width}u + d] = total;
    }
  } else {
    // One invocation owns a column of the embedding: it adds every token's gradient to that token's row.
    let d = (group.x - ${productGroups + sumGroups + positionGroups}u) * ${workgroup}u + tid;
    if (d < ${width}u) {
      let rows = out + ${into('tokenEmbedding')}u + d;
      for (var token = 0u; token < ${vocabulary + prompts}u; token++) { gradients[rows + token * ${width}u] = 0.0; }
      for (var g = first_group; g < last_group; g++) {
        let start = (group.z * ${columns.groups}u + g) * ${tapeFloats}u + ${embedding}u + d * ${columns.count}u;
        for (var s = 0u; s < ${columns.sequencesPerGroup}u; s++) {
          let sequence = g * ${columns.sequencesPerGroup}u + s;
          if (sequence < ${columns.sequences}u) {
            var token = ${vocabulary}u + prompts[sequence];
            for (var position = 0u; position < ${maxTokens}u; position++) {
              let cell = rows + token * ${width}u;
              gradients[cell] = gradients[cell] + tape[start + s * ${columns.length}u + position];
              token = tokens[(lane * ${columns.sequences}u + sequence) * ${maxTokens}u + position];
            }
          }
        }
      }
    }
  }`;
  return {
    kernel: kernel(
      'weight gradient',
      [
        reads('tokens', 'array<u32>'),
        reads('prompts', 'array<u32>'),
        reads('tape'),
        reads('clock', 'array<u32>'),
        BATCH,
        writes('gradients'),
      ],
      workgroup,
      `${BATCH_WGSL}\nvar<workgroup> partial: array<f32, ${accumulators * workgroup}>;`,
      body,
    ),
    tasks,
    chunks,
  };
}
