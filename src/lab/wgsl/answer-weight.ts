/** How the loss averages, as kernels read it: weight of each token of an answer. `update/loss.ts` is the definition. */

/** Codes in the lane's table. */
export const LOSS_TYPES = ['dapo', 'grpo', 'dr_grpo'] as const;

const code = (type: (typeof LOSS_TYPES)[number]): string => `${LOSS_TYPES.indexOf(type)}u`;

/**
 * WGSL functions; `tokens` must be bound. They are shared so that a weight is the same to the last bit wherever it is
 * worked out: how a GPU divides is its own affair.
 *
 * `tokens_until_end(start)`: tokens of the answer that begins there, END included. `token_weight(loss_type, length,
 * counting)`: of an answer of so many tokens, where `counting` are the tokens and the answers in the loss, 1 at least.
 */
export const answerWeightWgsl = (maxTokens: number): string => /* wgsl */ `
fn tokens_until_end(start: u32) -> f32 {
  var length = 1u;
  while (length < ${maxTokens}u) {
    if (tokens[start + length - 1u] == 0u) { break; }
    length++;
  }
  return f32(length);
}

fn token_weight(loss_type: u32, length: f32, counting: vec2<f32>) -> f32 {
  switch (loss_type) {
    case ${code('grpo')}: { return 1.0 / (length * counting.y); }
    case ${code('dr_grpo')}: { return 1.0 / (counting.y * ${maxTokens}.0); }
    default: { return 1.0 / counting.x; }
  }
}`;
