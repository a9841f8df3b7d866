/** What a random draw is keyed by, and draws from it in plain TypeScript. */
import { philox, type Words4 } from './philox.ts';

/** Separate streams of one seed: a number never changes its meaning, new ones are added at the end. */
export const PURPOSE = { rollout: 1, corpus: 2, parameters: 3, judge: 4, bootstrap: 5 } as const;

/**
 * The key of a draw. All fields are integers in 0 .. 2^32-1, `prompt` and `rollout` in 0 .. 65535.
 * `item` is a token id or a stable criterion id, never an index that moves when others are reordered.
 */
export interface DrawKey {
  seed: number;
  purpose: number;
  step: number;
  prompt: number;
  rollout: number;
  position: number;
  item: number;
}

/** 32 random bits. Four neighbouring items share one Philox block: block = item >> 2, word = item & 3. */
export function drawBits(key: DrawKey): number {
  return drawBlock({ ...key, item: key.item >>> 2 })[(key.item & 3) as 0 | 1 | 2 | 3];
}

/** Four words of 32 random bits at once, with all of `item` in the key. */
export const drawBlock = ({ seed, purpose, step, prompt, rollout, position, item }: DrawKey): Words4 =>
  philox([step, ((prompt << 16) | rollout) >>> 0, position, item], seed, purpose);

/** A text, e.g. a criterion's id, as the item of a key (FNV-1a, 32 bits). */
export function textKey(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** A uniform number strictly between 0 and 1, with 23 random bits: exact in 32-bit floats, 1 included nowhere. */
export function uniform(bits: number): number {
  return ((bits >>> 9) + 0.5) / 0x800000;
}

/** A standard Gumbel number: argmax over logits plus such noise samples from their softmax. */
export function gumbel(bits: number): number {
  return -Math.log(-Math.log(uniform(bits)));
}

/** An endless stream of uniform numbers for one purpose of one seed (corpus, initial parameters, bootstrap). */
export function uniformStream(seed: number, purpose: number, stream = 0): () => number {
  let block: number[] = [];
  let counter = 0;
  let used = 4;
  return () => {
    if (used === 4) {
      block = philox([counter++ >>> 0, stream, 0, 0], seed, purpose);
      used = 0;
    }
    return uniform(block[used++]!);
  };
}

/** A standard normal number from two uniform ones (Box-Muller). */
export function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}
