/** The shape of a policy: a small causal transformer, its parameters packed into one row per lane. */
import { TOPICS } from '../language/topics.ts';
import { VOCABULARY } from '../language/words.ts';

/** What a scenario chooses. */
export interface PolicySize {
  /** Width of the residual stream, a multiple of `heads`. */
  width: number;
  heads: number;
  /** Width of the feed-forward layer. */
  hidden: number;
  blocks: number;
}

export interface PolicyShape extends PolicySize {
  /** Words the policy can write, END included. */
  vocabulary: number;
  /** Input-only prompt tokens. */
  prompts: number;
  /** Longest answer, END included; also the number of positions, since the prompt is read at position 0. */
  maxTokens: number;
}

export function policyShape(size: PolicySize, maxTokens: number): PolicyShape {
  if (size.width % size.heads !== 0)
    throw new Error(`Policy width ${size.width} is not a multiple of its ${size.heads} heads.`);
  return { ...size, vocabulary: VOCABULARY, prompts: TOPICS.length, maxTokens };
}

/** One weight inside the packed row. */
export interface LayoutEntry {
  name: string;
  /** Without the lane axis. */
  shape: number[];
  offset: number;
  size: number;
  /** Standard deviation at initialisation; "ones" for gains, 0 for biases. */
  init: number | 'ones';
}

/** Where each weight lies in a lane's row of parameters, in a fixed order. */
export function parameterLayout(shape: PolicyShape): LayoutEntry[] {
  const { width, hidden, blocks, vocabulary, prompts, maxTokens } = shape;
  const entries: LayoutEntry[] = [];
  let offset = 0;
  const add = (name: string, dims: number[], init: number | 'ones') => {
    const size = dims.reduce((a, b) => a * b, 1);
    entries.push({ name, shape: dims, offset, size, init });
    offset += size;
  };
  add('tokenEmbedding', [vocabulary + prompts, width], 0.3);
  add('positionEmbedding', [maxTokens, width], 0.3);
  for (let block = 0; block < blocks; block++) {
    add(`block${block}.attentionGain`, [width], 'ones');
    add(`block${block}.queryKeyValue`, [width, 3 * width], width ** -0.5);
    add(`block${block}.attentionOut`, [width, width], 0.5 * width ** -0.5);
    add(`block${block}.feedForwardGain`, [width], 'ones');
    add(`block${block}.feedForwardIn`, [width, hidden], width ** -0.5);
    add(`block${block}.feedForwardInBias`, [hidden], 0);
    add(`block${block}.feedForwardOut`, [hidden, width], 0.5 * hidden ** -0.5);
  }
  add('finalGain', [width], 'ones');
  add('head', [width, vocabulary], 0.3 * width ** -0.5);
  add('headBias', [vocabulary], 0);
  return entries;
}

/** Parameters per lane, e.g. 7,902 for width 24, hidden 48, one block. */
export function parameterCount(shape: PolicyShape): number {
  return parameterLayout(shape).reduce((sum, { size }) => sum + size, 0);
}
