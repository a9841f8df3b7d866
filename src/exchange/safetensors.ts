/**
 * Safetensors, the file format of Hugging Face for named tensors: 8 bytes of length, a JSON header with type,
 * shape and place of each tensor, then the numbers, little-endian (https://github.com/huggingface/safetensors).
 */
import * as v from 'valibot';
import { placeAndReason } from '../lab/rubric/criterion.ts';
import { parseJson } from './parse-json.ts';
import { refusal } from './refusal.ts';

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

/** Longest header that is written and read, in bytes. */
export const LONGEST_HEADER = 4 * 2 ** 20;

const METADATA = '__metadata__';

const place = v.pipe(v.number(), v.safeInteger());
const headerSchema = v.record(v.string(), v.looseObject({}));
const metadataSchema = v.record(v.string(), v.string());
const tensorSchema = v.strictObject({
  dtype: v.literal('F32'),
  shape: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  data_offsets: v.strictTuple([place, place]),
});

function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  at = '',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) throw new Error(at + placeAndReason(result.issues[0]));
  return result.output;
}

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
  if (bytes.length > LONGEST_HEADER)
    throw new Error(
      `The file's header takes ${bytes.length} bytes; at most ${LONGEST_HEADER} can be read again.`,
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
  const refuse = (reason: string) =>
    new Error(refusal(`Not a safetensors file that can be read here: ${reason}`));
  if (file.length < 10) throw refuse(`it has ${file.length} bytes`);
  const length = Number(new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true));
  if (length > LONGEST_HEADER || 8 + length > file.length)
    throw refuse(`its header would take ${length} bytes; the file has ${file.length}`);
  let entries: [string, v.InferOutput<typeof tensorSchema>][];
  let metadata: Record<string, string>;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, 8 + length));
    const { [METADATA]: texts = {}, ...header } = parsed(headerSchema, parseJson(text));
    metadata = parsed(metadataSchema, texts, `${METADATA}.`);
    entries = Object.entries(header).map(([name, entry]) => [name, parsed(tensorSchema, entry, `${name}.`)]);
  } catch (error) {
    throw refuse(`its header: ${(error as Error).message}`);
  }
  const tensors = new Map<string, Tensor>();
  const room = file.length - 8 - length;
  const places: [from: number, to: number][] = [];
  for (const [
    name,
    {
      shape,
      data_offsets: [from, to],
    },
  ] of entries) {
    if (!(from >= 0 && to >= from && to <= room && to - from === 4 * sizeOf(shape)))
      throw refuse(`"${name}" has its numbers at ${from} to ${to} of ${room} bytes`);
    const values = new Float32Array(file.slice(8 + length + from, 8 + length + to).buffer);
    places.push([from, to]);
    tensors.set(name, { shape, values });
  }
  requireWhole(places, room, refuse);
  return { tensors, metadata };
}

/** Numbers that two tensors share would let a small file unfold into a large one. */
function requireWhole(
  places: readonly (readonly [from: number, to: number])[],
  room: number,
  refuse: (reason: string) => Error,
): void {
  let end = 0;
  for (const [from, to] of places.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end)
      throw refuse(`its tensors overlap or leave a gap at ${Math.min(from, end)} of ${room} bytes`);
    end = to;
  }
  if (end !== room) throw refuse(`its tensors end at ${end} of ${room} bytes`);
}
