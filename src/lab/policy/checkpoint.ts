/** A base policy on disk: its size and its parameters, as JSON with base64 floats. */
import * as v from 'valibot';
import { parameterCount, type PolicyShape } from './shape.ts';

export const CHECKPOINT_VERSION = 1;

/** A checkpoint file. */
export const checkpointSchema = v.object({
  formatVersion: v.literal(CHECKPOINT_VERSION),
  policy: v.object({
    width: v.number(),
    heads: v.number(),
    hidden: v.number(),
    blocks: v.number(),
    vocabulary: v.number(),
    prompts: v.number(),
    maxTokens: v.number(),
  }),
  /** Little-endian 32-bit floats in the order of `parameterLayout`, base64. */
  parameters: v.string(),
});

export type CheckpointFile = v.InferOutput<typeof checkpointSchema>;

export function writeCheckpoint(shape: PolicyShape, parameters: Float32Array): CheckpointFile {
  const bytes = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { formatVersion: CHECKPOINT_VERSION, policy: { ...shape }, parameters: btoa(binary) };
}

/**
 * Parameters [N] of a checkpoint.
 *
 * @throws when it is not a checkpoint, or was made for another shape of policy
 */
export function readCheckpoint(file: unknown, shape: PolicyShape): Float32Array {
  const parsed = v.safeParse(checkpointSchema, file);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new Error(`Not a checkpoint: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
  }
  const { policy, parameters } = parsed.output;
  for (const key of Object.keys(policy) as (keyof PolicyShape)[])
    if (policy[key] !== shape[key])
      throw new Error(`The checkpoint has ${key} ${policy[key]}, but the policy needs ${key} ${shape[key]}.`);
  let binary: string;
  try {
    binary = atob(parameters);
  } catch {
    throw new Error('Not a checkpoint: its parameters are not base64.');
  }
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  if (bytes.length !== 4 * parameterCount(shape))
    throw new Error(
      `The checkpoint holds ${bytes.length} bytes; the policy needs ${4 * parameterCount(shape)}.`,
    );
  return new Float32Array(bytes.buffer);
}
