/**
 * Safetensors, the file format of Hugging Face for named tensors: 8 bytes of length, a JSON header with type,
 * shape and place of each tensor, then the numbers, little-endian (https://github.com/huggingface/safetensors).
 */
import * as v from 'valibot';
import { placeAndReason } from '../lab/rubric/criterion.ts';
import { parseJson } from './parse-json.ts';

export interface Tensor {
  shape: readonly number[];
  /** Row by row. */
  values: Float32Array;
}

export interface TensorFile {
  tensors: ReadonlyMap<string, Tensor>;
  /** Texts that travel with them. */
  metadata: Readonly<Record<string, string>>;
}

/** Longest header that is read, in bytes. */
const LONGEST_HEADER = 4 * 2 ** 20;

const METADATA = '__metadata__';

const headerSchema = v.record(
  v.string(),
  v.union([
    v.strictObject({
      dtype: v.literal('F32'),
      shape: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      data_offsets: v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.number(), v.safeInteger())]),
    }),
    v.record(v.string(), v.string()),
  ]),
);

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

export function writeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let end = 0;
  for (const [name, { shape, values }] of tensors) {
    if (sizeOf(shape) !== values.length)
      throw new Error(`"${name}" has shape ${shape.join(' × ')} and ${values.length} numbers.`);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const text = JSON.stringify(header);
  const bytes = new TextEncoder().encode(
    text + ' '.repeat((8 - (new TextEncoder().encode(text).length % 8)) % 8),
  );
  const file = new Uint8Array(8 + bytes.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(bytes.length), true);
  file.set(bytes, 8);
  let at = 8 + bytes.length;
  for (const { values } of tensors.values()) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/** @throws saying what is wrong with the file; only 32-bit floats are read */
export function readSafetensors(file: Uint8Array): TensorFile {
  const refuse = (reason: string) => new Error(`Not a safetensors file that can be read here: ${reason}.`);
  if (file.length < 10) throw refuse(`it has ${file.length} bytes`);
  const length = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true));
  if (length > LONGEST_HEADER || 8 + length > file.length)
    throw refuse(`its header would take ${length} bytes; the file has ${file.length}`);
  let header: v.InferOutput<typeof headerSchema>;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + length));
    const parsed = v.safeParse(headerSchema, parseJson(text), { abortEarly: true });
    if (!parsed.success) throw new Error(placeAndReason(parsed.issues[0]));
    header = parsed.output;
  } catch (error) {
    throw refuse(`its header: ${(error as Error).message}`);
  }
  const tensors = new Map<string, Tensor>();
  let metadata: Record<string, string> = {};
  const room = file.length - 8 - length;
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) {
      metadata = entry as Record<string, string>;
      continue;
    }
    const { shape = [NaN], data_offsets } = entry as { shape?: number[]; data_offsets?: [number, number] };
    const [from, to] = data_offsets ?? [NaN, NaN];
    if (!(from >= 0 && to >= from && to <= room && to - from === 4 * sizeOf(shape)))
      throw refuse(`"${name}" has its numbers at ${from} to ${to} of ${room} bytes`);
    const values = new Float32Array(file.slice(8 + length + from, 8 + length + to).buffer);
    tensors.set(name, { shape, values });
  }
  return { tensors, metadata };
}
