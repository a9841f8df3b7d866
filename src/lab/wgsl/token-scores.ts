/** What is kept of every token of a batch: fields of the buffer `token_scores`, [R, field, S, T]. */

const FIELDS = [
  /** 1 up to and including END, 0 after it; there all other fields are 0. */
  'counted',
  /** Log-probability under the policy that sampled. */
  'old',
  /** Log-probability under the base policy. */
  'reference',
  /** Of the distribution the token was drawn from, in nats. */
  'entropy',
  /** Its part of the lane's loss, in the latest pass. */
  'loss',
  /** 1 where the clip cut its gradient off, in the latest pass. */
  'cut',
] as const;

export type TokenField = (typeof FIELDS)[number];

export const TOKEN_FIELDS = FIELDS.length;

/** Index of a field's first entry; `lane` must be in scope. */
export const tokenField = (field: TokenField, sequences: number, maxTokens: number): string =>
  `(lane * ${TOKEN_FIELDS}u + ${FIELDS.indexOf(field)}u) * ${sequences * maxTokens}u`;

/** The same in TypeScript. */
export const tokenFieldAt = (field: TokenField, lane: number, perLane: number): number =>
  (lane * TOKEN_FIELDS + FIELDS.indexOf(field)) * perLane;
