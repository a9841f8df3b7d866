/** How the tokens of a batch are laid out as columns of workgroups, and where policy activations lie. */
import { Region, type Arena } from '../wgsl/region.ts';
import type { Tuning } from '../wgsl/tuning.ts';
import { parameterLayout, type PolicyShape } from './shape.ts';

/**
 * Column c of a workgroup is position c % length of its sequence c / length. Positions and sequences
 * that only fill up to a round number are computed and carry no loss.
 */
export interface Columns {
  /** Sequences per lane. */
  sequences: number;
  /** Positions per sequence, rounded up to a multiple of 4. */
  length: number;
  sequencesPerGroup: number;
  /** Columns of a workgroup: sequencesPerGroup * length. */
  count: number;
  /** Workgroups per lane. */
  groups: number;
}

export function scoringColumns(shape: PolicyShape, sequences: number, tuning: Tuning): Columns {
  const length = 4 * Math.ceil(shape.maxTokens / 4);
  const sequencesPerGroup = Math.max(1, Math.min(sequences, Math.floor(tuning.columns / length)));
  return {
    sequences,
    length,
    sequencesPerGroup,
    count: sequencesPerGroup * length,
    groups: Math.ceil(sequences / sequencesPerGroup),
  };
}

/** Region of a weight in the packed parameters of the lane in scope; block weights follow `block`. */
export function weightRegion(shape: PolicyShape, name: string): Region {
  const layout = parameterLayout(shape);
  const size = layout.reduce((sum, entry) => sum + entry.size, 0);
  const offsetOf = (wanted: string) => layout.find((entry) => entry.name === wanted)!.offset;
  const whole = new Region('params', `lane * ${size}u`);
  if (layout.some((entry) => entry.name === name)) return whole.from(offsetOf(name));
  const first = offsetOf(`block0.${name}`);
  const stride = shape.blocks > 1 ? offsetOf(`block1.${name}`) - first : 0;
  return whole.from(first).eachBlock(stride);
}

/** What a forward pass leaves of one block, [rows][columns] each; rows in brackets. */
export interface BlockActivations {
  /** Normalised input of attention without [D] and with its gain [D], and what it was divided by, inverted [1]. */
  attentionNormal: Region;
  attentionInput: Region;
  attentionScale: Region;
  /** [3D] */
  queryKeyValue: Region;
  /** Attention of each column to each position s, [heads * length]; rows head-major. */
  attention: Region;
  /** [D] */
  mixed: Region;
  feedForwardNormal: Region;
  feedForwardInput: Region;
  feedForwardScale: Region;
  /** After the ReLU, [hidden]. */
  hidden: Region;
}

export interface Activations extends BlockActivations {
  /** Residual stream, [D]. */
  stream: Region;
  finalNormal: Region;
  finalInput: Region;
  finalScale: Region;
  /** [V] */
  logits: Region;
}

/** Rows of each block activation. */
function blockRows(
  { width, hidden, heads }: PolicyShape,
  length: number,
): Record<keyof BlockActivations, number> {
  return {
    attentionNormal: width,
    attentionInput: width,
    attentionScale: 1,
    queryKeyValue: 3 * width,
    attention: heads * length,
    mixed: width,
    feedForwardNormal: width,
    feedForwardInput: width,
    feedForwardScale: 1,
    hidden,
  };
}

/** Activations that later kernels read, one set per block; block regions follow `block`. */
export function keptActivations(shape: PolicyShape, columns: Columns, arena: Arena): Activations {
  const { width, vocabulary, blocks } = shape;
  const sizes = blockRows(shape, columns.length);
  const stride = Object.values(sizes).reduce((a, b) => a + b, 0) * columns.count;
  const start = arena.keep(stride * blocks);
  const kept = {} as BlockActivations;
  let offset = 0;
  for (const name of Object.keys(sizes) as (keyof BlockActivations)[]) {
    kept[name] = start.from(offset).eachBlock(stride);
    offset += sizes[name] * columns.count;
  }
  return {
    ...kept,
    stream: arena.pass('stream', width * columns.count),
    finalNormal: arena.keep(width * columns.count),
    finalInput: arena.keep(width * columns.count),
    finalScale: arena.keep(columns.count),
    logits: arena.keep(vocabulary * columns.count),
  };
}

/** Activations of a forward pass that nothing follows: blocks overwrite one another's. */
export function passingActivations(shape: PolicyShape, columns: Columns, arena: Arena): Activations {
  const { width, hidden, heads, vocabulary } = shape;
  const pass = (name: string, rows: number) => arena.pass(name, rows * columns.count);
  const stream = pass('stream', width);
  const input = pass('input', width);
  const scale = pass('scale', 1);
  const wide = pass('wide', Math.max(3 * width, hidden, vocabulary));
  const mixed = pass('mixed', width);
  return {
    stream,
    attentionNormal: input,
    attentionInput: input,
    attentionScale: scale,
    queryKeyValue: wide,
    attention: pass('attention', heads * columns.length),
    mixed,
    feedForwardNormal: input,
    feedForwardInput: input,
    feedForwardScale: scale,
    hidden: wide,
    finalNormal: input,
    finalInput: input,
    finalScale: scale,
    logits: wide,
  };
}
