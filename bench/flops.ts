/** Floating-point operations of a training step, counted from the shapes: multiply and add, two each. */
import type { PolicyShape } from '../src/lab/policy/shape.ts';

/** Of the policy's matrix products over some tokens, forward only. */
export function forwardFlops(
  { width, hidden, vocabulary, blocks, maxTokens }: PolicyShape,
  tokens: number,
): number {
  const perBlock = 4 * width * width + 2 * width * hidden;
  // Scores and mixtures; a causal position sees half of the others on average.
  const attention = (2 * width * (maxTokens + 1)) / 2;
  return 2 * tokens * (blocks * (perBlock + attention) + width * vocabulary);
}

/** Of forward, backward (twice that) and weight gradients; the optimiser and the rest are left out. */
export const trainingFlops = (shape: PolicyShape, tokens: number): number => 3 * forwardFlops(shape, tokens);
